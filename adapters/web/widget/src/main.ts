import { Widget } from "./element";
import { offerToPage } from "./page";
import { readSettings, Settings } from "./settings";
import { quietly, warn } from "./warn";

const tag = "bellhop-chat";

// mount puts the one element into the page, and back again when a page that swaps its body takes it out.
function mount(settings: Settings): void {
  let left = 50;
  const back = quietly(() => {
    if (!host.isConnected && left-- > 0) document.body.append(host);
  });
  customElements.define(
    tag,
    class extends HTMLElement {
      disconnectedCallback(): void {
        setTimeout(back, 50);
      }
    },
  );
  const host = document.createElement(tag);
  document.body.append(host);
  offerToPage(new Widget(host, settings));
}

quietly(() => {
  const settings = readSettings();
  if (!settings) return;
  const w = window as { bellhopLoaded?: boolean };
  if (w.bellhopLoaded || customElements.get(tag)) return warn("the script is on the page twice; the second one does nothing.");
  w.bellhopLoaded = true;
  const go = quietly(() => mount(settings));
  if (document.body) go();
  else document.addEventListener("DOMContentLoaded", go);
})();
