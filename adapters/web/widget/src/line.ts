import { Lead, lead } from "./lead";
import type { Keep } from "./keep";
import type { Log } from "./log";
import { Stream } from "./stream";
import { Tabs, Word } from "./tabs";
import type { Visitor } from "./visitor";
import type { Conversation, Message } from "./wire";

export interface LineEars {
  log: Log;
  message(m: Message): void;
  state(c: Conversation, id: number): void;
  typist(who: unknown): void;
  up(yes: boolean): void;
  load(): unknown; // fetch what may have been missed
  other(w: Word): void; // what other tabs say that is not of the stream
}

const silence = 50000;

// Line is how this tab hears the server: over its own stream while it leads, from the leading tab while it follows.
export class Line {
  readonly tabs: Tabs;
  private lead: Lead;
  private stream?: Stream;
  private on = false;
  private isUp = false;
  private said = 0;
  private heard = 0;

  constructor(
    private api: string,
    site: string,
    keep: Keep,
    private visitor: Visitor,
    private ears: LineEars,
  ) {
    this.tabs = new Tabs("bellhop-" + site, keep.durable, (w) => this.word(w));
    this.lead = lead("bellhop-stream-" + site, keep, (leading) => this.led(leading));
    setInterval(() => this.watch(), 10000);
    addEventListener("online", () => this.nudge(true));
    addEventListener("pagehide", () => this.lead.stop());
    addEventListener("pageshow", (e) => this.back(e.persisted));
    document.addEventListener("visibilitychange", () => document.hidden || this.back(true));
  }

  // start listening; harmless when started.
  start(): void {
    if (this.on) return;
    this.on = true;
    this.heard = Date.now();
    if (!this.tabs.linked) return this.led(true);
    this.lead.stand();
    this.tabs.tell({ t: "hello" });
  }

  last(): number {
    return this.ears.log.last;
  }

  private led(leading: boolean): void {
    this.stream?.close();
    this.stream = undefined;
    if (!leading) return;
    this.stream = new Stream(this.api, this.visitor, this);
  }

  event(name: string, text: string, id: number): void {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return;
    }
    if (name === "message") this.deal({ t: name, data, conversation: this.ears.log.conversation });
    if (name === "state") this.deal({ t: name, data, id });
    if (name === "typing") this.deal({ t: name, data });
  }

  private deal(w: Word): void {
    this.tabs.tell(w);
    this.take(w);
  }

  private word(w: Word): void {
    this.heard = Date.now();
    if (w.t === "hello" && this.lead.leading()) this.tabs.tell({ t: "up", up: this.isUp });
    else if (this.on || w.t !== "up") this.take(w);
  }

  private take(w: Word): void {
    if (w.t === "message") {
      if (w.conversation === this.ears.log.conversation) this.ears.message(w.data);
    } else if (w.t === "state") {
      // Another conversation may only come from this tab's own stream.
      if (this.stream || w.data.id === this.ears.log.conversation) this.ears.state(w.data, w.id);
    } else if (w.t === "typing") this.ears.typist(w.data);
    else if (w.t === "up") this.ears.up(w.up);
    else this.ears.other(w);
  }

  // up is the stream’s word.
  up(up: boolean): void {
    this.isUp = up;
    this.said = 0;
    this.alive();
    this.ears.up(up);
  }

  // alive is said to the followers every 10 s or so, and at once when something changed.
  alive(): void {
    if (Date.now() - this.said < 10000) return;
    this.said = Date.now();
    this.tabs.tell({ t: "up", up: this.isUp });
  }

  private watch(): void {
    if (this.lead.leading()) return this.alive();
    if (this.on && !document.hidden && this.tabs.linked && Date.now() - this.heard > silence) {
      this.heard = Date.now();
      this.lead.stand(true);
    }
  }

  private back(slept: boolean): void {
    if (!this.on) return;
    if (this.tabs.linked) this.lead.stand();
    // A frozen follower heard nothing meanwhile.
    if (slept && !this.stream) this.ears.load();
    this.nudge(false);
  }

  // nudge is called when the world changed; sure means that the stream is stale.
  nudge(sure: boolean): void {
    this.stream?.nudge(sure);
    if (this.on && sure && !this.stream) this.ears.load();
  }
}
