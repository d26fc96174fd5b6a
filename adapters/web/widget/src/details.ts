import { Refusal } from "./call";
import type { Chat } from "./chat";
import { attr, button, h, text } from "./dom";
import { icon } from "./icons";
import type { Field } from "./wire";
import { words } from "./words";

// kinds are both types and autocomplete tokens; a type no browser knows is text.
const kinds = { name: "name", email: "email", phone: "tel", note: "off" };

// details is the card that asks how to reach the visitor. It stands below the log and blocks nothing.
export function details(chat: Chat, changed: () => void) {
  const el = h("section", "details", { "aria-label": words.details });
  let fields = ""; // what the form on show asks for
  let asked = false; // opened by hand
  let thanked = false;

  const missing = (): Field[] => chat.conversation?.details?.fields || [];
  const occasion = () => chat.conversation?.id + " " + chat.conversation?.ask;
  const inputs = () => Array.from(el.querySelectorAll<HTMLInputElement>("[name]"));
  const values = () => Object.fromEntries(inputs().flatMap((i) => (i.value.trim() ? [[i.name, i.value.trim()]] : []))) as Record<string, string>;

  const render = () => {
    const wanted = chat.conversation?.details?.wanted && chat.keep.get("later") !== occasion();
    el.hidden = !thanked && !(missing().length && (asked || wanted));
    if (!el.hidden && !thanked && fields !== missing().join()) build();
    if (el.hidden) fields = "";
  };
  const show = () => {
    asked = true;
    thanked = false;
    render();
    inputs()[0]?.focus();
  };
  const hide = () => {
    asked = thanked = false;
    chat.keep.set("later", occasion());
    changed();
  };
  const build = () => {
    const old = values();
    fields = missing().join();
    el.replaceChildren(
      h("form", "", { novalidate: true, submit: (e: Event) => (e.preventDefault(), submit()) },
        h("h3", "", {}, words.details),
        h("p", "", {}, words.detailsWhy),
        ...missing().map((f) => field(f, old[f])),
        h("p", "details-error", { role: "alert" }),
        h("div", "row", {}, h("button", "details-send", { "data-main": true }, words.detailsSend), button("details-later", hide, {}, words.later)),
      ),
    );
  };
  const submit = async () => {
    const given = values();
    if (!Object.keys(given).length) return complain(words.detailsEmpty);
    try {
      await chat.details(given);
    } catch (e) {
      return e instanceof Refusal && e.final ? complain(e.errors.length ? "" : e.message, e) : complain(words.hiccup);
    }
    const known = chat.conversation?.details?.known;
    const thanks = h("div", "thanks", { role: "status", tabindex: "-1" }, icon("check"),
      h("p", "", { dir: "auto" }, words.thanks(known?.email || known?.phone)), button("details-done", hide, { "aria-label": words.close }, icon("close")));
    thanked = true;
    fields = "";
    el.replaceChildren(thanks);
    changed();
    thanks.focus();
  };
  // complain says what is wrong beside each field, and leads to the first.
  const complain = (whole: string, e?: Refusal) => {
    text(el.querySelector(".details-error")!, whole);
    const wrong = inputs().filter((i) => {
      const why = e?.errors.find((x) => x.field === i.name)?.message;
      attr(i, "aria-invalid", why && "true");
      text(i.nextElementSibling!, why || "");
      return why;
    });
    wrong[0]?.focus();
  };
  return { el, render, show, missing };
}

function field(f: Field, value = ""): HTMLElement {
  const input = h(f === "note" ? "textarea" : "input", "field", { id: f, name: f, dir: "auto", "aria-describedby": f + "-e", type: kinds[f], autocomplete: kinds[f] });
  input.value = value;
  return h("div", "entry", {}, h("label", "", { for: f }, words[f]), input, h("p", "field-error", { id: f + "-e", "data-field": f }));
}
