import { call, Refusal } from "./call";
import type { Keep } from "./keep";
import { locked } from "./locked";
import { warn } from "./warn";
import type { Identity, Welcome } from "./wire";

export type Visitor = ReturnType<typeof visitor>;

// visitor holds the token: made on first need, kept per site, shared by the tabs, renewed once when it is refused.
export function visitor(api: string, site: string, keep: Keep, welcome: (w: Welcome, fresh: boolean) => void) {
  let presented: Promise<string> | undefined;
  let busy = false;
  let who: Identity = {};
  let fails = 0;

  const known_ = () => keep.get_("token");

  const present = async (): Promise<string> => {
    const resume = known_();
    try {
      const w = await call<Welcome>(api + "/v1/visitors", "", {
        ...who,
        site,
        resume,
        page: location.href.slice(0, 2000),
        title: document.title.slice(0, 200),
        referrer: document.referrer.slice(0, 2000),
        language: navigator.language,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
      fails = 0;
      keep.set_("token", w.token);
      welcome(w, w.token !== resume);
      return w.token;
    } catch (e) {
      const { status, code, message } = e as Refusal;
      if (/^(id|un|or)/.test(code || "")) warn(message); // identity_invalid, unknown_site, origin_not_allowed, unauthorized
      if (!status && navigator.onLine && ++fails === 3) {
        warn(`cannot reach ${api}: is it up, in your CSP’s connect-src, this origin the site’s?`);
      }
      // A false identity is forgotten; the visitor is nobody's fault.
      if (code !== "identity_invalid" || !who.identity) throw e;
      who.identity = undefined;
      return present();
    }
  };

  // ready_ resolves to a token this page has presented itself with; it throws what call throws.
  const ready_ = () => {
    if (!presented) {
      busy = true;
      // Tabs that open together must become one visitor: one asks, the others find its token.
      presented = (known_() ? present() : locked("bellhop-visitor-" + site, present)).finally(() => (busy = false));
      presented.catch(() => (presented = undefined));
    }
    return presented;
  };

  // renew_ presents the page again, keeping the visitor if the server still knows the token. Those who ask while it
  // is under way get the same answer.
  const renew_ = () => {
    if (!busy) presented = undefined;
    return ready_();
  };

  return {
    known_,
    ready_,
    renew_,
    // identify_ says who the visitor is: at once if there is one, else when there will be.
    async identify_(more: Identity) {
      who = { ...who, ...more };
      await presented?.catch(() => 0);
      if (known_()) await renew_();
    },
    // ask_ calls an address with the token, and once more with a new token when it is refused.
    async ask_<T>(path: string, body?: unknown, method?: string): Promise<T> {
      const token = await ready_();
      try {
        return await call<T>(api + path, token, body, method);
      } catch (e) {
        if ((e as Refusal).status !== 401) throw e;
        const fresh = known_();
        return call<T>(api + path, fresh && fresh !== token ? fresh : await renew_(), body, method);
      }
    },
  };
}
