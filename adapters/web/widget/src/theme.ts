import { legible, onto, parse, Rgb } from "./color";
import { set } from "./dom";
import type { Settings } from "./settings";
import { paint } from "./sheet";

const own: Rgb = [47, 71, 204];

// theme returns what decides light or dark and derives every accent colour from one, keeping words readable. The
// site's own colour is used where the page names none.
export function theme(root: HTMLElement, { theme, color }: Settings, changed: () => void): (site?: string) => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let was = "";
  dark.addEventListener("change", changed);
  return (site) => {
    const night = theme === "dark" || (theme !== "light" && dark.matches);
    const now = site + String(night);
    if (now === was) return;
    was = now;
    const accent = parse(color, root) || parse(site, root) || own;
    set(root, { "data-theme": night ? "dark" : "light" });
    paint(root, { accent: `rgb(${accent})`, on: onto(accent), link: `rgb(${legible(accent, night)})` });
  };
}
