const said = new Set<string>();

// warn tells the site's developer what to mend, each thing once.
export function warn(what: string): void {
  if (said.has(what)) return;
  said.add(what);
  console.warn("Bellhop: " + what);
}

// quietly runs fn so that nothing it throws reaches the host page.
export function quietly<A extends unknown[]>(fn: (...a: A) => unknown): (...a: A) => void {
  return (...a) => {
    try {
      const done = fn(...a);
      if (done instanceof Promise) done.catch((e) => warn(String(e)));
    } catch (e) {
      warn(String(e));
    }
  };
}
