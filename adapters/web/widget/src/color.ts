export type Rgb = [number, number, number];

const white: Rgb = [255, 255, 255];
const ink: Rgb = [16, 18, 27];

// parseColor understands what the page's own CSS understands, by asking the browser through probe.
export function parseColor(color: string | undefined, probe: HTMLElement): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color || "");
  if (hex) {
    const s = hex[1].length === 3 ? hex[1].replace(/./g, "$&$&") : hex[1];
    return [0, 2, 4].map((i) => parseInt(s.slice(i, i + 2), 16)) as Rgb;
  }
  if (!color || !CSS.supports("color", color)) return;
  probe.style.color = color;
  const rgb = getComputedStyle(probe).color.match(/^rgb\((\d+), (\d+), (\d+)\)$/);
  probe.style.color = "";
  return rgb ? (rgb.slice(1).map(Number) as Rgb) : undefined;
}

function luminance(c: Rgb): number {
  const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

// legibleOn is the text colour for words upon c.
export function legibleOn(c: Rgb): Rgb {
  return contrast(c, white) >= 4.5 ? white : contrast(c, ink) > contrast(c, white) ? ink : white;
}

// legibleFrom moves c away from the ground until words in it can be read there.
export function legibleFrom(c: Rgb, ground: Rgb): Rgb {
  const goal = luminance(ground) > 0.2 ? 0 : 255;
  for (let i = 0; i < 20 && contrast(c, ground) < 4.6; i++) c = c.map((v) => Math.round(v + (goal - v) * 0.12)) as Rgb;
  return c;
}

export function css(c: Rgb): string {
  return `rgb(${c.join(" ")})`;
}
