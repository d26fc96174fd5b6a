import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
import { files } from "./files";
import { icon } from "./icons";
import { Keep } from "./keep";
import { words } from "./words";

const most = 8000;

// composer is where the visitor writes. A draft outlives a reload of the tab.
export function composer(chat: Chat, drafts: Keep, person: () => void, details: () => void) {
  const input = h("textarea", "input", {
    rows: "1",
    dir: "auto",
    "aria-label": words.label,
    input: () => {
      check();
      drafts.set("draft", input.value);
      if (input.value) chat.receipts.typing();
    },
    keydown: (e: KeyboardEvent) => {
      // keyCode 229: a key that belongs to an input method, also where isComposing is late.
      if (e.key !== "Enter" || e.shiftKey || e.isComposing || e.keyCode === 229) return;
      e.preventDefault();
      submit();
    },
    paste: (e: ClipboardEvent) => attached.take(e.clipboardData?.files) && e.preventDefault(),
  });
  const send = h("button", "send", { "data-main": true, "aria-label": words.send }, icon("send"));
  const count = h("span", "count", { "aria-live": "polite" });
  const notice = h("p", "notice", { role: "status" });
  const ask = button("ask", person, {}, icon("bell"), words.person);
  const leave = button("leave-details", details, {}, words.detailsOpen);

  const empty = () => !input.value.trim() && !attached.list().length;
  const length = () => (input.value.length < most ? input.value.length : [...input.value.trim()].length);

  // check fits the box to its text and says when it is too much.
  const check = () => {
    const n = length();
    input.rows = 1;
    while (input.rows < 6 && input.scrollHeight > input.clientHeight + 2) input.rows++;
    text(count, n > most - 1000 ? words.tooLong(n) : "");
    attr(count, "data-over", n > most);
    attr(send, "aria-disabled", (n > most || empty()) && "true");
  };
  const attached = files(() => check());

  const submit = () => {
    if (empty() || length() > most || input.disabled) return;
    chat.say(input.value.trim(), attached.list());
    input.value = "";
    drafts.drop("draft");
    text(notice, "");
    attached.set([]);
    input.focus();
  };

  const render = (asking: boolean, canLeave: boolean) => {
    const c = chat.conversation;
    ask.hidden = !c?.can_ask;
    attr(ask, "aria-disabled", asking && "true");
    leave.hidden = !canLeave;
    attr(input, "placeholder", c?.state === "closed" ? words.again : words.write);
    input.disabled = chat.link === "refused";
  };

  const el = h(
    "form",
    "composer",
    { submit: (e: Event) => (e.preventDefault(), submit()) },
    notice,
    h("div", "box", {}, attached.el, input, h("div", "tools", {}, ask, leave, count, send)),
  );
  input.value = drafts.get("draft") || "";
  check();
  return { el, input, take: attached.take, render, say: (s: string) => text(notice, s) };
}
