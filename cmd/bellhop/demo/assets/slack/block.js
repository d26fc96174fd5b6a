import { h } from "../dom.js";
import { withEmoji } from "../chat/emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { picture } from "../chat/picture.js";
import { rich } from "./rich.js";

// blocks renders Block Kit. press(action_id, value, button) is called for buttons and menus.
export function blocks(list, world, press) {
  return list.map((b) => block(b, world, press)).filter(Boolean);
}

function block(b, world, press) {
  switch (b.type) {
    case "header":
      return h("h3", { class: "b-header" }, ...text(b.text, world));
    case "section":
      return section(b, world, press);
    case "context":
      return h("div", { class: "b-context" }, ...b.elements.map((e) => (e.type === "image" ? picture(e.image_url, e.alt_text, "b-inline") : h("span", {}, ...text(e, world)))));
    case "actions":
      return h("div", { class: "b-actions" }, ...b.elements.map((e) => element(e, world, press)).filter(Boolean));
    case "rich_text":
      return h("div", { class: "b-rich" }, ...rich(b.elements, world));
    case "markdown":
      return h("div", { class: "b-section" }, b.text);
    case "divider":
      return h("hr", { class: "b-divider" });
    case "image":
      return h("figure", { class: "b-image" }, b.title && h("figcaption", {}, ...text(b.title, world)), picture(b.image_url, b.alt_text));
  }
}

function section(b, world, press) {
  const said = h("div", { class: "b-said" });
  if (b.text) said.append(h("div", { class: "b-text" }, ...text(b.text, world)));
  if (b.fields) said.append(h("div", { class: "b-fields" }, ...b.fields.map((f) => h("div", { class: "b-field" }, ...text(f, world)))));
  const beside = b.accessory && (b.accessory.type === "image" ? picture(b.accessory.image_url, b.accessory.alt_text) : element(b.accessory, world, press));
  return h("div", { class: "b-section" }, said, beside && h("div", { class: "b-beside" }, beside));
}

// text is a text object: mrkdwn, or words as they stand.
function text(t, world) {
  if (t.type === "mrkdwn") return mrkdwn(t.text, world);
  return [t.emoji ? withEmoji(t.text) : t.text];
}

function element(e, world, press) {
  if (e.type === "button") {
    const style = e.style ? "b-button " + e.style : "b-button";
    return h("button", { type: "button", class: style, "data-action": e.action_id, "aria-label": e.accessibility_label, click: (ev) => press(e.action_id, e.value, ev.currentTarget) }, ...text(e.text, world));
  }
  if (e.type === "static_select" || e.type === "overflow") {
    const first = h("option", { value: "" }, e.placeholder?.text || "More…");
    const choose = (ev) => ev.target.value && press(e.action_id, ev.target.value, ev.target);
    return h("select", { class: "b-button", "data-action": e.action_id, "aria-label": e.placeholder?.text || "More", change: choose }, first, ...(e.options || []).map((o) => h("option", { value: o.value }, o.text.text)));
  }
}
