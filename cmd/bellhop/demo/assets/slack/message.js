import { emojiOf } from "../chat/emoji.js";
import { line, message, summary, tombstone, whisper } from "../chat/message.js";
import { dateOf } from "../chat/when.js";
import { blocks } from "./block.js";
import { face } from "./face.js";
import { mrkdwn } from "./mrkdwn.js";
import { nameOf } from "./world.js";

// What Bellhop's own marks mean.
const marks = {
  white_check_mark: "an open widget has it",
  eyes: "the visitor read it",
  zzz: "the visitor was gone",
  warning: "it was not sent",
  no_entry_sign: "it was retracted, the visitor sees it no more",
};

const retract = "bellhop_retract"; // the shortcut's callback id, as in the app's manifest

export function authorOf(m, world) {
  return m.username || (m.user && !m.bot_id ? nameOf(world.users.get(m.user)) : m.bot_name) || "Someone";
}

// messageOf renders one message for the person me. does has press, edit, remove and shortcut.
export function messageOf(m, world, me, does) {
  if (m.subtype === "tombstone") return tombstone();
  if (m.subtype?.startsWith("channel_")) return line(lineOf(m, world));
  const card = m.blocks?.some((b) => b.type === "header");
  return message({
    at: dateOf(m.ts), author: authorOf(m, world), face: face(m, world), bot: Boolean(m.bot_id), words: said(m, world, does), card,
    edited: Boolean(m.edited) && !card, // cards change all the time and do not say so
    files: (m.files || []).map((f) => ({ name: f.title || f.name, type: f.mimetype, src: "/demo/files/" + encodeURIComponent(f.id) })),
    reactions: (m.reactions || []).map((r) => reactionOf(r, world, me)),
    menu: world.isAgents(m) && (() => menuOf(m, me, does)),
  });
}

// lineOf is what Slack itself says; it names who did it, where it is somebody of the workspace.
function lineOf(m, world) {
  const who = world.users.has(m.user) || m.text.startsWith("<@") ? [] : ["An admin "];
  return [...who, ...mrkdwn(m.text, world)];
}

function said(m, world, does) {
  if (m.blocks?.length) return blocks(m.blocks, world, (action, value, el) => does.press(m.ts, action, value, el));
  return mrkdwn(m.text, world);
}

function reactionOf(r, world, me) {
  const names = r.users.map((id) => nameOf(world.users.get(id)));
  const bots = r.users.some((id) => world.users.get(id)?.IsBot);
  return { emoji: emojiOf(r.name) ?? `:${r.name}:`, name: r.name, count: r.users.length, mine: r.users.includes(me), means: names.join(", ") + (bots && marks[r.name] ? `: ${marks[r.name]}` : ` reacted with :${r.name}:`) };
}

// menuOf is what can be done with a message: changing what is one's own, and the app's shortcut.
function menuOf(m, me, does) {
  const own = m.user === me && [
    { words: "Edit message", glyph: "pen", press: () => does.edit(m) },
    { words: "Delete message…", glyph: "trash", danger: true, sure: "Delete this message? The visitor sees that it was withdrawn.", press: () => does.remove(m) },
  ];
  return [...(own || []), { words: "Retract", from: "Bellhop", glyph: "undo", press: () => does.shortcut(m, retract) }];
}

// whisperOf renders what only the person at the keyboard is shown.
export function whisperOf(e, world, does) {
  return whisper({ at: dateOf(e.ts), words: said(e, world, does), dismiss: () => does.dismiss(e.ts) });
}

// summaryOf is the line under a message that leads to its thread, if it has one.
export function summaryOf(m, world, { fresh, open, show }) {
  const replies = world.replies(m.ts);
  if (!replies.length) return;
  const faces = [...new Map(replies.map((r) => [authorOf(r, world), r])).values()].slice(-3).map((r) => face(r, world));
  return summary({ count: replies.length, last: dateOf(replies.at(-1).ts), faces, fresh, open, show });
}
