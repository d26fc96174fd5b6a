import { h, plural } from "../dom.js";
import { icon } from "../icon.js";
import { file } from "./file.js";
import { menuButton } from "./menu.js";
import { bell, bin } from "./picture.js";
import { fill, headline, time } from "./when.js";

// message renders one message of any platform: {at, author, face, bot, words, card, edited, files, reactions, menu}. words are nodes, menu
// answers the menu's items or is nothing, reactions are {emoji, name, count, mine, means}.
export function message(v) {
  const body = v.words.length > 0 && h("div", { class: v.card ? "card" : "words" }, ...v.words);
  return h("div", { class: "msg" }, v.face,
    h("div", { class: "msg-main" }, byline(v), body, v.edited && h("span", { class: "edited" }, "(edited)"), hung("files", v.files.map(file)), hung("reactions", v.reactions.map(reaction))),
    v.menu && h("div", { class: "tools" }, menuButton("More actions", v.menu)));
}

function byline(v) {
  return h("div", { class: "byline" }, h("b", {}, v.author), v.bot && h("span", { class: "badge" }, "bot"), h("time", { datetime: v.at.toISOString(), title: fill("{date_long} {time_secs}", v.at) }, time(v.at)));
}

function hung(name, nodes) {
  return nodes.length > 0 && h("ul", { class: name }, ...nodes.map((n) => h("li", {}, n)));
}

function reaction(r) {
  return h("span", { class: r.mine ? "reaction mine" : "reaction", "data-name": r.name, title: r.means }, h("span", { "aria-hidden": "true" }, r.emoji), h("b", {}, String(r.count)), h("span", { class: "sr" }, " " + r.means));
}

// tombstone stands where a message was.
export function tombstone() {
  return h("div", { class: "msg gone" }, bin(), h("div", { class: "msg-main" }, h("p", { class: "gone-words" }, "This message was deleted.")));
}

// line is what the platform itself says.
export function line(words) {
  return h("div", { class: "msg line" }, h("p", {}, ...words));
}

// whisper is what only the person at the keyboard is shown.
export function whisper({ at, words, dismiss }) {
  return h("div", { class: "msg whisper" }, bell(),
    h("div", { class: "msg-main" },
      h("p", { class: "whisper-line" }, icon("eye"), "Only visible to you"),
      h("div", { class: "byline" }, h("b", {}, "Bellhop"), h("span", { class: "badge" }, "bot"), h("time", {}, time(at))),
      h("div", { class: "words" }, ...words),
      h("button", { type: "button", class: "dismiss", click: dismiss }, "Dismiss")));
}

// summary is the line under a message that leads to its thread: {count, last, faces, fresh, open, show}.
export function summary({ count, last, faces, fresh, open, show }) {
  return h("button", { type: "button", class: "summary", "data-action": "thread", "aria-pressed": String(open), click: show },
    h("span", { class: "faces" }, ...faces), h("span", { class: "count" }, plural(count, "reply", "replies")),
    fresh && h("span", { class: "dot" }, h("span", { class: "sr" }, "new")), h("span", { class: "last" }, headline("{date_short_pretty} {time}", last)));
}
