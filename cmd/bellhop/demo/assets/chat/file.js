import { h } from "../dom.js";
import { icon } from "../icon.js";

const shown = /^image\/(png|jpeg|gif|webp)$/;

// file shows what hangs on a message, {name, type, src}: a picture as a picture, everything else as a row to save it by.
export function file(f) {
  if (!shown.test(f.type)) return row(f);
  const frame = h("a", { class: "shot", href: f.src, target: "_blank", rel: "noopener", title: f.name });
  frame.append(h("img", { src: f.src, alt: f.name, loading: "lazy", error: () => frame.replaceWith(row(f)) }));
  return frame;
}

function row(f) {
  return h("a", { class: "file", href: f.src, download: f.name }, icon("file"), h("span", { class: "file-name" }, h("b", {}, f.name), h("span", {}, kind(f))));
}

function kind(f) {
  const ext = /\.([a-z0-9]{1,5})$/i.exec(f.name)?.[1];
  return ext ? ext.toUpperCase() + " file" : "File";
}
