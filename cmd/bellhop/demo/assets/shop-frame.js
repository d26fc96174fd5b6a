// ShopFrame looks into the shop's frame (it is of this origin) at the real widget, and can open it.
export class ShopFrame {
  constructor(frame, changed) {
    this.frame = frame;
    this.changed = changed;
    this.seen = { state: "", said: 0, answered: 0 };
    frame.addEventListener("load", () => this.attach());
    if (frame.contentDocument?.readyState === "complete") this.attach();
  }

  // attach waits for the widget's element, then follows what it shows.
  attach() {
    const body = this.frame.contentDocument?.body;
    if (!body || body === this.body) return;
    this.body = body;
    const arrived = new MutationObserver(() => this.follow(arrived));
    arrived.observe(body, { childList: true });
    this.follow(arrived);
  }

  follow(arrived) {
    const shadow = this.body.querySelector("bellhop-chat")?.shadowRoot;
    if (!shadow || shadow === this.shadow) return;
    this.shadow = shadow;
    arrived.disconnect();
    const look = () => this.look();
    new MutationObserver(look).observe(shadow, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state", "data-seq"] });
    look();
  }

  look() {
    const count = (kind) => this.shadow.querySelectorAll(`[part~="message"][data-kind="${kind}"][data-seq]`).length;
    const state = this.shadow.querySelector("[data-state]")?.dataset.state || "";
    const seen = { state, said: count("visitor"), answered: count("agent") };
    if (JSON.stringify(seen) === JSON.stringify(this.seen)) return;
    const before = this.seen;
    this.seen = seen;
    this.changed(seen, before);
  }

  // open shows the chat and puts the cursor into it.
  open() {
    const page = this.frame.contentWindow;
    page.focus();
    page.bellhop?.("open");
  }
}
