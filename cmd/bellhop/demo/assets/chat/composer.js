import { h, setText } from "../dom.js";
import { icon } from "../icon.js";

const tallest = 160; // px
const largest = 5 << 20; // bytes of a file

// Composer is where a person of the team types. does has send(text, about), upload(file) and save(message, text), each of which rejects with a
// sentence, and last(), which takes back the person's last message to change it.
export class Composer {
  constructor(label, does, hint) {
    this.does = does;
    this.input = h("textarea", { rows: "1", "aria-label": label, enterkeyhint: "send", input: () => (this.fit(), this.does.typing?.()), keydown: (e) => this.key(e), paste: (e) => this.take(e, e.clipboardData) });
    this.file = h("input", { type: "file", hidden: true, change: () => this.attach(this.file.files[0]) });
    this.wrong = h("p", { class: "wrong", role: "alert", hidden: true });
    this.editing = h("p", { class: "editing", hidden: true }, h("span", {}, "Changing a message"), h("button", { type: "button", click: () => this.cancel() }, "Cancel"));
    this.sending = h("p", { class: "editing", role: "status", hidden: true });
    this.button = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    this.clip = h("button", { type: "button", class: "clip", "aria-label": "Attach a file", title: "Attach a file", click: () => this.file.click() }, icon("clip"));
    this.box = h("div", { class: "box", dragover: (e) => e.preventDefault(), drop: (e) => this.take(e, e.dataTransfer) }, this.input, this.clip, this.file, this.button);
    this.el = h("form", { class: "composer", submit: (e) => (e.preventDefault(), this.send()) }, this.editing, this.sending, this.wrong, this.box, hint && h("p", { class: "hint" }, ...hint));
  }

  // draw names the person who answers, or says why nobody can.
  draw(placeholder, closed) {
    this.input.placeholder = closed || placeholder;
    for (const part of [this.input, this.clip, this.button]) part.disabled = Boolean(closed);
    this.box.classList.toggle("shut", Boolean(closed));
  }

  focus() {
    this.input.focus();
  }

  key(e) {
    if (e.key === "Escape" && (this.message || this.about)) {
      e.stopPropagation();
      this.cancel();
    }
    if (e.key === "ArrowUp" && !this.input.value && !this.message) {
      e.preventDefault();
      this.does.last();
    }
    if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    this.send();
  }

  fit() {
    this.say("");
    this.input.style.height = "auto";
    this.input.style.height = Math.min(this.input.scrollHeight, tallest) + "px";
  }

  say(words) {
    this.wrong.hidden = !words;
    setText(this.wrong, words);
  }

  // answer makes the next words a reply to a message of author's.
  answer(message, author) {
    if (this.message) this.cancel();
    this.about = message;
    this.editing.hidden = false;
    setText(this.editing.firstChild, "Replying to " + author);
    this.focus();
  }

  // edit takes a message back into the box.
  edit(message, text) {
    this.message = message;
    this.about = undefined;
    setText(this.editing.firstChild, "Changing a message");
    this.editing.hidden = false;
    this.input.value = text;
    this.fit();
    this.focus();
  }

  cancel() {
    this.message = this.about = undefined;
    this.editing.hidden = true;
    this.input.value = "";
    this.fit();
  }

  async send() {
    const text = this.input.value;
    if (!text.trim() || this.busy) return;
    await this.attempt(async () => {
      if (this.message) await this.does.save(this.message, text);
      else await this.does.send(text, this.about);
      if (this.input.value === text) this.cancel();
    });
  }

  // take attaches a file that was pasted or dropped.
  take(e, data) {
    if (!data?.files.length || this.input.disabled) return;
    e.preventDefault();
    this.attach(data.files[0]);
  }

  async attach(file) {
    this.file.value = "";
    if (!file) return;
    if (file.size > largest) return this.say("The demo takes files up to 5 MB.");
    this.sending.hidden = false;
    setText(this.sending, `Uploading ${file.name}…`);
    await this.attempt(() => this.does.upload(file));
    this.sending.hidden = true;
  }

  async attempt(deed) {
    this.busy = true;
    this.say("");
    await deed().catch((err) => this.say(err.message));
    this.busy = false;
  }
}
