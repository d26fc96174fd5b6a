import type { Refusal } from "./call";
import type { Chat } from "./chat";
import { button, draw, h, set } from "./dom";
import { Icon, icon } from "./icons";
import type { Field, FieldError } from "./wire";
import { fields, Words } from "./words";

// details is the card that asks how to reach the visitor. It stands below the log and blocks nothing.
export function details(chat: Chat, changed: () => void) {
  const el_ = h("section.details", { "aria-label": Words.details });
  let asked = false; // opened by hand
  let thanked = ""; // what the thanks say
  let then: string | undefined; // the state they were said in: in the next they have served

  const missing_ = () => chat.conversation_?.details?.fields || [];
  const occasion = () => chat.conversation_?.id + " " + chat.conversation_?.ask;
  const inputs = () => [...el_.querySelectorAll<HTMLInputElement>("[name]")];
  const values = () => Object.fromEntries(inputs().map((i) => [i.name, i.value.trim()]).filter(([, v]) => v)) as Record<string, string>;

  const render_ = () => {
    if (chat.conversation_?.state !== then) thanked = "";
    const wanted = chat.conversation_?.details?.wanted && chat.keep_.get_("later") !== occasion();
    el_.hidden = !thanked && !(missing_().length && (asked || wanted));
    if (!el_.hidden) draw(el_, thanked || missing_(), () => [thanked ? thanks() : form()]);
  };
  const show_ = () => {
    asked = true;
    thanked = "";
    render_();
    inputs()[0]?.focus();
  };
  const hide = () => {
    asked = false;
    thanked = "";
    chat.keep_.set_("later", occasion());
    changed();
  };
  const form = () => {
    const old = values();
    return h("form", { novalidate: true, submit },
      h("h3", Words.details),
      h("p", Words.detailsWhy),
      ...missing_().map((f) => entry(f, old[f])),
      h("p.details-error", { role: "alert" }),
      h("div.row", h("button.details-send", { "data-main": true }, Words.detailsSend), button("details-later", hide, Words.later)),
    );
  };
  const thanks = () =>
    h("div.thanks", { role: "status", tabindex: -1 }, icon(Icon.check), h("p", { dir: "auto" }, thanked),
      button("details-done", hide, { "aria-label": Words.close }, icon(Icon.close)));

  const submit = async (e: Event) => {
    e.preventDefault();
    const given = values();
    if (!Object.keys(given).length) return complain(Words.detailsEmpty);
    try {
      await chat.details_(given);
    } catch (e) {
      const { code, errors, message } = e as Refusal;
      return complain(errors?.length ? "" : code ? message : Words.hiccup, errors);
    }
    const { email, phone } = chat.conversation_?.details?.known || {};
    const to = email || phone;
    then = chat.conversation_?.state;
    thanked = Words.thanks + (to ? Words.reachYou + to + "." : "");
    render_();
    el_.querySelector<HTMLElement>(".thanks")!.focus();
    changed();
  };
  // complain says what is wrong beside each field, and leads to the first.
  const complain = (text: string, errors: FieldError[] = []) => {
    set(el_.querySelector(".details-error")!, { text });
    const wrong = inputs().filter((i) => {
      const why = errors.find((x) => x.field === i.name)?.message;
      set(i, { "aria-invalid": !!why });
      set(i.nextElementSibling!, { text: why || "" });
      return why;
    });
    wrong[0]?.focus();
  };
  return { el_, render_, show_, missing_ };
}

function entry(f: Field, value = ""): HTMLElement {
  const type = f === "phone" ? "tel" : f; // also for autocomplete; a type no browser knows is text
  const input = h(f === "note" ? "textarea.field" : "input.field", { id: f, name: f, dir: "auto", "aria-describedby": f + "-e", type, autocomplete: type });
  input.value = value;
  return h("div.entry", h("label", { for: f }, fields[f]), input, h("p.field-error", { id: f + "-e", "data-field": f }));
}
