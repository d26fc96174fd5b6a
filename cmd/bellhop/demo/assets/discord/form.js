import { h } from "../dom.js";

// ask shows a form of the app's and sends it when it is filled in. send(values) rejects with a sentence.
export function ask(form, send) {
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const inputs = form.inputs.map((i) => h(i.long ? "textarea" : "input", { name: i.custom_id, rows: i.long ? "4" : undefined, required: i.required, maxlength: i.max ? String(i.max) : undefined, placeholder: i.placeholder }, i.long ? i.value : ""));
  const labels = form.inputs.map((i, n) => h("label", {}, h("span", {}, i.label), inputs[n]));
  const submit = async (e) => {
    e.preventDefault();
    try {
      await send(Object.fromEntries(inputs.map((i) => [i.name, i.value])));
      dialog.close();
    } catch (err) {
      wrong.hidden = false;
      wrong.textContent = err.message;
    }
  };
  const cancel = h("button", { type: "button", class: "b-button", click: () => dialog.close() }, "Cancel");
  const dialog = h("dialog", { class: "d-form", "aria-label": form.title, close: () => dialog.remove() },
    h("form", { submit }, h("h3", {}, form.title), ...labels, wrong, h("div", { class: "answers" }, cancel, h("button", { type: "submit", class: "b-button primary" }, "Submit"))));
  document.body.append(dialog);
  dialog.showModal();
}
