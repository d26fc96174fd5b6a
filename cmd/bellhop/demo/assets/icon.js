// Drawn for this page, on a grid of 24.
const paths = {
  alert: ["M12 3.5L2.5 20h19z", "M12 9.5v5M12 17.2v.1"],
  back: ["M15 5l-7 7 7 7"],
  bolt: ["M13 2.5L4.5 14H11l-1 7.5L19.5 10H13z"],
  box: ["M3.5 5h17v4h-17z", "M5 9v10.5h14V9", "M10 13h4"],
  bubble: ["M4 5h16v11H10l-5 4v-4H4z"],
  chat: ["M4 5h16v11H10l-5 4v-4H4z", "M8 9h8M8 12.5h5"],
  clip: ["M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-8 8a1.4 1.4 0 0 1-2-2l7-7"],
  close: ["M6 6l12 12M18 6L6 18"],
  cloud: ["M7.5 18.5a4.5 4.5 0 0 1-.6-8.96 5.5 5.5 0 0 1 10.5 1.1 4 4 0 0 1 .1 7.86z", "M12 10.5v3.5M12 16.2v.1"],
  down: ["M12 5v14M6 13l6 6 6-6"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z", "M12 9.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z"],
  file: ["M6 3h8l4.5 4.5V21H6z", "M14 3v5h4.5"],
  hash: ["M9.5 4L7.5 20M16.5 4l-2 16M4.5 9h15.5M4 15h15.5"],
  hourglass: ["M6.5 3.5h11M6.5 20.5h11", "M8 3.5v3.2L12 12l4-5.3V3.5M8 20.5v-3.2L12 12l4 5.3v3.2"],
  key: ["M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M11 12.7L19.5 4M15.5 8l3 3M18 5.6l2 2"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  more: ["M5.5 12v.1M12 12v.1M18.5 12v.1"],
  pen: ["M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z", "M13.5 7l3.5 3.5"],
  person: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"],
  power: ["M12 3v8", "M7.2 6.2a7.5 7.5 0 1 0 9.6 0"],
  robot: ["M5 9h14v10H5z", "M12 9V5.5M12 5.2v.1M9 13.2v1.3M15 13.2v1.3M2.5 12.5v3M21.5 12.5v3"],
  send: ["M4 12l16-7.5-5 15.5-3.5-6.5z", "M11.5 13.5L20 4.5"],
  shop: ["M4 10v10h16V10", "M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z", "M10 20v-5h4v5"],
  skip: ["M5 5l8 7-8 7z", "M13 5l7 7-7 7"],
  thread: ["M4 5h16v10H9l-5 4z"],
  terminal: ["M3 4.5h18v15H3z", "M7 9l3.2 3L7 15M12.5 15.5H17"],
  trash: ["M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7"],
  undo: ["M8.5 5L4 9.5 8.5 14", "M4 9.5h10a5.5 5.5 0 0 1 0 11h-4"],
  unlink: ["M10 14.5l-2.6 2.6a3.7 3.7 0 0 1-5.2-5.2L6 8.3", "M14 9.5l2.6-2.6a3.7 3.7 0 0 1 5.2 5.2L18 15.7", "M8.5 3.5l.8 2.3M15.5 20.5l-.8-2.3"],
};

const svg = "http://www.w3.org/2000/svg";

// icon draws one of the above; it says nothing to a screen reader.
export function icon(name) {
  const el = document.createElementNS(svg, "svg");
  el.setAttribute("viewBox", "0 0 24 24");
  el.setAttribute("aria-hidden", "true");
  for (const d of paths[name]) {
    const path = document.createElementNS(svg, "path");
    path.setAttribute("d", d);
    el.append(path);
  }
  const box = document.createElement("span");
  box.className = "glyph";
  box.append(el);
  return box;
}

// fillIcons puts icons into the places that the page's HTML leaves for them.
export function fillIcons(root) {
  for (const place of root.querySelectorAll("[data-icon]")) place.replaceWith(icon(place.dataset.icon));
}
