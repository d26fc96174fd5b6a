import { h } from "./dom.js";
import { icon } from "./icon.js";

// Sides: on a narrow screen one pane of the page is seen at a time and tabs choose it. On a wide one the website is always seen, and of
// the team's panes all there is room for, at least the one in front.
const panes = [...document.querySelectorAll("[data-pane]")];
const narrow = matchMedia("(max-width: 860px)");
const paneOf = (name) => panes.find((p) => p.dataset.pane === name);

export function isSeen(name) {
  return paneOf(name).checkVisibility({ visibilityProperty: true });
}

export function showTab(name) {
  const pane = paneOf(name);
  for (const p of panes) p.classList.toggle("shown", p === pane);
  for (const p of pane.closest(".team")?.children || []) p.classList.toggle("front", p === pane);
  for (const button of document.querySelectorAll("[data-tab-of], [data-front-of]")) {
    const of = paneOf(button.dataset.tabOf || button.dataset.frontOf);
    const current = of.classList.contains(button.dataset.tabOf ? "shown" : "front");
    if (current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    if (of === pane) button.querySelector(".dot").hidden = true;
  }
  document.dispatchEvent(new CustomEvent("demo:tab", { detail: name }));
}

// news marks the buttons of a side that is not seen.
export function news(name) {
  if (isSeen(name)) return;
  for (const button of document.querySelectorAll(`[data-tab-of="${name}"], [data-front-of="${name}"]`)) button.querySelector(".dot").hidden = false;
}

function button(pane, attribute, className) {
  return h("button", { type: "button", class: className, [attribute]: pane.dataset.pane, click: () => showTab(pane.dataset.pane) },
    icon(pane.dataset.glyph), pane.dataset.name, h("span", { class: "dot", hidden: true }, h("span", { class: "sr" }, "new")));
}

// startTabs makes the tabs of narrow screens, and where the team has more than one pane the switch between those.
export function startTabs() {
  document.getElementById("tabs").append(...panes.map((p) => button(p, "data-tab-of", "tab")));
  const team = panes.filter((p) => p.closest(".team"));
  if (team.length > 1) team[0].before(h("div", { class: "surfaces", role: "group", "aria-label": "Where the team is" }, ...team.map((p) => button(p, "data-front-of", "surface"))));
  showTab(team[0].dataset.pane);
  showTab("website");
  narrow.addEventListener("change", () => document.dispatchEvent(new CustomEvent("demo:tab")));
}
