export type Rgb = [number, number, number];

// parseColor understands what the page's own CSS understands, by asking the browser through probe.
export function parseColor(color: string | undefined, probe: HTMLElement): Rgb | undefined {
  if (!color || !CSS.supports("color", color)) return;
  probe.style.color = color;
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(probe).color);
  probe.style.color = "";
  return rgb ? (rgb.slice(1).map(Number) as Rgb) : undefined;
}

function luminance(c: Rgb): number {
  const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

// legibleOn is black or white, whichever reads better upon c; the better one always has 4.5:1.
export function legibleOn(c: Rgb): string {
  return luminance(c) > 0.179 ? "#000" : "#fff";
}

// legibleFrom moves c away from the ground until words in it can be read there.
export function legibleFrom(c: Rgb, ground: Rgb): Rgb {
  const goal = luminance(ground) > 0.2 ? 0 : 255;
  for (let i = 0; i < 20 && contrast(c, ground) < 4.6; i++) c = c.map((v) => Math.round(v + (goal - v) * 0.12)) as Rgb;
  return c;
}

export function css(c: Rgb): string {
  return `rgb(${c})`;
}
