// Package discordspec holds requests, answers and dispatches to the vendor's own schemas. It is for tests only.
//
// The schemas are not part of this repository. They are looked for in ../shared/specs beside the repository root (or where
// BELLHOP_DISCORD_SPECS points); without them the checks skip the test and say so, and Available says false.
//
// Request, Answer and Dispatch have the shape of fakediscord's Config.Inspect, InspectAnswer and InspectDispatch behind a testing.TB.
// Beside the schema, a request is held to the names that the schema gives: Discord ignores a field that it does not know, a test should not.
// What is known to be wrong in the schemas is named, with the reason, in gaps.go, and is taken out of a copy before validation. Nothing
// else is forgiven. An event without a schema is held to the fields that its documentation shows.
package discordspec
