import { quietly } from "./warn";

type Kid = Node | string | false | null | undefined;
type Props = Record<string, unknown>;

// h makes an element with a name, which is its class for our style sheets and its part for the page's and the tests.
// Of props, functions become listeners, true an empty attribute, false and undefined nothing.
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, props: Props = {}, ...kids: Kid[]): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  if (name) attrs(el, { class: name, part: name });
  attrs(el, props);
  el.append(...kids.filter((k): k is Node | string => !!k));
  return el;
}

export function attrs(el: Element, props: Props): void {
  for (const [k, v] of Object.entries(props)) {
    if (typeof v === "function") el.addEventListener(k, quietly(v as (e: Event) => void));
    else attr(el, k, v);
  }
}

// attr sets an attribute only when it differs, so that assistive technology hears no false changes.
export function attr(el: Element, name: string, v: unknown): void {
  const s = v === true ? "" : String(v);
  if (v === undefined || v === false) el.removeAttribute(name);
  else if (el.getAttribute(name) !== s) el.setAttribute(name, s);
}

// text sets the text only when it differs.
export function text(el: Element, s: string): void {
  if (el.textContent !== s) el.textContent = s;
}

// button makes a button with a part name.
export function button(part: string, press: (e: Event) => unknown, props: Props, ...kids: Kid[]): HTMLButtonElement {
  return h("button", part, { type: "button", click: press, ...props }, ...kids);
}
