import { legible, onto, parse, Rgb } from "./color";
import type { Settings } from "./settings";
import { paint } from "./sheet";

const own: Rgb = [47, 71, 204];

// theme decides light or dark and derives every accent colour from one, keeping words readable. What it returns
// takes the site's own colour, used where the page names none.
export function theme(root: HTMLElement, { theme, color }: Settings): (site?: string) => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let site: string | undefined;
  const apply = () => {
    const night = theme === "dark" || (theme !== "light" && dark.matches);
    root.setAttribute("data-theme", night ? "dark" : "light");
    const accent = parse(color, root) || parse(site, root) || own;
    paint(root, { accent: `rgb(${accent})`, on: onto(accent), link: `rgb(${legible(accent, night)})` });
  };
  dark.addEventListener("change", apply);
  apply();
  return (color) => {
    if (color === site) return;
    site = color;
    apply();
  };
}
