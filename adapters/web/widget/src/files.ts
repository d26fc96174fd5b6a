import type { Refusal } from "./call";
import type { Chat } from "./chat";
import { button, h, set } from "./dom";
import { named, sized } from "./file";
import { Icon, icon } from "./icons";
import type { FileName } from "./wire";
import { Words } from "./words";

const most = 10;

interface Item {
  el_: HTMLElement;
  sent_?: FileName; // once the server has it
}

// files is what the visitor chose, dropped or pasted: each is uploaded at once and waits to be sent. What is removed
// meanwhile is uploaded for nothing: the server forgets it.
export function files(chat: Chat, changed: () => void, say: (text: string) => void) {
  const list_ = h("div.files", { hidden: true });
  const pick = h("input.pick", { type: "file", multiple: true, hidden: true, change: () => {
    take_(pick.files);
    pick.value = "";
  } });
  const attach_ = button("attach", () => pick.click(), { "aria-label": Words.attach }, icon(Icon.clip));
  let items: Item[] = [];

  const drop = (item: Item) => {
    item.el_.remove();
    items = items.filter((o) => o !== item);
    settle();
    attach_.focus(); // the button that was pressed is gone
  };
  const settle = () => {
    list_.hidden = !items.length;
    changed();
  };
  const add = (file: File) => {
    const bar = h("small.busy", Words.sending);
    const why = h("span.reason", { role: "alert" });
    const item: Item = {
      el_: h("div.chip", icon(Icon.file), h("span.named", ...named(file), bar, why),
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
    chat.upload_(file).then((f) => {
      item.sent_ = f;
      bar.remove();
      settle();
    }, (e: Refusal) => fail(e.code ? e.message : Words.lost));
    settle();
  };
  // take_ reports whether there were any.
  const take_ = (from?: FileList | null) => {
    const given = [...(from || [])];
    say("");
    if (given.length && !chat.site_?.files) say(Words.noFiles);
    else {
      if (given.splice(most - items.length).length) say(Words.tooMany);
      given.forEach(add);
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
    ready_: () => items.flatMap((i) => i.sent_ || []),
    busy_: () => items.some((i) => !i.sent_ && !i.el_.dataset.failed),
    clear_() {
      items.forEach((i) => i.el_.remove());
      items = [];
      settle();
    },
  };
}
