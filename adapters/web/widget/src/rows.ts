import type { Item } from "./outbox";
import { sameDay } from "./when";
import type { Message } from "./wire";

// Row is one line of the log as shown: a day, or a message with its place in its group.
export interface Row {
  key: string;
  day?: number;
  message?: Message;
  item?: Item;
  first?: boolean; // of its group: shows the name
  last?: boolean; // of its group: shows picture and time
  offer?: boolean;
}

const together = 5 * 60000;

// rowsOf lays out the log, then what is still on its way.
export function rowsOf(messages: Message[], items: Item[], offer: boolean): Row[] {
  const said: Row[] = messages.map((m) => ({ key: "m" + (m.client_id || m.seq), message: m }));
  const going: Row[] = items.map((item) => ({ key: "m" + item.id, item, message: draft(item) }));
  // A word that was accepted but not yet heard back stands at its number.
  for (const row of going) {
    const seq = row.item?.seq || Infinity;
    const at = said.findIndex((r) => (r.item?.seq || r.message?.seq || 0) > seq && !(r.item && !r.item.seq));
    if (at < 0) said.push(row);
    else said.splice(at, 0, row);
  }
  group(said);
  if (offer) {
    const answer = [...said].reverse().find((r) => r.message?.kind === "bot");
    if (answer?.message?.offer && !answer.message.deleted) answer.offer = true;
  }
  return withDays(said);
}

function draft(item: Item): Message {
  return { seq: 0, rev: 0, kind: "visitor", text: item.text, at: new Date(item.at).toISOString(), client_id: item.id, files: item.files };
}

function at(r: Row): number {
  return Date.parse(r.message?.at || "") || 0;
}

function group(rows: Row[]): void {
  rows.forEach((row, i) => {
    const joins = (other?: Row) =>
      other?.message?.kind === row.message?.kind &&
      other?.message?.author?.name === row.message?.author?.name &&
      Math.abs(at(other!) - at(row)) < together &&
      sameDay(at(other!), at(row));
    row.first = !joins(rows[i - 1]);
    row.last = !joins(rows[i + 1]);
  });
}

function withDays(rows: Row[]): Row[] {
  const out: Row[] = [];
  rows.forEach((row, i) => {
    if (i === 0 || !sameDay(at(rows[i - 1]), at(row))) out.push({ key: "d" + new Date(at(row)).toDateString(), day: at(row) });
    out.push(row);
  });
  return out;
}
