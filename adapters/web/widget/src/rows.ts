import type { Item } from "./outbox";
import { dayOf } from "./when";

// Row is one line of the log as shown: a day, or a message with its place in its group.
export interface Row {
  key_: string;
  day_?: string; // a time of that day
  message_?: Item;
  first_?: boolean; // of its group: shows the name
  last_?: boolean; // of its group: shows picture and time
  offer_?: boolean;
}

const together = 5 * 60000;

// joins: b goes on where a, by the same speaker, stopped.
function joins(a?: Item, b?: Item): boolean {
  const speaker = (m: Item) => m.kind + m.author?.name + dayOf(m.at);
  return !!a && !!b && speaker(a) === speaker(b) && Math.abs(Date.parse(a.at) - Date.parse(b.at)) < together;
}

// rowsOf lays out what was said; the last answer may offer a person.
export function rowsOf(said: Item[], offer?: boolean): Row[] {
  const answer = said.filter((m) => /bot|agent/.test(m.kind)).pop();
  let today = "";
  return said.flatMap((m, i) => {
    const before = today;
    today = dayOf(m.at);
    const row = {
      key_: m.client_id || "m" + m.seq,
      message_: m,
      first_: !joins(said[i - 1], m),
      last_: !joins(m, said[i + 1]),
      offer_: offer && m === answer && m.offer && !m.deleted,
    };
    return before === today ? row : [{ key_: today, day_: m.at }, row];
  });
}
