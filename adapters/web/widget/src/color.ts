export type Rgb = number[];

// parse understands what the page's own CSS understands, by asking the browser through probe.
export function parse(color: string | undefined, probe: HTMLElement): Rgb | undefined {
  probe.style.color = color || "";
  const known = probe.style.color && getComputedStyle(probe).color;
  probe.style.color = "";
  return /^rgb\(/.test(known) ? known.match(/\d+/g)!.map(Number) : undefined;
}

function luminance(c: Rgb): number {
  const [r, g, b] = c.map((v) => (v <= 10 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// onto is black or white, whichever reads better upon c; the better one always has 4.5:1.
export function onto(c: Rgb): string {
  return luminance(c) > 0.179 ? "#000" : "#fff";
}

// legible moves c towards black, or by night towards white, until words of that colour have 4.6:1 on the panel.
export function legible(c: Rgb, night: boolean): Rgb {
  while (night ? luminance(c) < 0.24 : luminance(c) > 0.178) c = c.map((v) => Math.round(v + ((night ? 255 : 0) - v) * 0.12));
  return c;
}
