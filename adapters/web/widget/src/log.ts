import type { Message } from "./wire";

// Log is what was said, by number; the same message again or an older version of it changes nothing.
export class Log {
  private bySeq = new Map<number, Message>();
  last = 0; // the highest number heard of, to resume after
  conversation = "";

  // belong empties the log when it becomes another conversation's.
  belong(conversation: string): void {
    if (this.conversation && this.conversation !== conversation) {
      this.bySeq.clear();
      this.last = 0;
    }
    this.conversation = conversation;
  }

  // put reports whether m was news.
  put(m: Message): boolean {
    this.last = Math.max(this.last, m.rev, m.seq);
    const had = this.bySeq.get(m.seq);
    if (had && had.rev >= m.rev) return false;
    this.bySeq.set(m.seq, m);
    return true;
  }

  all(): Message[] {
    return [...this.bySeq.values()].sort((a, b) => a.seq - b.seq);
  }
}
