import { h } from "./dom.js";

const stays = 7000; // ms

// toast says something for a while. action is {label, press}, optional.
export function toast(words, action) {
  const place = document.getElementById("toasts");
  const gone = () => el.remove();
  const el = h("div", { class: "toast" }, h("span", {}, words), action && h("button", { type: "button", click: () => (gone(), action.press()) }, action.label));
  let timer = setTimeout(gone, stays);
  const hold = () => clearTimeout(timer);
  const release = () => (hold(), (timer = setTimeout(gone, stays)));
  for (const on of ["mouseenter", "focusin"]) el.addEventListener(on, hold);
  for (const off of ["mouseleave", "focusout"]) el.addEventListener(off, release);
  while (place.children.length > 1) place.firstChild.remove();
  place.append(el);
}
