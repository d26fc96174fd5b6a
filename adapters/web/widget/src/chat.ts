import { backoff } from "./backoff";
import type { Refusal } from "./call";
import { keep } from "./keep";
import { line } from "./line";
import { newLog } from "./log";
import { Item, outbox } from "./outbox";
import { receipts } from "./receipts";
import type { Settings } from "./settings";
import { visitor } from "./visitor";
import { quietly } from "./warn";
import type { Author, Conversation, FileName, Message, Site } from "./wire";

export type Link = "idle" | "starting" | "up" | "down" | "refused";
export type Chat = ReturnType<typeof newChat>;

// newChat is everything the widget knows and can do; the view reads it and is told when it changed.
export function newChat({ api, site }: Settings, changed: () => void) {
  const kept = keep(`bellhop:${site}:`);
  const log = newLog();
  let quiet = 0;

  const adopt = (c: Conversation, id = 0) => {
    const other = log.belong_(c.id);
    if (other) {
      notes.reset_();
      chat.editing_ = undefined;
      out.forget_();
    }
    log.last_ = Math.max(log.last_, id);
    chat.conversation_ = c;
    changed();
    return other;
  };
  const link = (now: Link) => {
    chat.link_ = now;
    changed();
  };
  const hush = () => {
    chat.typing_ = undefined;
    changed();
  };
  const message_ = (m: Message) => {
    if (!log.put_(m)) return;
    if (m.client_id) out.arrived_(m.client_id);
    if (m.kind !== "visitor") hush();
    changed();
  };
  // load_ fetches what came since.
  const load_ = async () => {
    const got = await who.ask_<{ conversation: Conversation; messages: Message[] }>("/v1/conversation?after=" + log.last_);
    adopt(got.conversation);
    got.messages.forEach(message_);
    chat.loaded_ = true;
    changed();
  };
  // start_ makes or resumes the visitor and listens; until it works it tries again.
  const start_ = async () => {
    if (!/idle|down/.test(chat.link_) || chat.loaded_) return;
    link("starting");
    try {
      await who.ready_();
      await load_();
      wire.start_();
      void out.flush_();
    } catch (e) {
      const { final_, wait_ } = e as Refusal;
      link(final_ ? "refused" : "down");
      if (!final_) again.later_(wait_);
    }
  };

  const again = backoff(start_);
  const who = visitor(api, site, kept, (w, fresh) => {
    chat.site_ = w.site || chat.site_;
    if (fresh) wire.tell_({ t: "token" });
    if (adopt(w.conversation)) wire.nudge_(true);
  });
  const notes = receipts(kept, who);
  const out = outbox(kept, site, who, log, changed);
  const wire = line(api, site, kept, who, log, {
    message_,
    state_: adopt,
    load_: quietly(load_),
    typist_(by) {
      chat.typing_ = by;
      clearTimeout(quiet);
      quiet = setTimeout(hush, 6000);
      changed();
    },
    up_(yes) {
      link(yes ? "up" : "down");
      if (yes) void out.flush_();
    },
    token_: quietly(() => (chat.link_ === "idle" ? start_() : who.renew_().then(load_))),
  });

  const chat = {
    api_: api,
    keep_: kept,
    log_: log,
    outbox_: out,
    receipts_: notes,
    conversation_: undefined as Conversation | undefined,
    site_: undefined as Site | undefined,
    link_: "idle" as Link,
    loaded_: false, // the history is here, or there is none
    typing_: undefined as (Author & { kind: string }) | undefined,
    editing_: undefined as Message | undefined, // what the composer is for, if not for a new message
    start_,
    identify_: who.identify_,
    upload_: (file: File) => who.ask_<FileName>("/v1/files?name=" + encodeURIComponent(file.name), file),

    say_(text: string, files: FileName[]) {
      notes.rest_();
      out.add_(text, files);
      void start_();
    },
    // said_ is all there is to show, as it will be when what waits here has come through.
    said_: (): Item[] => [...log.all_().map(out.becoming_), ...out.list_()],
    // own_: the visitor may change m; the server has the last word on how long.
    own_: (m: Item) => m.kind === "visitor" && m.seq > 0 && !m.deleted && Date.now() - Date.parse(m.at) < 900000,
    edit_(m?: Message) {
      chat.editing_ = m;
      changed();
    },
    async person_() {
      await out.flush_();
      const r = await who.ask_<Partial<Conversation>>("/v1/handoff", {});
      if (chat.conversation_) adopt({ ...chat.conversation_, ...r, can_ask: false });
    },
    end_: () => who.ask_("/v1/end", {}),
    async details_(fields: Record<string, string>) {
      adopt(await who.ask_<Conversation>("/v1/details", fields));
    },
    // unread_ counts what others said and the visitor has not seen.
    unread_: () => log.all_().filter((m) => m.seq > notes.read_() && !m.deleted && /bot|agent/.test(m.kind)).length,
    // seen_ is called while the log is open before the visitor's eyes.
    seen_: () => notes.seen_(log.all_().pop()?.seq || 0),
  };

  addEventListener("online", () => {
    out.wake_();
    again.now_();
  });
  addEventListener("storage", changed); // read in another tab
  if (who.known_() || out.next_()) void start_();
  return chat;
}
