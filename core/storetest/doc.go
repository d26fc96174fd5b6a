// Package storetest is what every core.Store promises, as one test suite. A
// store's own tests call Run with a way to open a fresh, empty store, and add
// what is theirs: files, addresses, other processes.
//
// The suite is split by guarantee, one file each. Tests use the store as the
// bridge does: conversations change by turns, effects are claimed and settled.
// No test sleeps; time is an argument.
//
// -storetest.rounds says how many races a racing test runs.
package storetest
