import type { Chat } from "./chat";
import { button, h, set } from "./dom";
import { isImage, named, sized } from "./file";
import { Icon, icon } from "./icons";
import type { Upload } from "./upload";
import type { FileName } from "./wire";
import { Words } from "./words";

const most = 10;

interface Item {
  el_: HTMLElement;
  up_?: Upload;
  sent_?: FileName; // once the server has it
}

// files is what the visitor chose, dropped or pasted: each is uploaded at once and waits to be sent.
export function files(chat: Chat, changed: () => void, say: (text: string) => void) {
  const list_ = h("div.files", { role: "group", "aria-label": Words.files, hidden: true });
  const pick = h("input.pick", { type: "file", multiple: true, hidden: true, change: () => {
    take_(pick.files);
    pick.value = "";
  } });
  const attach_ = button("attach", () => pick.click(), { "aria-label": Words.attach }, icon(Icon.clip));
  let items: Item[] = [];

  const drop = (item: Item) => {
    item.up_?.stop_();
    item.el_.remove();
    items = items.filter((o) => o !== item);
    settle();
    // The button that was pressed is gone; the next one like it is near.
    (list_.querySelector<HTMLElement>(".unfile") || attach_).focus();
  };
  const settle = () => {
    list_.hidden = !items.length;
    changed();
  };
  const add = (file: File) => {
    const sign = h("span.thumb", icon(Icon.file));
    const bar = h("progress", { max: 1, value: 0, "aria-label": Words.uploading + file.name });
    const why = h("span.reason", { role: "alert" });
    const item: Item = {
      el_: h("div.chip", sign, h("span.named", ...named(file), bar, why),
        button("unfile", () => drop(item), { "aria-label": Words.remove + file.name }, icon(Icon.close))),
    };
    const fail = (text: string) => {
      bar.remove();
      set(item.el_, { "data-failed": true });
      set(why, { text });
      settle();
    };
    items.push(item);
    list_.append(item.el_);
    const { max_bytes } = chat.site_!.files!;
    if (file.size > max_bytes) return fail(Words.tooLarge + sized(max_bytes));
    item.up_ = chat.upload_(file, (part) => (bar.value = part));
    item.up_.done_.then((f) => {
      item.sent_ = f;
      bar.remove();
      if (isImage(f)) sign.replaceChildren(h("img", { src: f.url, alt: "", referrerpolicy: "no-referrer" }));
      settle();
    }, (e: Error) => fail(e.message));
    settle();
  };
  // take_ reports whether there were any.
  const take_ = (from?: FileList | null) => {
    const given = Array.from(from || []);
    say("");
    if (given.length && !chat.site_?.files) say(Words.noFiles);
    else {
      const room = most - items.length;
      if (given.length > room) say(Words.tooMany);
      given.slice(0, room).forEach(add);
    }
    return given.length;
  };
  const render_ = () => {
    const rules = chat.site_?.files;
    attach_.hidden = !rules;
    if (rules) set(pick, { accept: rules.types.join() });
  };
  return {
    list_,
    attach_,
    pick_: pick,
    take_,
    render_,
    ready_: () => items.filter((i) => i.sent_).map((i) => i.sent_!),
    busy_: () => items.some((i) => !i.sent_ && !i.el_.dataset.failed),
    clear_() {
      items.forEach((i) => i.el_.remove());
      items = [];
      settle();
    },
  };
}
