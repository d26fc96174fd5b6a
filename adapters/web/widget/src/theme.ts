import { css, legibleFrom, legibleOn, parseColor, Rgb } from "./color";
import type { Settings } from "./settings";
import { sheet } from "./sheet";

const own: Rgb = [47, 71, 204];
const grounds: Record<string, Rgb> = { light: [255, 255, 255], dark: [27, 29, 36] };

// Theme decides light or dark and derives every accent colour from one, keeping words readable.
export class Theme {
  private dark = matchMedia("(prefers-color-scheme: dark)");
  private put: (css: string) => void;
  private site?: string;

  constructor(
    root: ShadowRoot,
    private el: HTMLElement,
    private settings: Settings,
  ) {
    this.put = sheet(root, "");
    this.dark.addEventListener?.("change", () => this.apply());
    this.apply();
  }

  // siteColor is the server's, used where the page names none.
  siteColor(color?: string): void {
    if (color === this.site) return;
    this.site = color;
    this.apply();
  }

  private apply(): void {
    const { theme, color } = this.settings;
    const name = theme === "auto" ? (this.dark.matches ? "dark" : "light") : theme;
    this.el.setAttribute("data-theme", name);
    const accent = parseColor(color, this.el) || parseColor(this.site, this.el) || own;
    const ground = grounds[name];
    this.put(`.root{--accent:${css(accent)};--on:${legibleOn(accent)};--link:${css(legibleFrom(accent, ground))}}`);
  }
}
