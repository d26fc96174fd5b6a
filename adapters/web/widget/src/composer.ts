import type { Chat } from "./chat";
import { button, h, set } from "./dom";
import { files } from "./files";
import { Icon, icon } from "./icons";
import type { Keep } from "./keep";
import type { Message } from "./wire";
import { Words } from "./words";

const most = 8000;

// composer is where the visitor writes. A draft outlives a reload of the tab.
export function composer(chat: Chat, drafts: Keep, person: () => void, details: () => void) {
  let editing: Message | undefined;
  // key is where what stands in the box outlives a reload.
  const key = () => (editing ? "edit" + editing.seq : "draft");

  const input_ = h("textarea.input", {
    rows: 1,
    dir: "auto",
    "aria-label": Words.label,
    input: () => {
      check();
      drafts.set_(key(), input_.value);
      if (input_.value) chat.receipts_.typing_();
    },
    keydown: (e: KeyboardEvent) => {
      const last = e.key === "ArrowUp" && !input_.value && chat.said_().filter((m) => m.kind === "visitor").pop();
      if (last && !editing && chat.own_(last)) {
        e.preventDefault();
        chat.edit_(last);
      }
      // keyCode 229: a key that belongs to an input method, also where isComposing is late.
      if (e.key === "Enter" && !e.shiftKey && !e.isComposing && e.keyCode !== 229) submit(e);
    },
    paste: (e: ClipboardEvent) => attached.take_(e.clipboardData?.files) && e.preventDefault(),
  });
  const send = h("button.send", { "data-main": true, "aria-label": Words.send }, icon(Icon.send));
  const count = h("span.count", { "aria-live": "polite" });
  const notice = h("p.notice", { role: "status" });
  const ask = button("ask", person, icon(Icon.bell), Words.person);
  const leave = button("leave-details", details, Words.detailsOpen);

  const say_ = (text: string) => set(notice, { text });
  const length = () => [...input_.value.trim()].length;
  const unfit = () => length() > most || !editing && attached.busy_() || !(length() || (!editing && attached.ready_().length));

  // check fits the box to its text and says when it is too much.
  const check = () => {
    const n = length();
    input_.rows = 1;
    while (input_.rows < 6 && input_.scrollHeight > input_.clientHeight + 2) input_.rows++;
    set(count, { text: n > most - 1000 ? n.toLocaleString() + Words.most : "", "data-over": n > most });
    set(send, { "aria-disabled": unfit() });
  };
  const attached = files(chat, () => check(), say_);

  const submit = (e: Event) => {
    e.preventDefault();
    if (unfit() || input_.disabled) return;
    say_("");
    const text = input_.value.trim();
    if (editing) {
      if (text !== editing.text) chat.outbox_.change_(editing.seq, text);
      leaveIt();
    } else {
      chat.say_(text, attached.ready_());
      input_.value = "";
      drafts.drop_("draft");
      attached.clear_();
    }
    input_.focus();
  };
  // leaveIt ends an edit; what was begun before it stands in the box again.
  const leaveIt = () => {
    drafts.drop_(key());
    chat.edit_();
  };
  const fill = () => {
    input_.value = drafts.get_(key()) || editing?.text || "";
    bar.hidden = !editing;
    set(input_, { "aria-label": editing ? Words.editing : Words.label });
    check();
  };

  const render_ = (asking: boolean, canLeave?: boolean) => {
    const c = chat.conversation_;
    if (editing !== chat.editing_) {
      editing = chat.editing_;
      fill();
      input_.focus();
    }
    set(ask, { hidden: !c?.can_ask, "aria-disabled": asking });
    leave.hidden = !canLeave;
    attached.render_();
    set(input_, { placeholder: c?.state === "closed" ? Words.again : Words.write, disabled: chat.link_ === "refused" });
  };

  const bar = h("p.editing", Words.editing, button("edit-cancel", leaveIt, Words.cancel));
  const escape = (e: KeyboardEvent) => {
    if (e.key !== "Escape" || e.isComposing || !editing) return;
    e.stopPropagation();
    leaveIt();
  };
  const el_ = h("form.composer", { submit, keydown: escape }, notice,
    h("div.box", bar, attached.list_, input_, attached.pick_, h("div.tools", attached.attach_, ask, leave, count, send)));
  fill();
  return { el_, input_, take_: attached.take_, render_, say_ };
}
