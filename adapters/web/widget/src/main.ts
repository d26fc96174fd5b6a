import { widget } from "./element";
import { offerToPage } from "./page";
import { readSettings, Settings } from "./settings";
import { quietly, warn } from "./warn";

const tag = "bellhop-chat";

// Host is the one element in the page. It comes along when a page swaps its body for another.
class Host extends HTMLElement {
  private home?: HTMLElement;

  connectedCallback(): void {
    this.home = document.body;
  }

  disconnectedCallback(): void {
    setTimeout(() => document.body !== this.home && document.body.append(this), 50);
  }
}

function mount(settings: Settings): void {
  const host = document.createElement(tag);
  document.body.append(host);
  offerToPage(widget(host, settings));
}

quietly(() => {
  const settings = readSettings();
  if (!settings) return;
  if (customElements.get(tag)) return warn("the script is on the page twice.");
  customElements.define(tag, Host);
  const go = quietly(() => mount(settings));
  if (document.body) go();
  else document.addEventListener("DOMContentLoaded", go);
})();
