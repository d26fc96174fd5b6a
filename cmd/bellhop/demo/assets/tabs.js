// Tabs: on a narrow screen one side is seen at a time. On a wide one both are, and nothing here shows.
const narrow = matchMedia("(max-width: 860px)");

export function isSeen(pane) {
  return !narrow.matches || document.body.dataset.tab === pane;
}

export function showTab(pane) {
  document.body.dataset.tab = pane;
  for (const tab of document.querySelectorAll("[data-tab-of]")) {
    const current = tab.dataset.tabOf === pane;
    if (current) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
    if (current) tab.querySelector(".dot").hidden = true;
  }
  document.dispatchEvent(new CustomEvent("demo:tab", { detail: pane }));
}

// news marks the tab of a side that is not seen.
export function news(pane) {
  if (!isSeen(pane)) document.querySelector(`[data-tab-of="${pane}"] .dot`).hidden = false;
}

export function startTabs() {
  for (const tab of document.querySelectorAll("[data-tab-of]")) tab.addEventListener("click", () => showTab(tab.dataset.tabOf));
  narrow.addEventListener("change", () => showTab(document.body.dataset.tab));
}
