import { words } from "./words";

// clock is the time of day in the visitor's own habit.
export function clock(at: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(at);
}

// day names the day of at, seen from now.
export function day(at: number, now: number): string {
  const start = (t: number) => new Date(t).setHours(0, 0, 0, 0);
  const ago = Math.round((start(now) - start(at)) / 864e5);
  if (ago === 0) return words.today;
  if (ago === 1) return words.yesterday;
  const year = new Date(at).getFullYear() !== new Date(now).getFullYear();
  return new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: year ? "numeric" : undefined }).format(at);
}

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
