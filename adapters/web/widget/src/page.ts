import { quietly, warn } from "./warn";
import type { Identity } from "./wire";
import type { Widget } from "./element";

type Page = ((...args: unknown[]) => void) & { q?: ArrayLike<unknown>[] };

// offerToPage puts window.bellhop in place and does what the page asked for before the script came.
export function offerToPage(widget: Widget): void {
  const page = window as { bellhop?: Page };
  const waiting = page.bellhop?.q || [];
  const run = quietly((...args: unknown[]) => {
    const [verb, what] = args;
    if (verb === "open") widget.open();
    else if (verb === "close") widget.close();
    else if (verb === "identify" && what && typeof what === "object") return widget.chat.identify(what as Identity).catch(() => 0);
    else warn("bellhop() knows open, close, identify.");
  });
  page.bellhop = run;
  for (const args of Array.from(waiting)) run(...Array.from(args));
}
