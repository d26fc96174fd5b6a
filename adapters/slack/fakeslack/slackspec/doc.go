// Package slackspec holds requests, answers and events to the vendor's own schemas. It is for tests only.
//
// The schemas are not part of this repository. They are looked for in ../shared/specs/slack beside the repository root (or where
// BELLHOP_SLACK_SPECS points); without them the checks skip the test and say so, and Available says false.
//
// The schemas are generated from TypeScript declarations and are stricter than Slack in some places and behind it in others. What is
// known to be so is named, with the reason, in gaps.go, and is taken out of a copy before validation. Nothing else is forgiven.
// A method or event that the vendor has no schema for passes unseen; Covered tells which are seen.
package slackspec
