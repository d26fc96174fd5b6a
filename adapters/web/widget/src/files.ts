import { bytes } from "./bubble";
import { button, h } from "./dom";
import { icon } from "./icons";
import type { FileName } from "./wire";
import { words } from "./words";

// Files are what the visitor dropped or pasted: their names are told, their bytes stay here for now.
export class Files {
  readonly el = h("div", "files", { hidden: true });
  list: FileName[] = [];

  constructor(private changed: () => void) {}

  take(files: FileList | undefined): boolean {
    if (!files?.length) return false;
    const named = Array.from(files, (f) => ({ name: f.name.slice(0, 255), size: f.size, type: f.type || undefined, crossed: false }));
    this.set([...this.list, ...named].slice(0, 10));
    return true;
  }

  set(list: FileName[]): void {
    this.list = list;
    this.el.hidden = !list.length;
    this.el.replaceChildren(
      ...list.map((f) =>
        h("span", "chip", {}, icon("file"), h("bdi", "", {}, f.name), f.size ? h("small", "", {}, bytes(f.size)) : null,
          button("unfile", () => this.set(this.list.filter((o) => o !== f)), { "aria-label": words.remove(f.name) }, icon("close"))),
      ),
      h("p", "file-note", { role: "status" }, words.fileNote),
    );
    this.changed();
  }
}
