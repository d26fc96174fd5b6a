import { h } from "../dom.js";
import { icon } from "../icon.js";

// menuButton is the button that opens the menu of a message. items() lists what can be done: {words, glyph, press, danger, from, sure}; from
// names the app an item belongs to, and one with sure asks that question first.
export function menuButton(label, items) {
  const button = h("button", { type: "button", class: "more", "data-action": "menu", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, title: label,
    click: () => button.getAttribute("aria-expanded") === "true" || open(button, items()) }, icon("more"));
  return button;
}

function open(button, items) {
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", keydown: (e) => walk(e, menu) });
  const close = () => menu.hidePopover();
  menu.addEventListener("toggle", (e) => {
    if (e.newState === "open") return;
    button.setAttribute("aria-expanded", "false");
    menu.remove();
  });
  menu.append(...items.map((item) => entry(item, menu, close)));
  document.body.append(menu);
  menu.showPopover();
  button.setAttribute("aria-expanded", "true");
  place(menu, button);
  menu.firstElementChild.focus();
}

function entry(item, menu, close) {
  const choose = () => {
    if (item.sure) return ask(item, menu, close);
    close();
    item.press();
  };
  return h("button", { type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "danger" : undefined, click: choose },
    icon(item.glyph), h("span", {}, item.words), item.from && h("span", { class: "from" }, item.from));
}

// ask puts the question in the menu's place; the harmless answer comes first.
function ask(item, menu, close) {
  const answer = (words, press, danger) => h("button", { type: "button", role: "menuitem", tabindex: "-1", class: danger && "danger", click: () => (close(), press()) }, words);
  menu.replaceChildren(h("p", { class: "sure" }, item.sure), h("div", { class: "answers", role: "presentation" }, answer("Keep it", () => {}), answer("Delete", item.press, true)));
  menu.querySelector("button").focus();
}

function walk(e, menu) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[e.key];
  if (e.key === "Tab") return menu.hidePopover();
  if (to === undefined) return;
  e.preventDefault();
  items.at(to % items.length).focus();
}

// place puts the menu under its button, or over it where there is no room.
function place(menu, button) {
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const under = at.bottom + 4 + size.height < innerHeight;
  menu.style.top = (under ? at.bottom + 4 : Math.max(8, at.top - 4 - size.height)) + "px";
  menu.style.left = Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8)) + "px";
}
