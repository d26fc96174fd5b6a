package core

// ForVisitorText is what a change or notice says to the visitor; empty when
// there is nothing to say and only the state is shown.
func (e Entry) ForVisitorText() string {
	switch e.Code {
	case CodeQueued:
		return "Looking for someone…"
	case CodeRung:
		return "We’ve asked the team. You can keep writing, they will see it all."
	case CodeJoined:
		return opening(e.Author) + " is here."
	case CodeLeft:
		return opening(e.Author) + " had to leave. We’re asking the team again."
	case CodeHandedBack:
		return "You’re with the bot again. You can ask for a person at any time."
	case CodeMissed:
		if e.Why == "visitor_left" {
			return "You ended the conversation before anyone could join."
		}
		if e.Why == WhyLimit {
			return "The team was asked for very often just now, so nobody was rung this time. Tell us how to reach you and the team will get back to you."
		}
		return "Sorry, nobody can join right now. Tell us how to reach you and the team will get back to you."
	case CodeClosed:
		if e.Why == string(ByAgent) {
			return opening(e.Author) + " closed the conversation. Write again whenever you like."
		}
		return "The conversation has ended. Write again whenever you like."
	case CodeDetails:
		return "Thank you, the team has your details."
	case CodeBlocked:
		return "The team has ended this conversation for good."
	case CodeFileNotSent:
		if e.Why == "agent" {
			return fileNames(e.Files) + " could not be sent to you. The team has been told."
		}
		return fileNames(e.Files) + " was not sent: the team was told the name only."
	}
	return ""
}

// ForAgentsText is what a change says in a thread; empty when the card says it
// all.
func (e Entry) ForAgentsText() string {
	switch e.Code {
	case CodeJoined:
		return "**" + Literal(e.Author) + "** has this conversation."
	case CodeLeft:
		return "**" + Literal(e.Author) + "** gave this conversation up."
	case CodeHandedBack:
		return "**" + Literal(e.Author) + "** handed the visitor back to the bot. Their words keep coming here."
	case CodeClosed:
		switch Closer(e.Why) {
		case ByAgent:
			return "**" + Literal(e.Author) + "** closed the conversation."
		case ByVisitor:
			return "The visitor ended the conversation."
		case ByIdle:
			return "Closed, because nobody said anything for a while."
		}
	case CodeBlocked:
		return "**" + Literal(e.Author) + "** blocked this visitor. They cannot write any more."
	case CodeReopened:
		if e.Why == "visitor" {
			return "The visitor is back."
		}
		return "The conversation goes on."
	case CodeDetails:
		return "The visitor left contact details; they are on the card."
	}
	return ""
}
