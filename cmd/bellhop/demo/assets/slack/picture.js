import { h } from "../dom.js";
import { icon } from "../icon.js";
import { emojiOf } from "./emoji.js";
import { nameOf } from "./world.js";

// here is an address as this origin serves it, or nothing: pictures are loaded from nowhere else.
function here(address) {
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

// What Bellhop's own icons look like here; other emoji are shown as they are.
const drawn = { bust_in_silhouette: "person", robot_face: "robot", speech_balloon: "bubble", lock: "lock" };

export function facePerson(user) {
  const src = user?.image && here(user.image);
  if (src) return h("span", { class: "face" }, h("img", { src, alt: "" }));
  return h("span", { class: "face", "data-kind": "letter", "aria-hidden": "true" }, nameOf(user).slice(0, 1).toUpperCase());
}

// face is the picture a message is posted under.
export function face(m, world) {
  const name = m.icon_emoji?.replaceAll(":", "");
  if (name) return h("span", { class: "face", "data-kind": name, "aria-hidden": "true" }, drawn[name] ? icon(drawn[name]) : (emojiOf(name) ?? "·"));
  if (m.icon_url && here(m.icon_url)) return h("span", { class: "face" }, h("img", { src: here(m.icon_url), alt: "" }));
  if (m.bot_id) return h("span", { class: "face", "data-kind": "app" }, h("img", { src: "/demo/assets/bell.svg", alt: "" }));
  return facePerson(world.users.get(m.user));
}
