// Backoff counts failures into waiting times: half a second doubling to 30, with jitter.
export class Backoff {
  private n = 0;

  reset(): void {
    this.n = 0;
  }

  next(): number {
    const cap = Math.min(30000, 500 * 2 ** this.n++);
    return cap / 2 + (Math.random() * cap) / 2;
  }
}

// Nap is a sleep that can be cut short.
export class Nap {
  private done?: () => void;

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.done = () => (clearTimeout(timer), resolve());
    });
  }

  wake(): void {
    this.done?.();
  }
}
