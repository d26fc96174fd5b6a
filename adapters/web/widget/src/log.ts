import type { Message } from "./wire";

export type Log = ReturnType<typeof newLog>;

// newLog is what was said, by number; the same message again or an older version of it changes nothing.
export function newLog() {
  const bySeq = new Map<number, Message>();
  const log = {
    last_: 0, // the highest number heard of, to resume after
    of_: "", // whose it is: a conversation's id
    all_: () => [...bySeq.values()].sort((a, b) => a.seq - b.seq),

    // belong_ empties the log when it becomes another conversation's, and reports whether it did.
    belong_(of: string): boolean {
      const other = !!log.of_ && log.of_ !== of;
      log.of_ = of;
      if (!other) return false;
      bySeq.clear();
      log.last_ = 0;
      return true;
    },

    // put_ reports whether m was news.
    put_(m: Message): boolean {
      log.last_ = Math.max(log.last_, m.rev, m.seq);
      if (bySeq.get(m.seq)?.rev! >= m.rev) return false;
      bySeq.set(m.seq, m);
      return true;
    },
  };
  return log;
}
