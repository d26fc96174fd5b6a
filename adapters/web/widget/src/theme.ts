import { css, legibleFrom, legibleOn, parseColor, Rgb } from "./color";
import type { Settings } from "./settings";
import { sheet } from "./sheet";

const own: Rgb = [47, 71, 204];

// theme decides light or dark and derives every accent colour from one, keeping words readable. What it returns
// takes the site's own colour, used where the page names none.
export function theme(shadow: ShadowRoot, root: HTMLElement, settings: Settings): (site?: string) => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const put = sheet(shadow, "");
  let site: string | undefined;
  const apply = () => {
    const night = settings.theme === "dark" || (settings.theme === "auto" && dark.matches);
    root.setAttribute("data-theme", night ? "dark" : "light");
    const accent = parseColor(settings.color, root) || parseColor(site, root) || own;
    const ground: Rgb = night ? [27, 29, 36] : [255, 255, 255];
    put(`.root{--accent:${css(accent)};--on:${legibleOn(accent)};--link:${css(legibleFrom(accent, ground))}}`);
  };
  dark.addEventListener?.("change", apply);
  apply();
  return (color) => {
    if (color === site) return;
    site = color;
    apply();
  };
}
