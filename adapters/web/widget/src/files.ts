import { bytes } from "./bubble";
import { button, h } from "./dom";
import { icon } from "./icons";
import type { FileName } from "./wire";
import { words } from "./words";

// files are what the visitor dropped or pasted: their names are told, their bytes stay here for now.
export function files(changed: () => void) {
  const el = h("div", "files");
  let list: FileName[] = [];
  const set = (next: FileName[]) => {
    list = next.slice(0, 10);
    el.hidden = !list.length;
    const chips = list.map((f) => h("span", "chip", {}, icon("file"), h("bdi", "", {}, f.name), bytes(f), remove(f)));
    el.replaceChildren(...chips, h("p", "file-note", { role: "status" }, words.fileNote));
    changed();
  };
  const remove = (f: FileName) => button("unfile", () => set(list.filter((o) => o !== f)), { "aria-label": words.remove(f.name) }, icon("close"));
  const take = (from?: FileList) => {
    if (!from?.length) return false;
    set([...list, ...Array.from(from, (f) => ({ name: f.name.slice(0, 255), size: f.size, type: f.type || undefined, crossed: false }))]);
    return true;
  };
  el.hidden = true;
  return { el, set, take, list: () => list };
}
