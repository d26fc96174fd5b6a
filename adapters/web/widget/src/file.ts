import { h, Kid } from "./dom";
import { Icon, icon } from "./icons";
import type { FileName } from "./wire";
import { Words } from "./words";

// An image takes no more room than this, in pixels either way.
const box = 240;

// isImage: a browser can show it, and the server serves it for that.
const isImage = (f: FileName) => !!f.url && /^image\/(png|jpeg|gif|webp|avif)$/.test(f.type || "");

// sized is a number of bytes as people say it.
export const sized = (n: number) =>
  n < 1 << 20 ? Math.ceil(n / 1024) + " KB" : (+(n / (1 << 20)).toFixed(1)).toLocaleString() + " MB";

// named is a file's name and size.
export const named = (f: FileName): Kid[] => [h("bdi", f.name), " ", !!f.size && h("small", sized(f.size))];

// shown is a file in a message: an image in a box that has its size before it is there, anything else as a row.
export function shown(f: FileName): HTMLElement {
  if (isImage(f)) {
    const { width = 0, height = 0 } = f;
    const scale = Math.min(1, box / width, box / height); // of 0, while nobody knows its size
    const link = h("a.image", target(f), h("img", {
      width: width * scale || box,
      height: height * scale || undefined,
      src: f.url,
      alt: f.name,
      error: () => link.replaceWith(row(f, true)),
    }));
    return link;
  }
  return row(f, !f.url);
}

const target = (f: FileName) => ({ href: f.url, target: "_blank", rel: "noopener noreferrer" });

// row is a file to save; lost says that it is not here, because only its name crossed or because it is kept no more.
function row(f: FileName, lost?: boolean): HTMLElement {
  const inner = [icon(Icon.file), h("span", ...named(f), lost && h("small.uncrossed", Words.missing))];
  return lost ? h("div.file", ...inner) : h("a.file", target(f), { download: f.name }, ...inner);
}
