import { h } from "./dom";
import { icon } from "./icons";

// face is a round picture, or initials, or the bot's spark.
export function face(api: string, kind: string, name: string, avatar?: string): HTMLElement {
  const el = h("span", "face", { "data-who": kind, "aria-hidden": "true" });
  const plain = () => {
    if (kind === "bot") return el.replaceChildren(icon("bot"));
    el.replaceChildren(initials(name));
  };
  const src = avatar && pictureAddress(api, avatar);
  if (src) el.append(h("img", "", { src, alt: "", referrerpolicy: "no-referrer", error: plain }));
  else plain();
  return el;
}

function pictureAddress(api: string, avatar: string): string | undefined {
  try {
    const url = new URL(avatar, api + "/");
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return;
  }
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = (s?: string) => (s ? [...s][0] : "");
  return (first(parts[0]) + (parts.length > 1 ? first(parts[parts.length - 1]) : "")).toUpperCase() || "·";
}
