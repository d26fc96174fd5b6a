import { startControls } from "./controls.js";
import { DiscordPane } from "./discord/pane.js";
import { fillIcons } from "./icon.js";
import { ShopFrame } from "./shop-frame.js";
import { SlackPane } from "./slack/pane.js";
import { Steps } from "./steps.js";
import { news, showTab, startTabs } from "./tabs.js";
import { TroublePane } from "./trouble/pane.js";

fillIcons(document);
startTabs();

const steps = new Steps(document.querySelector(".guide"), (step) => {
  if (step === "answer") {
    showTab("slack");
    slack.answer();
  } else {
    showTab("website");
    shop.open();
  }
});

const shop = new ShopFrame(document.getElementById("shop"), (seen, before) => {
  if (seen.said > 0) steps.finish("write");
  if (["queued", "active", "missed"].includes(seen.state)) steps.finish("ask");
  if (seen.answered > 0) steps.finish("answer"); // it crossed
  steps.setMissed(seen.state === "missed");
  if (seen.answered > before.answered) news("website");
});

const slack = new SlackPane(document.getElementById("slack"), document.body.dataset.channel, {
  rang: () => steps.finish("ask"),
  news: () => news("slack"),
});

const discord = new DiscordPane(document.getElementById("discord"), document.body.dataset.discord, {
  rang: () => steps.finish("ask"),
  news: () => news("discord"),
});

new TroublePane(document.getElementById("pane-break"), document.getElementById("break"));

startControls(
  () => shop.seen.state === "queued",
  () => [slack, discord].forEach((pane) => pane.redraw()),
).then(() => [slack, discord].forEach((pane) => pane.start()));
