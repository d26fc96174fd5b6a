import { quietly, warn } from "./warn";
import type { Widget } from "./widget";
import type { Identity } from "./wire";

type Page = ((...args: unknown[]) => void) & { q?: Iterable<unknown>[] };

// offerToPage puts window.bellhop in place and does what the page asked for before the script came.
export function offerToPage(widget: Widget): void {
  const page = window as { bellhop?: Page };
  const waiting = page.bellhop?.q || [];
  const run = quietly((verb: unknown, what?: unknown) => {
    if (verb === "open") widget.open_();
    else if (verb === "close") widget.close_();
    else if (verb === "identify" && what instanceof Object) return widget.identify_(what as Identity).catch(() => 0);
    else warn("bellhop() knows 'open', 'close' and 'identify'.");
  });
  page.bellhop = run as Page;
  for (const [verb, what] of waiting) void run(verb, what);
}
