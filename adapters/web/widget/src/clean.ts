const kept = /^(p|br|strong|em|del|code|pre|ul|ol|li|blockquote|a)$/i;
const dropped = /^(script|style|title|iframe)$/i;

interface Policy {
  createHTML(html: string): string;
}

let policy: Policy | undefined;

// clean copies the few things a message may consist of out of the server's HTML, which is parsed inertly and
// never put into the page itself. Where the page forbids parsing (Trusted Types without our policy), it answers undefined.
export function clean(html: string): DocumentFragment | undefined {
  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  const plain: Policy = { createHTML: String };
  try {
    policy ||= types?.createPolicy("bellhop", plain) || plain;
    return copy(new DOMParser().parseFromString(policy.createHTML(html), "text/html").body, new DocumentFragment());
  } catch {
    return;
  }
}

function copy<T extends Node>(from: Node, into: T): T {
  for (const node of from.childNodes) {
    const name = node.nodeName;
    if (node instanceof Text) into.appendChild(new Text(node.data));
    if (!(node instanceof Element) || dropped.test(name)) continue;
    const made = kept.test(name) ? into.appendChild(document.createElement(name)) : into;
    if (made instanceof HTMLAnchorElement) link(node, made);
    copy(node, made);
  }
  return into;
}

function link(from: Element, a: HTMLAnchorElement): void {
  const href = from.getAttribute("href") || "";
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return;
  a.href = href;
  a.target = "_blank";
  a.rel = "noopener noreferrer";
}
