import { h } from "../dom.js";
import { withEmoji } from "../chat/emoji.js";
import { link, mention } from "../chat/link.js";
import { dateOf, fill } from "../chat/when.js";
import { nameOf } from "./world.js";

// mrkdwn renders the small markup of texts: *bold* _italic_ ~struck~ `code` ```block```, > quotes and <…> tokens. It returns nodes.
export function mrkdwn(text, world) {
  const nodes = [];
  text.split(/```\n?([\s\S]+?)```/).forEach((part, i) => {
    if (i % 2) nodes.push(h("pre", {}, decode(part.replace(/\n$/, ""))));
    else if (part.trim()) nodes.push(...lines(part.replace(/^\n|\n$/g, ""), world));
  });
  return nodes;
}

// lines gathers neighbouring quoted lines into one quote, and ends the others with breaks.
function lines(text, world) {
  const nodes = [];
  let quote;
  for (const line of text.split("\n")) {
    const quoted = /^&gt; ?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) nodes.push((quote = h("blockquote")));
      else quote.append(h("br"));
      quote.append(...inline(quoted[1], world));
      continue;
    }
    if (nodes.length && !quote) nodes.push(h("br"));
    quote = undefined;
    nodes.push(...inline(line, world));
  }
  return nodes;
}

const span = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])(?:\*(?=\S)([^*\n]+?)(?<=\S)\*|_(?=\S)([^_\n]+?)(?<=\S)_|~(?=\S)([^~\n]+?)(?<=\S)~)(?![\p{L}\p{N}])/u;

function inline(text, world) {
  const nodes = [];
  let rest = text;
  for (let m; (m = span.exec(rest)); rest = rest.slice(m.index + m[0].length)) {
    if (m.index) nodes.push(withEmoji(decode(rest.slice(0, m.index))));
    nodes.push(marked(m, world));
  }
  if (rest) nodes.push(withEmoji(decode(rest)));
  return nodes;
}

function marked([, code, token, bold, italic, struck], world) {
  if (code) return h("code", {}, decode(code));
  if (token) return special(token, world);
  if (bold) return h("strong", {}, ...inline(bold, world));
  if (italic) return h("em", {}, ...inline(italic, world));
  return h("s", {}, ...inline(struck, world));
}

// special is what stands between < and >: a person, a channel, a broadcast, a date or a link.
function special(token, world) {
  const [what, words] = cut(token, "|");
  if (what[0] === "@") return mention("@" + nameOf(world.users.get(what.slice(1))));
  if (what[0] === "#") return mention("#" + (words || world.state.channels.find((c) => c.id === what.slice(1))?.name || "channel"));
  if (what.startsWith("!date^")) {
    const [, seconds, format, address] = what.split("^");
    const shown = h("time", { title: words && decode(words) }, fill(decode(format), dateOf(seconds)));
    return address ? link(decode(address), shown.textContent) : shown;
  }
  if (what[0] === "!") return mention("@" + (words || what.slice(1)), true);
  return link(decode(what), words && decode(words));
}

function cut(s, at) {
  const i = s.indexOf(at);
  return i < 0 ? [s, ""] : [s.slice(0, i), s.slice(i + 1)];
}

export function decode(s) {
  return s.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}
