import { h } from "../dom.js";
import { icon } from "../icon.js";

// here is an address as this origin serves it, or nothing: pictures are loaded from nowhere else.
export function here(address) {
  let url;
  try {
    url = new URL(address, location.href);
  } catch {
    return;
  }
  const path = url.pathname + url.search;
  if (url.origin === location.origin || url.pathname.startsWith("/demo/assets/")) return path;
  if (url.pathname.startsWith("/avatars/")) return "/demo" + path;
}

// picture is an image of this origin, or its words in its place.
export function picture(address, words, className) {
  const src = here(address);
  return src ? h("img", { src, alt: words || "", class: className }) : h("span", { class: "b-missing" }, words || "Picture");
}

// The faces that a message can have: a picture, the first letter of a name, something drawn or an emoji, or Bellhop's bell.
export function pictured(address) {
  return h("span", { class: "face" }, h("img", { src: here(address), alt: "" }));
}

export function lettered(name) {
  return h("span", { class: "face", "data-kind": "letter", "aria-hidden": "true" }, name.slice(0, 1).toUpperCase());
}

export function drawn(kind, content) {
  return h("span", { class: "face", "data-kind": kind, "aria-hidden": "true" }, content);
}

export function bell() {
  return h("span", { class: "face", "data-kind": "app" }, h("img", { src: "/demo/assets/bell.svg", alt: "" }));
}

export function bin() {
  return drawn("gone", icon("trash"));
}
