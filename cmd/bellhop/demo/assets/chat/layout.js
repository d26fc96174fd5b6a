import { h, setText } from "../dom.js";
import { icon } from "../icon.js";

// layout builds a pane's skeleton once, around the lists and composers of the pane. where is "a small Slack".
export function layout(pane, where) {
  const name = h("h2", { class: "chat-title" });
  const head = h("header", { class: "chat-head" }, name, pane.persona.el);
  const down = h("p", { class: "down", role: "status", hidden: true }, "The line to the demo’s server is down. Trying again…");
  const empty = emptyChannel();
  const channel = h("section", { class: "channel", "aria-label": "Channel" }, empty, pane.channelList.el, pane.channelBox.el);
  const back = h("button", { type: "button", class: "back", "aria-label": "Back to the channel", click: () => pane.show("") }, icon("back"), h("span", { class: "dot", hidden: true }, h("span", { class: "sr" }, "something new there")));
  const close = h("button", { type: "button", class: "close", "aria-label": "Close the thread", title: "Close", click: () => pane.show("") }, icon("close"));
  const thread = h("section", { class: "thread", "aria-label": "Thread" }, h("header", { class: "thread-head" }, back, h("h3", {}, "Thread"), close), pane.threadList.el, pane.threadBox.el);
  const title = (words) => {
    if (name.childElementCount) return setText(name.querySelector("b"), words);
    name.append(icon("hash"), h("b", {}, words), h("span", { class: "chat-sub" }, " · " + where));
  };
  return { all: [head, down, h("div", { class: "chat-body" }, channel, thread)], title, down, empty, back };
}

function emptyChannel() {
  return h("div", { class: "empty", hidden: true },
    h("img", { src: "/demo/assets/bell.svg", alt: "", width: "64", height: "64" }),
    h("h3", {}, "Nobody has rung yet"),
    h("p", {}, "Open the chat in the shop, write something, and ask for a person. The card and its thread appear here, and you answer as Anna or Ben."));
}
