import { h } from "./dom";
import { Icon, icon } from "./icons";
import type { Author } from "./wire";

// face is a round picture, or initials, or the bot's spark.
export function face(api: string, kind: string, { name, avatar }: Author): HTMLElement {
  const plain = () => (kind === "bot" ? icon(Icon.bot) : initials(name));
  const picture = avatar && h("img", {
    src: avatar[0] === "/" ? api + avatar : avatar,
    alt: "",
    referrerpolicy: "no-referrer",
    error: () => el.replaceChildren(plain()),
  });
  const el = h("span.face", { "data-who": kind, "aria-hidden": true }, picture || plain());
  return el;
}

// initials are the first letters of the first and the last name.
function initials(name: string): string {
  const letters = name.split(/\s+/).map((s) => [...s][0] || "");
  return (letters[0] + (letters.length > 1 ? letters.pop() : "")).toUpperCase() || "·";
}
