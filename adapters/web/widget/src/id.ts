// id makes a random id; crypto.randomUUID exists on secure pages only.
export const id = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
