// Keep remembers small strings: in localStorage where the browser lets us, else in memory.
// One key a thing, so that two tabs never overwrite each other's.
export class Keep {
  private memory = new Map<string, string>();

  constructor(private prefix: string, private kind: "localStorage" | "sessionStorage" = "localStorage") {}

  get(key: string): string | null {
    const held = this.memory.get(key);
    if (held !== undefined) return held;
    try {
      return window[this.kind][this.prefix + key] ?? null;
    } catch {
      return null;
    }
  }

  set(key: string, value: string): void {
    try {
      window[this.kind][this.prefix + key] = value;
      this.memory.delete(key);
    } catch {
      this.memory.set(key, value);
    }
  }

  drop(key: string): void {
    this.memory.delete(key);
    try {
      delete window[this.kind][this.prefix + key];
    } catch {
      // blocked: there was nothing to remove
    }
  }

  // durable reports whether what is set will be there after a reload, and for the other tabs.
  get durable(): boolean {
    this.set("try", "");
    return !this.memory.size;
  }

  // keys lists what begins with start.
  keys(start: string): string[] {
    const found = new Set([...this.memory.keys()].filter((k) => k.startsWith(start)));
    try {
      for (const k of Object.keys(window[this.kind])) {
        if (k.startsWith(this.prefix + start)) found.add(k.slice(this.prefix.length));
      }
    } catch {
      // blocked: memory is all there is
    }
    return [...found];
  }
}
