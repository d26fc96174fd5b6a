import { inOrder, withDays } from "../chat/rows.js";
import { messageOf, summaryOf, whisperOf } from "./message.js";

// rowsOf turns messages and whispers into rows for a List, as the one of Slack does.
export function rowsOf(messages, whispers, view, threads) {
  const rows = inOrder([...messages.map((m) => messageRow(m, view, threads)), ...whispers.map((e) => whisperRow(e, view))]);
  return threads ? withDays(rows, view.today) : rows;
}

function whisperRow(e, view) {
  return { key: "only " + e.id, at: new Date(e.at), sig: JSON.stringify(e), make: () => whisperOf(e, view.world, view.does) };
}

function messageRow(m, view, threads) {
  const { world } = view;
  const own = m.author === view.me;
  const replies = threads ? world.replies(m.id) : [];
  const isOpen = threads?.open === m.id;
  const isFresh = replies.length > 0 && threads.isFresh(m.id);
  const make = () => {
    const el = messageOf(m, world, view.me, view.does);
    const line = threads && summaryOf(m, world, { fresh: isFresh, open: isOpen, show: () => threads.show(m.id) });
    if (line) (el.querySelector(".msg-main") || el).append(line);
    el.classList.toggle("open", isOpen);
    return el;
  };
  const about = m.ref && world.byID.get(m.ref.message)?.content;
  return { key: m.id, at: new Date(m.at), sig: JSON.stringify([m, about, own, replies.map((r) => [r.id, r.username, r.author]), isFresh, isOpen, view.today]), quiet: own || sameWords(m, view), make };
}

// sameWords says whether only what stands around a message changed since the last picture: then it does not flash.
function sameWords(m, view) {
  const before = view.before?.byID.get(m.id);
  return before !== undefined && JSON.stringify([before.content, before.embeds]) === JSON.stringify([m.content, m.embeds]);
}
