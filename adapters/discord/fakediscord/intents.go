package fakediscord

// What a session asks to hear.
const (
	intentGuilds    = 1 << 0
	intentMembers   = 1 << 1
	intentWebhooks  = 1 << 5
	intentPresences = 1 << 8
	intentMessages  = 1 << 9
	intentReactions = 1 << 10
	intentTyping    = 1 << 11
	intentContent   = 1 << 15

	// knownIntents are all bits that Discord gives a meaning.
	knownIntents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

// ungranted says whether intents ask for what the portal did not grant. The caller holds s.mu.
func (s *Server) ungranted(intents int) bool {
	p := s.cfg.Portal
	return intents&intentMembers != 0 && !p.Members || intents&intentPresences != 0 && !p.Presences || intents&intentContent != 0 && !p.MessageContent
}
