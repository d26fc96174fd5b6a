import { h, plural } from "../dom.js";
import { icon } from "../icon.js";
import { blocks } from "./block.js";
import { emojiOf } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { face } from "./picture.js";
import { dateOf, fill, headline, time } from "./when.js";
import { nameOf } from "./world.js";

export function authorOf(m, world) {
  return m.username || (m.user && !m.bot_id ? nameOf(world.users.get(m.user)) : m.bot_name) || "Someone";
}

// message renders one message. does has press, edit and remove; own says that the person at the keyboard wrote it.
export function message(m, world, own, does) {
  if (m.subtype === "tombstone") return h("div", { class: "msg gone" }, h("span", { class: "face", "data-kind": "gone" }, icon("trash")), h("div", { class: "msg-main" }, h("p", { class: "gone-words" }, "This message was deleted.")));
  if (m.subtype?.startsWith("channel_")) return h("div", { class: "msg line" }, h("p", {}, ...mrkdwn(m.text, world)));
  const isCard = m.blocks?.some((b) => b.type === "header");
  const body = h("div", { class: isCard ? "card" : "words" }, ...said(m, world, does));
  return h("div", { class: "msg" }, face(m, world), h("div", { class: "msg-main" }, byline(m, world), body, edited(m, isCard), files(m), reactions(m)), own && tools(m, does));
}

function byline(m, world) {
  const at = dateOf(m.ts);
  return h("div", { class: "byline" }, h("b", {}, authorOf(m, world)), m.bot_id && h("span", { class: "badge" }, "bot"), h("time", { datetime: at.toISOString(), title: fill("{date_long} {time_secs}", at) }, time(at)));
}

function said(m, world, does) {
  if (m.blocks?.length) return blocks(m.blocks, world, (action, value, el) => does.press(m.ts, action, value, el));
  return mrkdwn(m.text, world);
}

// edited tells of a later change; cards change all the time and do not say so.
function edited(m, isCard) {
  return m.edited && !isCard && h("span", { class: "edited" }, "(edited)");
}

function files(m) {
  return m.files?.length && h("ul", { class: "files" }, ...m.files.map((f) => h("li", {}, icon("clip"), f.title || f.name)));
}

function reactions(m) {
  if (!m.reactions?.length) return;
  return h("ul", { class: "reactions" }, ...m.reactions.map((r) => h("li", { title: `:${r.name}:` }, emojiOf(r.name) ?? `:${r.name}:`, h("b", {}, String(r.users.length)))));
}

function tools(m, does) {
  const tool = (name, words, press) => h("button", { type: "button", "aria-label": words, title: words, click: press }, icon(name));
  return h("div", { class: "tools" }, tool("pen", "Edit", () => does.edit(m)), tool("trash", "Delete", () => does.remove(m)));
}

// whisper renders what only the person at the keyboard is shown.
export function whisper(e, world, does) {
  return h("div", { class: "msg whisper" }, h("span", { class: "face", "data-kind": "app" }, h("img", { src: "/demo/assets/bell.svg", alt: "" })),
    h("div", { class: "msg-main" },
      h("p", { class: "whisper-line" }, icon("eye"), "Only visible to you"),
      h("div", { class: "byline" }, h("b", {}, "Bellhop"), h("span", { class: "badge" }, "bot"), h("time", {}, time(dateOf(e.ts)))),
      h("div", { class: "words" }, ...said(e, world, does)),
      h("button", { type: "button", class: "dismiss", click: () => does.dismiss(e.ts) }, "Dismiss")));
}

// summary is the line under a message that leads to its thread.
export function summary(m, world, fresh, open, isOpen) {
  const replies = world.replies(m.ts);
  if (!replies.length) return;
  const last = dateOf(replies.at(-1).ts);
  const faces = [...new Map(replies.map((r) => [authorOf(r, world), r])).values()].slice(-3).map((r) => face(r, world));
  return h("button", { type: "button", class: "summary", "data-action": "thread", "aria-pressed": String(isOpen), click: () => open(m.ts) },
    h("span", { class: "faces" }, ...faces), h("span", { class: "count" }, plural(replies.length, "reply", "replies")),
    fresh && h("span", { class: "dot" }, h("span", { class: "sr" }, "new")), h("span", { class: "last" }, headline("{date_short_pretty} {time}", last)));
}
