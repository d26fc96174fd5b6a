import { sheet } from "./sheet";

export const phone = matchMedia("(max-width: 520px), (max-height: 420px)");

// followViewport keeps the full-screen panel above the on-screen keyboard.
export function followViewport(root: ShadowRoot): void {
  const view = window.visualViewport;
  if (!view) return;
  const put = sheet(root, "");
  const fit = () => put(`.root{--top:${view.offsetTop.toFixed()}px;--tall:${view.height.toFixed()}px}`);
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  fit();
}
