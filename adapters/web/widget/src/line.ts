import type { Keep } from "./keep";
import { lead } from "./lead";
import type { Log } from "./log";
import { Stream, stream } from "./stream";
import type { Visitor } from "./visitor";
import { quietly } from "./warn";
import type { Author, Conversation, Message } from "./wire";

// Word is what one tab tells the others.
export type Word =
  | { t: "message"; data: Message; of: string }
  | { t: "state"; data: Conversation; id: number }
  | { t: "typing"; data: { author: Author; kind: string } }
  | { t: "up"; up: boolean } // the leader's stream, also said as a sign of life
  | { t: "hello" } // a new follower asks whether it is up
  | { t: "token" }; // there is another token

export interface LineEars {
  message_(m: Message): void;
  state_(c: Conversation, id: number): void;
  typist_(who: Author & { kind: string }): void;
  up_(yes: boolean): void;
  load_(): unknown; // fetch what may have been missed
  token_(): void; // another tab has another token
}

const silence = 50000;

// line is how this tab hears the server: over its own stream while it leads, from the leading tab while it follows.
export function line(api: string, site: string, keep: Keep, visitor: Visitor, log: Log, ears: LineEars) {
  // Without shared storage every tab is a visitor of its own.
  const tabs = keep.durable_ && window.BroadcastChannel && new BroadcastChannel("bellhop-" + site);
  let own: Stream | undefined;
  let on = false;
  let isUp = false;
  let said = 0;
  let heard = 0;

  const tell_ = (w: Word) => tabs && tabs.postMessage(w);

  const hear: { [T in Word["t"]]: (w: Extract<Word, { t: T }>) => unknown } = {
    message: ({ data, of }) => of === log.of_ && ears.message_(data),
    // Another conversation may only come from this tab's own stream.
    state: ({ data, id }) => (own || data.id === log.of_) && ears.state_(data, id),
    typing: ({ data }) => ears.typist_({ ...data.author, kind: data.kind }),
    up: ({ up }) => on && ears.up_(up),
    hello: () => own && tell_({ t: "up", up: isUp }),
    token: ears.token_,
  };
  const take = (w: Word) => hear[w.t]?.(w as never);

  // alive_ is said to the followers every 10 s or so, and at once when something changed.
  const alive_ = () => {
    if (Date.now() - said < 10000) return;
    said = Date.now();
    tell_({ t: "up", up: isUp });
  };
  const up_ = (up: boolean) => {
    isUp = up;
    said = 0;
    alive_();
    ears.up_(up);
  };
  const event_ = quietly((t: string, text: string, id: number) => {
    const w = { t, data: JSON.parse(text), id, of: log.of_ } as Word;
    tell_(w);
    take(w);
  });

  const led = (leading: boolean) => {
    if (leading === !!own) return;
    own?.close_();
    own = leading ? stream(api, visitor, { last_: () => log.last_, event_, up_, alive_ }) : undefined;
  };
  const election = lead("bellhop-stream-" + site, keep, led);

  // nudge_ is called when the world changed; sure means that the stream is stale, and that a follower missed things.
  const nudge_ = (sure: boolean) => {
    if (own) own.nudge_(sure);
    else if (on && sure) ears.load_();
  };
  const back = (slept: boolean) => {
    if (on && tabs) election.stand_();
    nudge_(slept && !own);
  };

  if (tabs) {
    tabs.onmessage = (e) => {
      heard = Date.now();
      take(e.data);
    };
  }
  setInterval(() => {
    if (own) alive_();
    else if (on && tabs && !document.hidden && Date.now() - heard > silence) {
      heard = Date.now();
      election.stand_(true);
    }
  }, 10000);
  addEventListener("online", () => nudge_(true));
  addEventListener("pagehide", election.stop_);
  addEventListener("pageshow", (e) => back(e.persisted));
  document.addEventListener("visibilitychange", () => document.hidden || back(true));
  document.addEventListener("resume", () => nudge_(true)); // what arrived while the page was frozen may never be handed over

  return {
    tell_,
    nudge_,
    // start_ listening; harmless when started.
    start_() {
      if (on) return;
      on = true;
      heard = Date.now();
      if (!tabs) return led(true);
      election.stand_();
      tell_({ t: "hello" });
    },
  };
}
