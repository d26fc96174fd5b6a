import type { Item } from "./outbox";
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
  said.push(...items.map((item) => ({ key: "m" + item.id, item, message: draft(item) })));
  group(said);
  const answer = said.filter((r) => /bot|agent/.test(r.message!.kind)).pop();
  if (answer) answer.offer = offer && answer.message!.offer && !answer.message!.deleted;
  return withDays(said);
}

function draft(item: Item): Message {
  return { seq: 0, rev: 0, kind: "visitor", text: item.text, at: new Date(item.at).toISOString(), client_id: item.id, files: item.files };
}

function at(r: Row): number {
  return Date.parse(r.message!.at);
}

function group(rows: Row[]): void {
  const speaker = (r: Row) => r.message!.kind + r.message!.author?.name + new Date(at(r)).toDateString();
  rows.forEach((row, i) => {
    const joins = (other?: Row) => !!other && speaker(other) === speaker(row) && Math.abs(at(other) - at(row)) < together;
    row.first = !joins(rows[i - 1]);
    row.last = !joins(rows[i + 1]);
  });
}

function withDays(rows: Row[]): Row[] {
  let today = "";
  return rows.flatMap((row) => {
    const before = today;
    today = new Date(at(row)).toDateString();
    return before === today ? row : [{ key: today, day: at(row) }, row];
  });
}
