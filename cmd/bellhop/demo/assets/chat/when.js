import { now } from "../clock.js";

const day = 86400000;

// dateOf reads a message's timestamp.
export function dateOf(ts) {
  return new Date(Number(ts) * 1000);
}

export function time(date, seconds = false) {
  return date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit", second: seconds ? "2-digit" : undefined });
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

// nearDay is yesterday, today or tomorrow, empty for other days.
export function nearDay(date) {
  const apart = Math.round((startOfDay(date) - startOfDay(now())) / day);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[apart] || "";
}

function dated(date, options) {
  return date.toLocaleDateString(undefined, options);
}

const short = { day: "numeric", month: "short", year: "numeric" };
const plain = { day: "numeric", month: "long", year: "numeric" };
const long = { weekday: "long", ...plain };

function ago(date) {
  const minutes = Math.round((now() - date) / 60000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${Math.round(hours / 24)} d ago`;
}

const tokens = {
  date_num: (d) => [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, "0")).join("-"),
  date: (d) => dated(d, plain),
  date_short: (d) => dated(d, short),
  date_long: (d) => dated(d, long),
  date_pretty: (d) => nearDay(d) || dated(d, plain),
  date_short_pretty: (d) => nearDay(d) || dated(d, short),
  date_long_pretty: (d) => nearDay(d) || dated(d, long),
  day_divider_pretty: (d) => nearDay(d) || dated(d, long),
  time: (d) => time(d),
  time_secs: (d) => time(d, true),
  ago,
};

// fill renders a date format like "{date_short_pretty} {time}" in the reader's zone.
export function fill(format, date) {
  return format.replace(/\{(\w+)\}/g, (token, name) => tokens[name]?.(date) ?? token);
}

// headline is a moment at the start of a line.
export function headline(format, date) {
  const words = fill(format, date);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
