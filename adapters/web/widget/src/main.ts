import { offerToPage } from "./page";
import { readSettings } from "./settings";
import { quietly, warn } from "./warn";
import { widget } from "./widget";

const tag = "bellhop-chat";

// Host is the one element in the page. It comes along when a page swaps its body for another.
class Host extends HTMLElement {
  private home_?: HTMLElement;

  connectedCallback(): void {
    this.home_ = document.body;
  }

  disconnectedCallback(): void {
    setTimeout(() => document.body !== this.home_ && document.body.append(this), 50);
  }
}

void quietly(() => {
  const settings = readSettings();
  if (!settings) return;
  if (customElements.get(tag)) return warn("the script is on the page twice.");
  customElements.define(tag, Host);
  const mount = quietly(() => {
    const host = document.createElement(tag);
    document.body.append(host);
    offerToPage(widget(host, settings));
  });
  if (document.body) void mount();
  else document.addEventListener("DOMContentLoaded", mount);
})();
