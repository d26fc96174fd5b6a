const kept = new Set(["P", "BR", "STRONG", "EM", "DEL", "CODE", "PRE", "UL", "OL", "LI", "BLOCKQUOTE", "A"]);
const dropped = new Set(["SCRIPT", "STYLE", "TEMPLATE", "TITLE", "IFRAME", "OBJECT", "SVG", "MATH"]);

// clean copies the few things a message may consist of out of the server's HTML, which is parsed inertly and
// never put into the page itself. Where the page forbids parsing (Trusted Types), it answers undefined.
export function clean(html: string): DocumentFragment | undefined {
  const into = document.createDocumentFragment();
  try {
    copy(parse(html).body, into);
  } catch {
    return;
  }
  return into;
}

interface Trust {
  createPolicy(name: string, rules: { createHTML(s: string): string }): { createHTML(s: string): string };
}
let policy: { createHTML(s: string): string } | undefined;

function parse(html: string): Document {
  const trust = (window as { trustedTypes?: Trust }).trustedTypes;
  policy ||= trust?.createPolicy("bellhop", { createHTML: (s) => s });
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

function copy(from: Node, into: Node): void {
  for (const node of Array.from(from.childNodes)) {
    if (node instanceof Text) into.appendChild(document.createTextNode(node.data));
    if (!(node instanceof Element)) continue;
    const name = node.tagName.toUpperCase();
    if (dropped.has(name)) continue;
    const made = kept.has(name) ? into.appendChild(document.createElement(name)) : into;
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
