import { h } from "../dom.js";
import { emojiOf, fromCode } from "../chat/emoji.js";
import { link, mention } from "../chat/link.js";
import { dateOf, fill } from "../chat/when.js";
import { nameOf } from "./world.js";

// rich renders the elements of a rich_text block.
export function rich(elements, world) {
  const nodes = [];
  const lists = []; // open lists by indent
  for (const e of elements) {
    if (e.type === "rich_text_list") {
      addList(nodes, lists, e, world);
      continue;
    }
    lists.length = 0;
    nodes.push(part(e, world));
  }
  return nodes;
}

function part(e, world) {
  const leaves = (e.elements || []).map((l) => leaf(l, world));
  if (e.type === "rich_text_quote") return h("blockquote", {}, ...leaves);
  if (e.type === "rich_text_preformatted") return h("pre", {}, ...leaves);
  return h("p", {}, ...leaves);
}

// addList puts a list under the last item of the list it is indented from.
function addList(nodes, lists, e, world) {
  const indent = e.indent || 0;
  const el = h(e.style === "ordered" ? "ol" : "ul", { start: e.offset ? String(e.offset + 1) : undefined });
  el.append(...(e.elements || []).map((item) => h("li", {}, ...(item.elements || []).map((l) => leaf(l, world)))));
  lists.length = Math.min(lists.length, indent);
  const over = lists.filter(Boolean).at(-1);
  if (over) over.lastElementChild.append(el);
  else nodes.push(el);
  lists[indent] = el;
}

function leaf(l, world) {
  return styled(bare(l, world), l.style || {});
}

function bare(l, world) {
  switch (l.type) {
    case "text":
      return document.createTextNode(l.text);
    case "link":
      return link(l.url, l.text);
    case "emoji":
      return document.createTextNode(l.unicode ? fromCode(l.unicode) : (emojiOf(l.name) ?? `:${l.name}:`));
    case "user":
      return mention("@" + nameOf(world.users.get(l.user_id)));
    case "channel":
      return mention("#" + (world.state.channels.find((c) => c.id === l.channel_id)?.name || "channel"));
    case "broadcast":
      return mention("@" + l.range, true);
    case "date":
      return h("time", { title: l.fallback }, fill(l.format, dateOf(l.timestamp)));
  }
  return document.createTextNode("");
}

function styled(node, style) {
  for (const [name, tag] of [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]]) {
    if (style[name]) node = h(tag, {}, node);
  }
  return node;
}
