import { h } from "../dom.js";

const safe = ["http:", "https:", "mailto:", "tel:"];

// link is an address as a link, or as words when it leads nowhere a chat should.
export function link(address, words) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(words || address);
  }
  if (!safe.includes(url.protocol)) return document.createTextNode(words || address);
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, words || address);
}

// A mention of a person, a group or a channel.
export function mention(words, loud = false) {
  return h("span", { class: loud ? "mention loud" : "mention" }, words);
}
