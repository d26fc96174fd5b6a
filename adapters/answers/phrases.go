package answers

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/bellhop-chat/bellhop/core"
)

// Phrases detects plain wishes for a person in English by what people say
// around "a person": "talk to", "connect me to", "I need". Texts longer than
// maxLooked runes are judged by their beginning and their end.
type Phrases struct{ rules []rule }

var _ core.Detector = (*Phrases)(nil)

// maxLooked is how many runes of a text's beginning and of its end are judged.
const maxLooked = 600

// rule is one way to ask.
type rule struct {
	name string
	re   *regexp.Regexp
}

// The parts that rules are made of. Texts are lower case, with one space
// between words and without punctuation but for sentence ends, written " . ".
const (
	kind   = `(?:real |live |actual |human |proper |physical |another |support |customer |service |sales |phone )*`
	person = `(?:human being|human|person|people|agent|someone|somebody|anyone|anybody|representative|rep|operator|` +
		`support team|support|customer service|customer support|customer care|helpdesk|help desk|staff member|staff|team member|team|advisor|adviser|specialist|assistant manager|manager|supervisor|employee|colleague)`
	article = `(?:a |an |the |your |some |any |one of your )?`
	whole   = article + kind + person
	speak   = `(?:talk|speak|chat|talking|speaking|chatting|text)`
	// noun that must not go on: "an agent licence", "a person under 18".
	stop = `(?: (?:please|pls|plz|now|asap|instead|here|there|today|again|thanks|thank you|directly|who can .*|to help.*|to talk.*|to assist.*|about .*|because .*|for help.*|and .*|if .*|regarding .*|urgently|immediately|available|online|rather|then)| \.|$)`
)

// NewPhrases makes the matcher.
func NewPhrases() *Phrases {
	on := func(name, re string) rule { return rule{name, regexp.MustCompile(re)} }
	return &Phrases{rules: []rule{
		on("talk to a person", `\b`+speak+` (?:to|with|2) `+whole+stop),
		on("connect me", `\b(?:connect|transfer|forward|redirect|switch|hand|pass|put|patch|refer) (?:me|us|this)(?: (?:on|over|through|back|straight|directly))?(?: (?:to|with|on to))? `+whole+stop),
		on("need a person", `\b(?:i|we) (?:really |just |still )?(?:need|want|demand|require|prefer|would like|d like|would prefer|d prefer|wanna have) (?:to have )?(?:a |an |some |another )`+kind+`(?:human being|human|person|agent|representative|rep|operator|supervisor|manager)`+stop),
		on("give me a person", `\b(?:give me|get me|bring me|let me have|can i get|could i get|may i have|can i have|send me|find me|i ll take) (?:a |an |some |another )`+kind+`(?:human being|human|person|agent|representative|rep|operator|supervisor|manager)`+stop),
		on("is anybody there", `\b(?:is|are) (?:there )?(?:a |an |any |some )?(?:real |live |actual |human )*(?:human|person|people|someone|somebody|anyone|anybody|agent|humans|agents) (?:there|here|available|around|online|i can `+speak+` to|i can `+speak+` with|to talk to|to speak to)(?: .*)?$`),
		on("only a person", `^(?:hi |hello |hey )?(?:a |an )?(?:(?:real|live|actual) )*(?:human being|human|real person|live person|agent|live agent|human agent|representative|operator|customer service|customer support|live chat|human support|speak human|talk human)(?: (?:please|pls|plz|now))*$`),
		on("contact support", `^(?:please |pls |i want to |i need to |i d like to |i would like to |can i |could i |let me |how (?:do|can) i )+(?:contact|reach|call|message) `+article+kind+`(?:human|person|agent|representative|support team|support|customer service|customer support|customer care|team)(?: (?:please|pls|now|here|directly))*$`),
	}}
}

// negations before a match turn the wish around.
var negation = regexp.MustCompile(`\b(?:don t|dont|do not|didn t|no need|not|never|without|rather than|instead of|won t|wouldn t|no|stop asking|avoid|hate)\b[^.]{0,40}$`)

// declined is a refusal whose end no rule knows.
var declined = regexp.MustCompile(`\b(?:no need (?:for|of|to)|(?:don t|dont|do not) (?:want|need|have to|connect|transfer)|without (?:a|an|any))\b[^.]{0,40}\b(?:human|person|agent|representative|operator|someone)\b`)

// yes is a bare agreement, as after "Shall I get a person?".
var yes = regexp.MustCompile(`^(?:oh |ok |well )?(?:yes|yeah|yep|yup|ya|sure|ok|okay|please|do|go ahead|of course|definitely|absolutely|sounds good|that would be great|why not|y)(?: (?:please|pls|do|do it|do that|thanks|thank you|sure|i would|i do|go ahead|that would be great))*$`)

// no is a bare refusal.
var no = regexp.MustCompile(`^(?:no|nope|nah|not now|no thanks|no thank you|not yet|never mind|nevermind)(?: .{0,20})?$`)

// Detect judges one word.
func (p *Phrases) Detect(text, _ string, recent []core.Entry) core.Verdict {
	t := plain(text)
	if offered(recent) {
		switch {
		case yes.MatchString(t):
			return core.Verdict{Wish: core.Asks, Why: "yes, after an offer"}
		case no.MatchString(t):
			return core.Verdict{Wish: core.Declines, Why: "no, after an offer"}
		}
	}
	verdict := core.Verdict{}
	for _, r := range p.rules {
		at := r.re.FindStringIndex(t)
		if at == nil {
			continue
		}
		before := t[:at[0]]
		if i := strings.LastIndex(before, " . "); i >= 0 {
			before = before[i+3:]
		}
		if negation.MatchString(before) {
			verdict = core.Verdict{Wish: core.Declines, Why: "negated: " + r.name}
			continue
		}
		return core.Verdict{Wish: core.Asks, Why: r.name}
	}
	if verdict.Wish == core.Neither && declined.MatchString(t) {
		return core.Verdict{Wish: core.Declines, Why: "declined"}
	}
	return verdict
}

// offered tells whether the last word was the bot offering a person.
func offered(recent []core.Entry) bool {
	if len(recent) == 0 {
		return false
	}
	last := recent[len(recent)-1]
	return last.Kind == core.KindBot && last.Offer
}

// plain is a text in lower case with single spaces, its punctuation gone but
// for sentence ends, which are " . " between words.
func plain(text string) string {
	runes := []rune(text)
	if len(runes) > 2*maxLooked {
		runes = append(append([]rune{}, runes[:maxLooked]...), runes[len(runes)-maxLooked:]...)
	}
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range runes {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		default:
			flush()
			if strings.ContainsRune(".!?;\n", r) && len(words) > 0 && words[len(words)-1] != "." {
				words = append(words, ".")
			}
		}
	}
	flush()
	for len(words) > 0 && words[len(words)-1] == "." {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}
