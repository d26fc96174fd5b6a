import { h, Kid } from "./dom";
import { Icon, icon } from "./icons";
import type { FileName } from "./wire";
import { Words } from "./words";

// An image takes no more room than this, in pixels either way.
const box = 240;

// isImage: a browser can show it, and the server serves it for that.
export const isImage = (f: FileName) => !!f.url && /^image\/(png|jpeg|gif|webp|avif)$/.test(f.type || "");

// sized is a number of bytes as people say it.
export const sized = (n: number) =>
  n < 1 << 20 ? Math.ceil(n / 1024).toLocaleString() + " KB" : (n / (1 << 20)).toLocaleString(undefined, { maximumFractionDigits: 1 }) + " MB";

// named is a file's name and size.
export const named = (f: FileName): Kid[] => [h("bdi", f.name), " ", !!f.size && h("small", sized(f.size))];

// shown is a file in a message: an image in a box that has its size before it is there, anything else as a row.
export function shown(f: FileName): HTMLElement {
  if (isImage(f)) {
    const { width = 0, height = 0 } = f;
    const scale = Math.min(1, box / width, box / height);
    const size = width && height ? { width: Math.round(width * scale), height: Math.round(height * scale) } : { width: box };
    const link = h("a.image", target(f), h("img", {
      ...size,
      src: f.url,
      alt: f.name,
      referrerpolicy: "no-referrer",
      error: () => link.replaceWith(row(f, Words.expired)),
    }));
    return link;
  }
  return row(f, f.url ? "" : Words.uncrossed);
}

const target = (f: FileName) => ({ href: f.url, target: "_blank", rel: "noopener noreferrer" });

function row(f: FileName, note: string): HTMLElement {
  const inner = [icon(Icon.file), h("span", ...named(f), note && h("small.uncrossed", note))];
  return note ? h("div.file", ...inner) : h("a.file", target(f), { download: f.name }, ...inner);
}
