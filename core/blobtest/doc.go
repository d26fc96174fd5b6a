// Package blobtest is what every keeper of bytes promises (core.Blobs), as one
// test suite. An adapter's test calls Run with a function that opens an empty
// one, and adds what is its own beside it.
//
// # Invariants
//
//   - What is checked is what can be opened afterwards, never how it is kept.
//   - Nothing sleeps and nothing reaches beyond what open made.
package blobtest
