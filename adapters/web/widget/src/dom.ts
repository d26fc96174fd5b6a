import { quietly } from "./warn";

type Props = Record<string, unknown>;
export type Kid = Node | Props | string | false | null | undefined;
type Tags = HTMLElementTagNameMap;

// h makes an element. "p.line" is one with the name line, which is its class for our style sheets and its part for the
// page's and the tests. What follows are children, and props for set.
export function h<K extends keyof Tags>(spec: K | `${K}.${string}`, ...kids: Kid[]): Tags[K] {
  const [tag, name] = spec.split(".");
  const el = document.createElement(tag);
  set(el, { class: name, part: name });
  for (const kid of kids) {
    if (kid instanceof Node || typeof kid === "string") el.append(kid);
    else if (kid) set(el, kid);
  }
  return el as Tags[K];
}

// set gives el listeners (functions), its text ("text"), and attributes: false and undefined remove one. What is so
// already is not touched, so that assistive technology hears no false changes.
export function set(el: Element, props: Props): void {
  for (const [k, v] of Object.entries(props)) {
    if (typeof v === "function") el.addEventListener(k, quietly(v as (e: Event) => void));
    else if (k === "text") el.textContent !== v && (el.textContent = String(v));
    else if (v === undefined || v === false) el.removeAttribute(k);
    else if (el.getAttribute(k) !== String(v)) el.setAttribute(k, String(v));
  }
}

// button makes a button with a name.
export function button(name: string, click: (e: Event) => unknown, ...kids: Kid[]): HTMLButtonElement {
  return h(`button.${name}`, { type: "button", click }, ...kids);
}

const shown = new WeakMap<Element, string>();

// draw fills el anew, and only when what it shows has changed.
export function draw(el: Element, what: unknown, kids: () => (Node | string)[]): void {
  const sign = JSON.stringify(what);
  if (shown.get(el) === sign) return;
  shown.set(el, sign);
  el.replaceChildren(...kids());
}
