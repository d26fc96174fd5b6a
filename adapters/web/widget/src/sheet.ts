import css from "./widget.css";

export const phone = matchMedia("(max-width: 520px), (max-height: 420px)");

// dress puts the style sheet into the shadow root. A constructed sheet needs no permission of the page's CSP; only
// browsers from before 2023 get a style element.
export function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.appendChild(document.createElement("style")).textContent = css;
  }
}

// paint sets custom properties on el, which no CSP forbids to a script.
export function paint(el: HTMLElement, properties: Record<string, string>): void {
  for (const [k, v] of Object.entries(properties)) el.style.setProperty("--" + k, v);
}

// followViewport keeps the full-screen panel above the on-screen keyboard.
export function followViewport(root: HTMLElement): void {
  const view = window.visualViewport!;
  const fit = () => paint(root, { top: view.offsetTop.toFixed() + "px", tall: view.height.toFixed() + "px" });
  view.onresize = view.onscroll = fit;
  fit();
}
