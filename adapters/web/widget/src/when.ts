import { Words } from "./words";

// clock is the time of day in the visitor's own habit.
export const clock = (at: string) => new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

// dayOf tells days apart.
export const dayOf = (at: string | number) => new Date(at).toDateString();

// dayName is how the visitor calls the day of at.
export function dayName(at: string): string {
  return dayOf(at) === dayOf(Date.now()) ? Words.today : new Date(at).toLocaleDateString([], { dateStyle: "full" });
}
