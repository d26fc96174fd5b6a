import { Keep } from "./keep";
import { Line, LineEars } from "./line";
import { Log } from "./log";
import { outbox } from "./outbox";
import { receipts } from "./receipts";
import { Refusal } from "./call";
import type { Settings } from "./settings";
import type { Word } from "./tabs";
import { Visitor } from "./visitor";
import { quietly } from "./warn";
import type { Author, Conversation, FileName, Identity, Message, Site, Welcome } from "./wire";

export type Link = "idle" | "starting" | "up" | "down" | "refused";

// Chat is everything the widget knows and can do; the view reads it and is told when it changed.
export class Chat implements LineEars {
  readonly keep: Keep;
  readonly log = new Log();
  readonly outbox: ReturnType<typeof outbox>;
  readonly receipts: ReturnType<typeof receipts>;
  conversation?: Conversation;
  site?: Site;
  link: Link = "idle";
  loaded = false; // the history is here, or there is none
  typing?: Author & { kind: string };
  private visitor: Visitor;
  private line: Line;
  private quiet = 0;
  private retry = 0;

  constructor(
    settings: Settings,
    private changed: () => void,
  ) {
    this.keep = new Keep(`bellhop:${settings.site}:`);
    this.visitor = new Visitor(settings, this.keep, (w, fresh) => this.welcome(w, fresh));
    this.receipts = receipts(this.keep, this.visitor);
    this.line = new Line(settings.api, settings.site, this.keep, this.visitor, this);
    this.outbox = outbox(this.keep, settings.site, this.visitor, changed);
    addEventListener("online", () => this.wake());
    addEventListener("storage", changed); // read in another tab
    if (this.visitor.known || this.outbox.busy()) void this.start();
  }

  // start makes or resumes the visitor and listens; until it works it tries again.
  async start(): Promise<void> {
    if (this.link !== "idle" && this.link !== "down") return;
    if (this.loaded) return;
    this.set("starting");
    try {
      await this.visitor.ready();
      await this.load();
      this.line.start();
      void this.outbox.flush();
    } catch (e) {
      const refused = e instanceof Refusal && e.final;
      this.set(refused ? "refused" : "down");
      if (refused) return;
      clearTimeout(this.retry);
      this.retry = window.setTimeout(quietly(() => this.start()), (e as Refusal).retryAfter || 3000 + Math.random() * 4000);
    }
  }

  say(text: string, files: FileName[]): void {
    this.receipts.rest();
    this.outbox.add(text, files);
    void this.start();
  }

  async person(): Promise<void> {
    await this.outbox.flush();
    const r = await this.visitor.ask<{ state: Conversation["state"]; ask: number }>("/v1/handoff", {});
    if (this.conversation) this.state({ ...this.conversation, ...r, can_ask: false }, 0);
  }

  async end(): Promise<void> {
    await this.visitor.ask("/v1/end", {});
  }

  async details(fields: Record<string, string>): Promise<void> {
    this.state(await this.visitor.ask<Conversation>("/v1/details", fields), 0);
  }

  identify(who: Identity): Promise<void> {
    return this.visitor.identify(who);
  }

  // unread counts what others said and the visitor has not seen.
  unread(): Message[] {
    const read = this.receipts.read();
    return this.log.all().filter((m) => m.seq > read && !m.deleted && (m.kind === "bot" || m.kind === "agent"));
  }

  // seen is called while the log is open before the visitor's eyes.
  seen(): void {
    const last = this.log.all().pop();
    if (last) this.receipts.seen(last.seq);
  }

  // load fetches what came since.
  async load(): Promise<void> {
    const got = await this.visitor.ask<{ conversation: Conversation; messages: Message[] }>("/v1/conversation?after=" + this.log.last);
    this.state(got.conversation, 0);
    for (const m of got.messages) this.message(m);
    this.loaded = true;
    this.changed();
  }

  private wake(): void {
    this.outbox.wake();
    if (this.link === "down") void this.start();
  }

  private welcome(w: Welcome, fresh: boolean): void {
    if (w.site) this.site = w.site;
    if (fresh) this.line.tabs.tell({ t: "token" });
    if (this.adopt(w.conversation)) this.line.nudge(true);
  }

  // adopt takes c as the current conversation, and reports whether it replaced another.
  private adopt(c: Conversation): boolean {
    const other = !!this.log.conversation && this.log.conversation !== c.id;
    this.log.belong(c.id);
    if (other) this.receipts.reset(), this.outbox.forget();
    this.conversation = c;
    this.changed();
    return other;
  }

  state(c: Conversation, id: number): void {
    this.adopt(c);
    this.log.last = Math.max(this.log.last, id);
  }

  message(m: Message): void {
    if (!this.log.put(m)) return;
    if (m.client_id) this.outbox.arrived(m.client_id);
    if (m.kind !== "visitor") this.typing = undefined;
    this.changed();
  }

  typist(who: { author: Author; kind: string }): void {
    this.typing = { ...who.author, kind: who.kind };
    clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => ((this.typing = undefined), this.changed()), 6000);
    this.changed();
  }

  up(yes: boolean): void {
    this.set(yes ? "up" : "down");
    if (yes) void this.outbox.flush();
  }

  other(w: Word): void {
    if (w.t !== "token") return;
    if (this.link === "idle") void this.start();
    else quietly(() => this.visitor.renew().then(() => this.load()))();
  }

  private set(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.changed();
  }
}
