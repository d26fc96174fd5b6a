import { h } from "../dom.js";
import { markdown, plain } from "./markdown.js";

// embed renders the frame beside a message's words.
export function embed(e, world) {
  const el = h("div", { class: "d-embed" },
    e.title && h("b", {}, ...markdown(e.title, world)),
    e.description && h("div", { class: "d-said" }, ...markdown(e.description, world)),
    e.fields?.length && h("dl", { class: "d-fields" }, ...e.fields.map((f) => h("div", { class: f.inline ? undefined : "d-whole" }, h("dt", {}, ...markdown(f.name, world)), h("dd", {}, ...markdown(f.value, world))))),
    e.footer && h("p", { class: "d-foot" }, plain(e.footer.text)));
  if (e.color) el.style.borderInlineStartColor = "#" + e.color.toString(16).padStart(6, "0");
  return el;
}

const styles = { 1: "b-button primary", 3: "b-button primary", 4: "b-button danger" };

// buttons renders rows of buttons and menus. press(custom_id, values, element) is called for each.
export function buttons(rows, press) {
  return (rows || []).map((row) => h("div", { class: "b-actions" }, ...(row.components || []).map((c) => element(c, press)).filter(Boolean)));
}

function element(c, press) {
  if (c.type === 2) return h("button", { type: "button", class: styles[c.style] || "b-button", "data-action": c.custom_id, disabled: Boolean(c.disabled), click: (e) => press(c.custom_id, undefined, e.currentTarget) }, c.label);
  if (c.type !== 3) return;
  const choose = (e) => e.target.value && press(c.custom_id, [e.target.value], e.target);
  return h("select", { class: "b-button", "data-action": c.custom_id, "aria-label": c.placeholder || "More", change: choose }, h("option", { value: "" }, c.placeholder || "More…"), ...(c.options || []).map((o) => h("option", { value: o.value }, o.label)));
}
