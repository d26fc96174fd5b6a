package markup

import "strings"

// languages are the names a fence may carry; any other word after a fence is the first line of the code, so that nothing
// a visitor typed there is lost.
const languages = " bash c clojure cmake console cpp cs csharp css csv cypher dart diff docker dockerfile elixir elm erlang fsharp go " +
	"golang gradle graphql groovy haskell hcl html http ini java javascript jinja js json jsonc jsx julia kotlin kt latex less liquid lisp lua " +
	"makefile markdown matlab md mermaid nginx nix objc objectivec ocaml perl php plaintext powershell proto protobuf ps1 py python r rb " +
	"regex rs ruby rust sass scala scss sh shell sol sql svelte swift terraform tex text toml ts tsx txt typescript vb vim vue xml yaml yml zig zsh "

func language(s string) bool {
	return s != "" && !strings.ContainsAny(s, " \n") && strings.Contains(languages, " "+s+" ")
}

func fenceLength(line string) int { return len(line) - len(strings.TrimLeft(line, "`")) }

// fenced reads a fence of n backticks at line i. It closes at a line of at least n backticks, or at the end of a line that
// ends so. A fence that never closes is none: next is i.
func fenced(lines []string, i, n int) (b Block, next int) {
	info := strings.Trim(strings.Trim(lines[i], " \t")[n:], " \t")
	if strings.Contains(info, "`") {
		return b, i
	}
	var body []string
	b.Kind = Code
	if language(info) {
		b.Lang = info
	} else if info != "" {
		body = append(body, info)
	}
	_, indent := margin(lines[i])
	for j := i + 1; j < len(lines); j++ {
		end := strings.TrimRight(lines[j], " \t")
		ticks := len(end) - len(strings.TrimRight(end, "`"))
		if ticks < n {
			body = append(body, strip(lines[j], indent))
			continue
		}
		if rest := end[:len(end)-ticks]; strings.Trim(rest, " \t") != "" {
			body = append(body, strip(rest, indent))
		}
		b.Text = strings.Join(body, "\n")
		return b, j + 1
	}
	return Block{}, i
}

// margin measures a line's leading space: bytes and columns, a tab reaching the next multiple of four.
func margin(line string) (bytes, columns int) {
	for bytes < len(line) {
		switch line[bytes] {
		case ' ':
			columns++
		case '\t':
			columns += 4 - columns%4
		default:
			return bytes, columns
		}
		bytes++
	}
	return bytes, columns
}

// strip removes up to n columns of leading space; a tab cut in the middle leaves spaces.
func strip(line string, n int) string {
	at := 0
	for i := 0; i < len(line) && at < n; i++ {
		switch line[i] {
		case ' ':
			at++
		case '\t':
			at += 4 - at%4
		default:
			return line[i:]
		}
		if at >= n {
			return strings.Repeat(" ", at-n) + line[i+1:]
		}
	}
	if at < n {
		return ""
	}
	return line
}
