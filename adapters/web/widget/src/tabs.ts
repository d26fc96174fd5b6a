import type { Conversation, Message } from "./wire";

// What one tab tells the others.
export type Word =
  | { t: "message"; data: Message; conversation: string }
  | { t: "state"; data: Conversation; id: number }
  | { t: "typing"; data: unknown }
  | { t: "up"; up: boolean } // the leader's stream, also said as a sign of life
  | { t: "hello" } // a new follower asks whether it is up
  | { t: "token" }; // there is another token

// Tabs is the line between the tabs of one site in one browser; silent where the browser has none.
export class Tabs {
  private line?: BroadcastChannel;

  constructor(name: string, shared: boolean, on: (w: Word) => void) {
    if (!shared) return; // without shared storage every tab is a visitor of its own
    try {
      this.line = new BroadcastChannel(name);
      this.line.onmessage = (e) => on(e.data as Word);
    } catch {
      // every tab then has a stream of its own
    }
  }

  get linked(): boolean {
    return !!this.line;
  }

  tell(w: Word): void {
    try {
      this.line?.postMessage(w);
    } catch {
      // closed with the page
    }
  }
}
