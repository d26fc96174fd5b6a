// locked runs fn while no other tab runs one of this name; at once where the browser has no locks.
export async function locked<T>(name: string, fn: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, fn) as Promise<T>) : fn();
}
