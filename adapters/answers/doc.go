// Package answers is the bot that answers first: what it says, and whether a
// visitor clearly asks for a person. It implements core.Answerer and
// core.Detector and keeps nothing.
//
// # What it is for now
//
// Phrases is a small, careful matcher: it rings only where the wish is plain,
// because a false ring costs a person's time, and the button "Talk to a person"
// is always one step away. Honest is an answerer without any content: it says
// so in a line and offers a person. Both stand behind ports, so that better
// judgement can take their place.
//
// # What it may not do
//
// It invents nothing, reaches no network and holds no state between calls. A
// call is pure and takes microseconds.
package answers
