// The shop's own script: a basket that only counts, and buttons that open the chat by the widget's page call.
const count = document.getElementById("count");
const added = document.getElementById("added");

function add(name) {
  count.textContent = String(Number(count.textContent) + 1);
  added.textContent = `${name} is in the basket.`;
}

for (const b of document.querySelectorAll("[data-add]")) b.addEventListener("click", () => add(b.dataset.add));
for (const b of document.querySelectorAll("[data-chat]")) b.addEventListener("click", () => window.bellhop?.("open"));
