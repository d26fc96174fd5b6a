export type Keep = ReturnType<typeof keep>;

// keep remembers small strings: in the browser's storage, or in memory from when that refuses. One key a thing, so
// that two tabs never overwrite each other's.
export function keep(prefix: string, kind: "localStorage" | "sessionStorage" = "localStorage") {
  let store: Record<string, string | undefined> = {};
  try {
    store = window[kind] || store;
  } catch {
    // blocked
  }
  const set_ = (key: string, value: string) => {
    try {
      store[prefix + key] = value;
    } catch {
      store = { ...store, [prefix + key]: value };
    }
  };
  set_("try", "");
  return {
    set_,
    get_: (key: string) => store[prefix + key],
    drop_: (key: string) => delete store[prefix + key],
    // durable_: what is set will be there after a reload, and for the other tabs.
    durable_: store instanceof Storage,
    // keys_ lists what begins with start.
    keys_: (start: string) =>
      Object.keys(store)
        .filter((k) => k.startsWith(prefix + start))
        .map((k) => k.slice(prefix.length)),
  };
}
