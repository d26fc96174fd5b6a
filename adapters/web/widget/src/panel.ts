import type { Chat } from "./chat";
import { Composer } from "./composer";
import { Details } from "./details";
import { attr, h } from "./dom";
import { Header } from "./header";
import { History } from "./history";
import { Keep } from "./keep";
import type { MenuItem } from "./menu";
import type { Settings } from "./settings";
import { words } from "./words";

// Panel is the open chat: header, history with the details card, composer.
export class Panel {
  readonly el: HTMLElement;
  readonly history: History;
  private composer: Composer;
  private header: Header;
  private details: Details;
  private asking = false;

  constructor(
    private chat: Chat,
    private settings: Settings,
    drafts: Keep,
    private changed: () => void,
    close: () => void,
  ) {
    const person = () => this.person();
    this.details = new Details(chat, changed);
    this.history = new History(
      chat,
      {
        api: settings.api,
        person,
        retry: (id) => chat.outbox.retry(id),
        discard: (id) => chat.outbox.arrived(id),
        online: () => chat.link !== "down",
      },
      this.details.el,
    );
    this.composer = new Composer(chat, drafts, { person, details: () => this.details.show() });
    this.header = new Header(chat, settings.api, () => this.items(), close, () => this.focus());
    this.el = h("section", "panel", { role: "dialog",
        hidden: true,
        keydown: (e: KeyboardEvent) => e.key === "Escape" && !e.isComposing && (e.stopPropagation(), close()),
        dragover: (e: DragEvent) => e.dataTransfer?.types.includes("Files") && (e.preventDefault(), attr(this.el, "data-drop", true)),
        dragleave: () => attr(this.el, "data-drop", false),
        drop: (e: DragEvent) => (attr(this.el, "data-drop", false), this.composer.files.take(e.dataTransfer?.files) && e.preventDefault()),
      },
      this.header.el,
      this.history.el,
      this.history.newest,
      this.composer.el,
    );
  }

  render(): void {
    const { chat, settings } = this;
    const title = settings.title || chat.site?.name || words.chat;
    attr(this.el, "aria-label", title);
    this.details.render();
    this.header.render(title);
    this.history.render(settings.greeting || chat.site?.greeting || words.greeting);
    this.composer.render(this.asking, !!chat.conversation?.details?.wanted && !!this.details.missing.length && !this.details.open);
  }

  focus(): void {
    this.composer.input.focus();
  }

  private items(): MenuItem[] {
    const c = this.chat.conversation;
    const items: MenuItem[] = [];
    if (c && this.details.missing.length && c.last_seq) items.push({ part: "menu-details", label: words.detailsOpen, press: () => this.details.show() });
    if (c && c.state !== "closed" && this.chat.log.last) items.push({ part: "menu-end", label: words.end, ask: words.endAsk, press: () => void this.attempt(() => this.chat.end()) });
    return items;
  }

  private async person(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.changed();
    await this.attempt(() => this.chat.person());
    this.asking = false;
    this.changed();
  }

  // attempt says so when what the visitor wanted did not go through.
  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.composer.say("");
    await deed().catch(() => this.composer.say(words.hiccup));
  }
}
