const said = new Set<string>();

// warn tells the site's developer what to mend, each thing once.
export function warn(what: string): void {
  if (!said.has(what)) console.warn("Bellhop: " + what);
  said.add(what);
}

// quietly makes fn one that throws nothing into the host page, neither now nor later.
export function quietly<A extends unknown[]>(fn: (...a: A) => unknown) {
  return async (...a: A): Promise<void> => {
    try {
      await fn(...a);
    } catch (e) {
      warn(String(e));
    }
  };
}
