import { call, Refusal } from "./call";
import type { Keep } from "./keep";
import type { Settings } from "./settings";
import { warn } from "./warn";
import type { Identity, Welcome } from "./wire";

const cures: Record<string, string> = {
  identity_invalid: "hash must be the hex HMAC-SHA256 of user_id under the site’s secret, made on your server.",
  unknown_site: "check data-site.",
  origin_not_allowed: `add ${location.origin} to the site’s origins.`,
};

// Visitor holds the token: made on first need, kept per site, shared by the tabs, renewed once when it is refused.
export class Visitor {
  private starting?: Promise<string>;
  private who: Identity = {};
  private busy = false;
  private fails = 0;

  constructor(
    private settings: Settings,
    private keep: Keep,
    private welcome: (w: Welcome, fresh: boolean) => void,
  ) {}

  get known(): boolean {
    return !!this.keep.get("token");
  }

  // ready resolves to a token this page has presented itself with; it throws what call throws.
  ready(): Promise<string> {
    if (!this.starting) {
      this.busy = true;
      this.starting = this.start().finally(() => (this.busy = false));
      this.starting.catch(() => (this.starting = undefined));
    }
    return this.starting;
  }

  // renew presents the page again, keeping the visitor if the server still knows the token. Those who ask while it
  // is under way get the same answer.
  renew(): Promise<string> {
    if (!this.busy) this.starting = undefined;
    return this.ready();
  }

  // identify says who the visitor is: at once if there is one, else when there will be.
  async identify(who: Identity): Promise<void> {
    this.who = { ...this.who, ...who };
    await this.starting?.catch(() => 0);
    if (this.known) await this.renew();
  }

  // ask calls an address with the token, and once more with a new token when it is refused.
  async ask<T>(path: string, body?: unknown): Promise<T> {
    const token = await this.ready();
    try {
      return await call<T>(this.settings.api + path, token, body);
    } catch (e) {
      if (!(e instanceof Refusal) || e.status !== 401) throw e;
      const fresh = this.keep.get("token");
      return call<T>(this.settings.api + path, fresh && fresh !== token ? fresh : await this.renew(), body);
    }
  }

  private async start(): Promise<string> {
    // Tabs that open together must become one visitor: one asks, the others find its token.
    const locks = navigator.locks;
    if (!locks || this.known) return this.present();
    return (await locks.request("bellhop-visitor-" + this.settings.site, () => this.present())) as string;
  }

  private async present(): Promise<string> {
    const { name, email, attributes, identity } = this.who;
    const resume = this.keep.get("token") || undefined;
    try {
      const w = await call<Welcome>(this.settings.api + "/v1/visitors", "", {
        site: this.settings.site,
        resume,
        page: location.href.slice(0, 2000),
        title: document.title.slice(0, 200),
        referrer: document.referrer.slice(0, 2000) || undefined,
        language: navigator.language,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        name,
        email,
        attributes,
        identity,
      });
      this.fails = 0;
      this.keep.set("token", w.token);
      this.welcome(w, w.token !== resume);
      return w.token;
    } catch (e) {
      if (this.explain(e)) return this.present();
      throw e;
    }
  }

  // explain warns the developer, and reports whether another try makes sense at once.
  private explain(e: unknown): boolean {
    const code = e instanceof Refusal ? e.code : "";
    const cure = cures[code];
    if (cure) warn(code + ": " + cure);
    else if (!code && navigator.onLine && ++this.fails === 3) {
      warn(`cannot reach ${this.settings.api}: is it up, in your CSP’s connect-src, and ${location.origin} in the site’s origins?`);
    }
    if (code !== "identity_invalid" || !this.who.identity) return false;
    this.who.identity = undefined;
    return true;
  }
}
