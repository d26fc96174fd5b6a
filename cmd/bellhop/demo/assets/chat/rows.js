import { h } from "../dom.js";
import { fill, headline } from "./when.js";

// inOrder sorts rows for a List, {key, at, sig, quiet, make}, by their moment.
export function inOrder(rows) {
  return rows.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

// withDays puts the days between rows that are in order. today makes them say yesterday after midnight.
export function withDays(rows, today) {
  const out = [];
  let day = "";
  for (const row of rows) {
    const on = fill("{date_num}", row.at);
    if (on !== day) out.push({ key: on, sig: on + today, quiet: true, make: () => h("div", { class: "day" }, h("span", {}, headline("{date_long_pretty}", row.at))) });
    day = on;
    out.push(row);
  }
  return out;
}
