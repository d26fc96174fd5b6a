import { set } from "./dom";

// Icon is what the icons' lines follow, in a square of 24.
export const enum Icon {
  talk = "M8 18.4a9 7.6 0 1 0-3.4-3l-1 5z",
  down = "M6 9.5l6 6 6-6",
  close = "M6.5 6.5l11 11m0-11l-11 11",
  more = "M5.5 12h.01M12 12h.01M18.5 12h.01",
  bell = "M4.5 17a7.5 7.5 0 0 1 15 0zM3.5 20h17M12 9.5V7m-2-.5h4",
  send = "M12 19V5.5M6 11l6-6 6 6",
  bot = "M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8zM18.5 16.5v4m-2-2h4",
  file = "M13 4H6v16h12V9zv5h5",
  clip = "M20 11l-8 8a5 5 0 0 1-7-7l8-8a3 3 0 0 1 4 4l-8 8",
  check = "M5 12.5l4.5 4.5L19 7.5",
}

// icon draws with currentColor; it is decoration, the words stand beside it or in a label.
export function icon(d: Icon): SVGElement {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  set(svg, { viewBox: "0 0 24 24", "aria-hidden": true });
  set(path, { d });
  svg.append(path);
  return svg as SVGElement;
}
