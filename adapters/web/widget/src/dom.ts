import { quietly } from "./warn";

type Kid = Node | string | false | null | undefined;
type Props = Record<string, unknown>;

// h makes an element. Functions become listeners, true an empty attribute, false and undefined nothing.
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...kids: Kid[]): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(props)) {
    if (typeof v === "function") el.addEventListener(k, quietly(v as (e: Event) => void));
    else attr(el, k, v);
  }
  el.append(...kids.filter((k): k is Node | string => !!k));
  return el;
}

// attr sets an attribute only when it differs, so that assistive technology hears no false changes.
export function attr(el: Element, name: string, v: unknown): void {
  if (v === undefined || v === null || v === false) el.removeAttribute(name);
  else if (el.getAttribute(name) !== (v === true ? "" : String(v))) el.setAttribute(name, v === true ? "" : String(v));
}

// text sets the text only when it differs.
export function text(el: Element, s: string): void {
  if (el.textContent !== s) el.textContent = s;
}

// button makes a button with a part name.
export function button(part: string, press: (e: Event) => unknown, props: Props, ...kids: Kid[]): HTMLButtonElement {
  return h("button", { type: "button", part, click: press, ...props }, ...kids);
}
