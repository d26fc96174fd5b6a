import { inOrder, withDays } from "../chat/rows.js";
import { dateOf } from "../chat/when.js";
import { messageOf, summaryOf, whisperOf } from "./message.js";

// rowsOf turns messages and whispers into rows for a List. view has world, before, me, today and does; threads tells how to draw the line
// under a message that leads to its thread, and is nothing in a thread.
export function rowsOf(messages, whispers, view, threads) {
  const rows = inOrder([...messages.map((m) => messageRow(m, view, threads)), ...whispers.map((e) => whisperRow(e, view))]);
  return threads ? withDays(rows, view.today) : rows;
}

function whisperRow(e, view) {
  return { key: "only " + e.ts, at: dateOf(e.ts), sig: JSON.stringify(e), make: () => whisperOf(e, view.world, view.does) };
}

function messageRow(m, view, threads) {
  const own = !m.bot_id && m.user === view.me;
  const replies = threads ? view.world.replies(m.ts) : [];
  const isOpen = threads?.open === m.ts;
  const isFresh = replies.length > 0 && threads.isFresh(m.ts);
  const make = () => {
    const el = messageOf(m, view.world, view.me, view.does);
    const line = threads && summaryOf(m, view.world, { fresh: isFresh, open: isOpen, show: () => threads.show(m.ts) });
    if (line) (el.querySelector(".msg-main") || el).append(line);
    el.classList.toggle("open", isOpen);
    return el;
  };
  const shown = { ...m, replies: undefined, reply_users: undefined };
  return { key: m.ts, at: dateOf(m.ts), sig: JSON.stringify([shown, own, replies.map((r) => [r.ts, r.username, r.user]), isFresh, isOpen, view.today]), quiet: own || sameWords(m, view), make };
}

// sameWords says whether only what stands around a message changed since the last picture: then it does not flash.
function sameWords(m, view) {
  const before = view.before?.byID.get(m.ts);
  return before !== undefined && JSON.stringify([before.text, before.blocks]) === JSON.stringify([m.text, m.blocks]);
}
