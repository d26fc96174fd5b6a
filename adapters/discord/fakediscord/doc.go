// Package fakediscord is a small, strict Discord, REST and gateway: for the adapter's tests, the end-to-end tests, torture and the demo page.
package fakediscord
