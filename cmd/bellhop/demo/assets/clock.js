// The demo's clock: the real one plus what was skipped. One for the page.
let ahead = 0; // seconds

export function setAhead(seconds) {
  ahead = seconds;
}

export function now() {
  return new Date(Date.now() + ahead * 1000);
}

// span is "15 minutes", "1 hour 30 minutes", "2 days".
export function span(seconds) {
  const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
  const parts = [];
  let rest = Math.round(seconds / 60) * 60;
  for (const [unit, size] of units) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n) parts.push(`${n} ${unit}${n === 1 ? "" : "s"}`);
  }
  return parts.join(" ") || "0 minutes";
}
