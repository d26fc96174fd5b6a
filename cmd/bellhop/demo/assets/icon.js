// Drawn for this page, on a grid of 24.
const paths = {
  back: ["M15 5l-7 7 7 7"],
  bubble: ["M4 5h16v11H10l-5 4v-4H4z"],
  chat: ["M4 5h16v11H10l-5 4v-4H4z", "M8 9h8M8 12.5h5"],
  clip: ["M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-8 8a1.4 1.4 0 0 1-2-2l7-7"],
  close: ["M6 6l12 12M18 6L6 18"],
  down: ["M12 5v14M6 13l6 6 6-6"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z", "M12 9.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z"],
  hash: ["M9.5 4L7.5 20M16.5 4l-2 16M4.5 9h15.5M4 15h15.5"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  pen: ["M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z", "M13.5 7l3.5 3.5"],
  person: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"],
  robot: ["M5 9h14v10H5z", "M12 9V5.5M12 5.2v.1M9 13.2v1.3M15 13.2v1.3M2.5 12.5v3M21.5 12.5v3"],
  send: ["M4 12l16-7.5-5 15.5-3.5-6.5z", "M11.5 13.5L20 4.5"],
  shop: ["M4 10v10h16V10", "M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z", "M10 20v-5h4v5"],
  skip: ["M5 5l8 7-8 7z", "M13 5l7 7-7 7"],
  thread: ["M4 5h16v10H9l-5 4z"],
  trash: ["M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7"],
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
