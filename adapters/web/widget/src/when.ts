import { words } from "./words";

// clock is the time of day in the visitor's own habit.
export function clock(at: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(at);
}

// day names the day of at.
export function day(at: number): string {
  if (new Date(at).toDateString() === new Date().toDateString()) return words.today;
  return new Intl.DateTimeFormat(undefined, { dateStyle: "full" } as Intl.DateTimeFormatOptions).format(at);
}
