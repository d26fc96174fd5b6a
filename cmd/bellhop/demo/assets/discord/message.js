import { h } from "../dom.js";
import { message, summary, whisper } from "../chat/message.js";
import { buttons, embed } from "./embed.js";
import { authorOf, face } from "./face.js";
import { markdown, plain } from "./markdown.js";
import { nameOf } from "./world.js";

// What Bellhop's own marks mean.
const marks = {
  "✅": "an open widget has it", "👀": "the visitor read it", "💤": "the visitor was gone", "⚠️": "it was not sent", "🚫": "it was retracted, the visitor sees it no more",
  "🔇": "only people with the role Team are heard", "🙈": "the bot may not read it: mention it, or press Reply",
};

const retract = "Retract (Bellhop)"; // the command in the menu of a message
const loading = 1 << 7;

// messageOf renders one message for the person me.
export function messageOf(m, world, me, does) {
  return message({
    at: new Date(m.at), author: authorOf(m, world), face: face(m, world), bot: world.isBot(m), words: said(m, world, does), card: false, edited: Boolean(m.edited) && !world.isBot(m),
    files: (m.attachments || []).map((a) => ({ name: a.name, type: typeOf(a.name), src: "/demo/files/" + encodeURIComponent(a.id) })),
    reactions: (m.reactions || []).map((r) => reactionOf(r, world, me)),
    menu: () => menuOf(m, world, me, does),
  });
}

function typeOf(name) {
  const ext = /\.(png|jpe?g|gif|webp)$/i.exec(name)?.[1].toLowerCase();
  return ext ? "image/" + ext.replace("jpg", "jpeg") : "";
}

function said(m, world, does) {
  if (m.flags & loading) return [h("span", { class: "d-small" }, "Bellhop is thinking…")];
  const about = m.ref && !m.ref.forward && world.byID.get(m.ref.message);
  const quoted = about && h("p", { class: "d-about" }, h("b", {}, authorOf(about, world)), " " + plain(about.content).slice(0, 120));
  const press = (id, values, el) => does.press(m, id, values, el);
  return [quoted, ...markdown(m.content, world), ...(m.embeds || []).map((e) => embed(e, world)), ...buttons(m.components, press)].filter(Boolean);
}

function reactionOf(r, world, me) {
  const ours = r.users.some((id) => world.users.get(id)?.bot);
  const names = r.users.map((id) => (world.users.get(id)?.bot ? "Bellhop" : nameOf(world.users.get(id))));
  return { emoji: r.emoji, name: r.emoji, count: r.users.length, mine: r.users.includes(me), means: names.join(", ") + (ours && marks[r.emoji] ? `: ${marks[r.emoji]}` : ` reacted with ${r.emoji}`) };
}

// menuOf is what can be done with a message.
function menuOf(m, world, me, does) {
  const own = m.author === me ? [
    { words: "Edit message", glyph: "pen", press: () => does.edit(m) },
    { words: "Delete message…", glyph: "trash", danger: true, sure: "Delete this message? The visitor sees that it was withdrawn.", press: () => does.remove(m) },
  ] : [];
  const taken = world.isAgents(m) ? [{ words: "Retract", from: "Bellhop", glyph: "undo", press: () => does.menu(m, retract) }] : [];
  return [{ words: "Reply", glyph: "back", press: () => does.reply(m) }, ...own, ...taken];
}

// whisperOf renders what only the person at the keyboard is shown.
export function whisperOf(e, world, does) {
  return whisper({ at: new Date(e.at), words: said(e, world, does), dismiss: () => does.dismiss(e) });
}

// summaryOf is the line under a card that leads to its thread, if it has one.
export function summaryOf(m, world, { fresh, open, show }) {
  const replies = world.replies(m.id);
  if (!replies.length) return;
  const faces = [...new Map(replies.map((r) => [authorOf(r, world), r])).values()].slice(-3).map((r) => face(r, world));
  return summary({ count: replies.length, last: new Date(replies.at(-1).at), faces, fresh, open, show });
}
