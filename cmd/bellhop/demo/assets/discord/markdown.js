import { h } from "../dom.js";
import { link, mention } from "../chat/link.js";
import { dateOf, fill } from "../chat/when.js";
import { nameOf } from "./world.js";

// plain is a text without the characters that nobody sees.
export function plain(text) {
  return (text || "").replace(/[\u2061-\u2064]/g, "");
}

// markdown renders Discord's Markdown. It returns nodes.
export function markdown(text, world) {
  const nodes = [];
  plain(text).split(/```(?:[a-z0-9+-]*\n)?([\s\S]+?)```/).forEach((part, i) => {
    if (i % 2) nodes.push(h("pre", {}, part.replace(/\n$/, "")));
    else if (part.trim()) nodes.push(...lines(part.replace(/^\n|\n$/g, ""), world));
  });
  return nodes;
}

const shapes = [
  [/^-# (.*)$/, (t) => h("span", { class: "d-small" }, ...t)],
  [/^#{1,3} (.*)$/, (t) => h("strong", { class: "d-title" }, ...t)],
  [/^\s*[-*] (.*)$/, (t) => h("span", { class: "d-item" }, ...t)],
  [/^(\s*\d+\. .*)$/, (t) => h("span", { class: "d-item d-numbered" }, ...t)],
];

function lines(text, world) {
  const nodes = [];
  let quote;
  let all = false;
  for (const line of text.split("\n")) {
    all ||= line.startsWith(">>> ");
    const quoted = all ? [line, line.replace(/^>>> /, "")] : /^> ?(.*)$/.exec(line);
    if (quoted && quote) quote.append(h("br"));
    if (quoted && !quote) nodes.push((quote = h("blockquote")));
    if (quoted) {
      quote.append(...shaped(quoted[1], world));
      continue;
    }
    if (nodes.length && !quote) nodes.push(h("br"));
    quote = undefined;
    nodes.push(...shaped(line, world));
  }
  return nodes;
}

function shaped(line, world) {
  for (const [shape, make] of shapes) {
    const m = shape.exec(line);
    if (m) return [make(inline(m[1], world))];
  }
  return inline(line, world);
}

const run = "((?:\\\\.|[^\\\\])+?)";
const span = new RegExp(
  ["\\\\([^\\p{L}\\p{N}\\s])", "(`+)(.+?)\\2", "<([^<>\\n]+)>", "\\[([^\\[\\]\\n]+)\\]\\(<?(https?:[^\\s()<>]+)>?\\)", "(https?:[^\\s<>]*[^\\s<>.,:;\"')\\]])", `\\*\\*(?=\\S)${run}\\*\\*(?!\\*)`, `__(?=\\S)${run}__`, `~~${run}~~`, `\\|\\|${run}\\|\\|`,
    `\\*(?=\\S)${run}\\*`, `(?<![\\p{L}\\p{N}])_(?=\\S)${run}_(?![\\p{L}\\p{N}])`].join("|"), "u");

function inline(text, world) {
  const nodes = [];
  let rest = text;
  for (let m; (m = span.exec(rest)); rest = rest.slice(m.index + m[0].length)) {
    if (m.index) nodes.push(rest.slice(0, m.index));
    nodes.push(marked(m, world));
  }
  if (rest) nodes.push(rest);
  return nodes;
}

function marked([, escaped, , code, token, words, address, bare, bold, under, struck, hidden, star, low], world) {
  if (escaped) return escaped;
  if (code) return h("code", {}, code.trim() || code);
  if (token) return special(token, world);
  if (address) return link(address, plain(words));
  if (bare) return link(bare);
  if (bold) return h("strong", {}, ...inline(bold, world));
  if (under) return h("u", {}, ...inline(under, world));
  if (struck) return h("s", {}, ...inline(struck, world));
  if (hidden) return spoiler(inline(hidden, world));
  return h("em", {}, ...inline(star || low, world));
}

function spoiler(words) {
  const el = h("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to read", click: () => (el.classList.add("told"), el.removeAttribute("aria-label")) }, h("span", {}, ...words));
  return el;
}

const styles = { t: "{time}", T: "{time_secs}", d: "{date_short}", D: "{date}", f: "{date} {time}", F: "{date_long} {time}", s: "{date_short} {time}", S: "{date_short} {time_secs}", R: "{ago}" };

// special is what stands between < and >: a person, a role, a channel or thread, a clock, an emoji or a link.
function special(token, world) {
  const [, kind, id] = /^(@!?|@&|#)(\d+)$/.exec(token) || [];
  if (kind === "#") return h("button", { type: "button", class: "mention", "data-thread": id }, "#" + (world.channels.get(id)?.name || "channel"));
  if (kind === "@&") return mention("@" + (world.state.roles.find((r) => r.id === id)?.name || "role"));
  if (kind) return mention("@" + nameOf(world.users.get(id)));
  const clock = /^t:(-?\d+)(?::([tTdDfFsSR]))?$/.exec(token);
  if (clock) return h("time", { class: "d-clock" }, fill(styles[clock[2] || "f"], dateOf(clock[1])));
  const emoji = /^a?:(\w+):\d+$/.exec(token);
  if (emoji) return `:${emoji[1]}:`;
  return /^https?:/.test(token) ? link(token) : `<${token}>`;
}
