// Package markup says what a text means. The canonical text of every entry is a small Markdown; the web, Slack and Discord
// adapters read it here and nowhere else, so that all of them mean the same by it.
//
// # The dialect
//
// Paragraphs (one newline is a line break), fenced code, "> " quotes, "- " and "* " lists, numbered lists, *em* _em_, **strong**,
// ~~strike~~, `code`, [links](https://…), <https://…> and bare http, https, www and mail addresses. Headings, underlines, rules,
// indented code, HTML, tables, references and character entities are words; an image is its link.
//
// It is stricter than CommonMark, because most texts are typed by people who do not know that they write Markdown:
//
//   - A mark counts only when no letter or digit stands on its outer side (2*3*4, snake_case, don`t), and encloses more than
//     ASCII punctuation (*_*, *.*). Scripts without spaces (Chinese, Japanese, Thai) may mark within words. "__" and a single "~" are words.
//   - A numbered list starts at 1 and counts up by one; the first number that does not fit ends it and is words, so that no
//     number is ever shown wrong. "1986. A great year" is a sentence. "+" starts no list, an empty item is none.
//   - A quote needs the space after ">". There are no lazy lines: what stands under a list or quote without its mark is outside.
//   - A backslash escapes only what could be a mark where it stands: * _ ~ ` [ ] < > anywhere, - + # at the start of a word or behind a mark,
//     . and ) after a number that starts one. "\\" is two backslashes. In a Windows path (C:\…, \\server\…) every backslash is one.
//     The only entity is &#92;, a backslash.
//   - Fences and inline code that never close are words. The word after a fence is a language only if it is a known one. Code in
//     a line ends on that line.
//   - U+2060 (word joiner) is dropped; Write puts it between marks and words that would be misread otherwise.
//
// # Invariants
//
// Parse never fails and loses no word. Parse(Write(d)) equals d for every d that Parse made; for one made by hand it shows the same
// words. HTML holds thirteen elements, all words escaped, links only to http, https and mailto. Nobody else imports goldmark.
//
// # Guards
//
// Texts over MaxText bytes, paragraphs with more than 1,200 marks and brackets, and quotes and lists nested deeper than eight are words. Time
// is bounded by the text's length times those numbers. There is no state: all functions may be called from anywhere.
package markup
