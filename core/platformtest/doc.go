// Package platformtest is what every chat platform promises, as one test
// suite. An adapter's test calls Run with a harness over the platform's fake,
// and adds what is its own beside it.
//
// # Invariants
//
//   - The suite speaks core's words only. What a platform calls things, and how
//     a fake is made to fail, is the harness's business.
//   - What is checked is what people on the platform see, and what the door
//     stored; never how the adapter did it.
//   - Nothing sleeps: a harness answers when its fake has settled.
//
// A defect found in one platform is first a sentence here, so that the other
// gets the fix as well.
package platformtest
