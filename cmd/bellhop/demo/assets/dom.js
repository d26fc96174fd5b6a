// h makes an element. Of props, functions become listeners, true an empty attribute, false and undefined nothing. Kids are nodes
// and strings; strings stay words.
export function h(tag, props = {}, ...kids) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") el.addEventListener(name, value);
    else if (value === true) el.setAttribute(name, "");
    else if (value !== false && value !== undefined) el.setAttribute(name, value);
  }
  el.append(...kids.flat().filter((k) => k !== undefined && k !== null && k !== false && k !== ""));
  return el;
}

// setText changes words only when they differ, so that screen readers hear no false news.
export function setText(el, words) {
  if (el.textContent !== words) el.textContent = words;
}

// plural is "1 reply", "2 replies".
export function plural(n, one, many) {
  return `${n} ${n === 1 ? one : many}`;
}
