const kept = /^(p|br|strong|em|del|code|pre|ul|ol|li|blockquote|a)$/;
const dropped = /^(script|style|template|title|iframe|svg|math)$/;

interface Policy {
  createHTML(html: string): string;
}

let policy: Policy | undefined;

// clean copies the few things a message may consist of out of the server's HTML, which is parsed inertly and
// never put into the page itself. Where the page forbids parsing (Trusted Types without our policy), it answers undefined.
export function clean(html: string): DocumentFragment | undefined {
  const into = document.createDocumentFragment();
  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  try {
    const plain: Policy = { createHTML: String };
    policy ||= types?.createPolicy("bellhop", plain) || plain;
    copy(new DOMParser().parseFromString(policy.createHTML(html), "text/html").body, into);
  } catch {
    return;
  }
  return into;
}

function copy(from: Node, into: Node): void {
  for (const node of Array.from(from.childNodes)) {
    const name = node.nodeName.toLowerCase();
    if (node instanceof Text) into.appendChild(new Text(node.data));
    if (!(node instanceof Element) || dropped.test(name)) continue;
    const made = kept.test(name) ? into.appendChild(document.createElement(name)) : into;
    if (made instanceof HTMLAnchorElement) link(node, made);
    copy(node, made);
  }
}

function link(from: Element, a: HTMLAnchorElement): void {
  const href = from.getAttribute("href") || "";
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return;
  a.href = href;
  a.target = "_blank";
  a.rel = "noopener noreferrer nofollow";
}
