import { h } from "../dom.js";
import { message, summary, whisper } from "./message.js";
import { dateOf, fill, headline } from "./when.js";

// rowsOf turns messages and whispers into rows for a List, with the days between them. view has world, me, today and does; threads tells how
// to draw the line under a message that leads to its thread, or nothing.
export function rowsOf(messages, whispers, view, threads) {
  const all = [...messages.map((m) => ({ m, ts: m.ts })), ...whispers.map((e) => ({ e, ts: e.ts }))];
  all.sort((a, b) => Number(a.ts) - Number(b.ts));
  const rows = [];
  let day = "";
  for (const { m, e, ts } of all) {
    const on = fill("{date_num}", dateOf(ts));
    if (on !== day && threads) rows.push(dayRow(on, ts, view));
    day = on;
    rows.push(m ? messageRow(m, view, threads) : { key: "only " + ts, sig: JSON.stringify(e), make: () => whisper(e, view.world, view.does) });
  }
  return rows;
}

function dayRow(on, ts, view) {
  return { key: on, sig: on + view.today, quiet: true, make: () => h("div", { class: "day" }, h("span", {}, headline("{date_long_pretty}", dateOf(ts)))) };
}

function messageRow(m, view, threads) {
  const own = !m.bot_id && m.user === view.me && m.subtype !== "tombstone";
  const replies = threads ? view.world.replies(m.ts) : [];
  const isOpen = threads?.open === m.ts;
  const isFresh = replies.length > 0 && threads.isFresh(m.ts);
  const make = () => {
    const el = message(m, view.world, own, view.does);
    const line = threads && summary(m, view.world, isFresh, threads.show, isOpen);
    if (line) (el.querySelector(".msg-main") || el).append(line);
    el.classList.toggle("open", isOpen);
    return el;
  };
  const shown = { ...m, replies: undefined, reply_users: undefined };
  return { key: m.ts, sig: JSON.stringify([shown, own, replies.map((r) => [r.ts, r.username, r.user]), isFresh, isOpen, view.today]), quiet: own || sameWords(m, view), make };
}

// sameWords says whether only what stands around a message changed since the last picture: then it does not flash.
function sameWords(m, view) {
  const before = view.before?.byTS.get(m.ts);
  return before !== undefined && JSON.stringify([before.text, before.blocks]) === JSON.stringify([m.text, m.blocks]);
}
