// sheet puts css into the shadow root and returns how to replace it. A constructed sheet needs no permission of the
// page's CSP; only browsers from before 2023 get a style element.
export function sheet(root: ShadowRoot, css: string): (css: string) => void {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, made];
    return (next) => made.replaceSync(next);
  } catch {
    const el = root.appendChild(document.createElement("style"));
    el.textContent = css;
    return (next) => (el.textContent = next);
  }
}
