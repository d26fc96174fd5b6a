import { named } from "./bubble";
import { button, h } from "./dom";
import { Icon, icon } from "./icons";
import type { FileName } from "./wire";
import { Words } from "./words";

// files are what the visitor dropped or pasted: their names are told, their bytes stay here for now.
export function files(changed: () => void) {
  const el_ = h("div.files", { hidden: true });
  let list: FileName[] = [];
  const set_ = (next: FileName[]) => {
    list = next.slice(0, 10);
    el_.hidden = !list.length;
    el_.replaceChildren(...list.map(chip), h("p.file-note", { role: "status" }, Words.fileNote));
    changed();
  };
  const chip = (f: FileName) =>
    h("span.chip", icon(Icon.file), ...named(f),
      button("unfile", () => set_(list.filter((o) => o !== f)), { "aria-label": Words.remove + f.name }, icon(Icon.close)));
  // take_ reports whether there were any.
  const take_ = (from?: FileList) => {
    if (from?.length) set_([...list, ...Array.from(from, ({ name, size, type }) => ({ name: name.slice(0, 255), size, type }))]);
    return from?.length;
  };
  return { el_, set_, take_, list_: () => list };
}
