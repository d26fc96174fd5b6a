import type { Chat } from "./chat";
import { button, h, set } from "./dom";
import { files } from "./files";
import { Icon, icon } from "./icons";
import type { Keep } from "./keep";
import { Words } from "./words";

const most = 8000;

// composer is where the visitor writes. A draft outlives a reload of the tab.
export function composer(chat: Chat, drafts: Keep, person: () => void, details: () => void) {
  const input_ = h("textarea.input", {
    rows: 1,
    dir: "auto",
    "aria-label": Words.label,
    input: () => {
      check();
      drafts.set_("draft", input_.value);
      if (input_.value) chat.receipts_.typing_();
    },
    keydown: (e: KeyboardEvent) => {
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
  const unfit = () => length() > most || attached.busy_() || !(length() || attached.ready_().length);

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
    chat.say_(input_.value.trim(), attached.ready_());
    input_.value = "";
    drafts.drop_("draft");
    say_("");
    attached.clear_();
    input_.focus();
  };

  const render_ = (asking: boolean, canLeave?: boolean) => {
    const c = chat.conversation_;
    set(ask, { hidden: !c?.can_ask, "aria-disabled": asking });
    leave.hidden = !canLeave;
    attached.render_();
    set(input_, { placeholder: c?.state === "closed" ? Words.again : Words.write, disabled: chat.link_ === "refused" });
  };

  const el_ = h("form.composer", { submit }, notice,
    h("div.box", attached.list_, input_, attached.pick_, h("div.tools", attached.attach_, ask, leave, count, send)));
  input_.value = drafts.get_("draft") || "";
  check();
  return { el_, input_, take_: attached.take_, render_, say_ };
}
