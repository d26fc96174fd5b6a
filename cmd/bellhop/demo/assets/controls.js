import { call } from "./call.js";
import { setAhead, span } from "./clock.js";
import { setText } from "./dom.js";
import { toast } from "./toast.js";
import { tell } from "./trouble/pane.js";

// startControls wires the buttons that move the demo's world. waiting tells whether a visitor waits for a person; moved is called
// after the clock jumped.
export function startControls(waiting, moved) {
  const [skip, away, ahead] = ["skip", "away", "ahead"].map((id) => document.getElementById(id));

  function show(state) {
    setAhead(state.skipped_seconds);
    ahead.hidden = state.skipped_seconds < 60;
    setText(ahead.querySelector(".full"), `The clock is ${span(state.skipped_seconds)} ahead`);
    setText(ahead.querySelector(".short"), `+${Math.round(state.skipped_seconds / 60)} min`);
    away.setAttribute("aria-pressed", String(state.away));
  }

  async function press(button, deed) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    await deed().catch((err) => toast(err.message));
    button.removeAttribute("aria-busy");
  }

  skip.addEventListener("click", () =>
    press(skip, async () => {
      const waited = waiting();
      tell(await call("/demo/skip", { minutes: 15 }));
      toast(waited ? "15 minutes went by and nobody answered: the visitor is asked for details, and #support gets a lead card." : "The clock is 15 minutes on. Nobody was waiting; ask for a person first, then skip.");
      moved();
    }),
  );

  away.addEventListener("click", () =>
    press(away, async () => {
      const state = await call("/demo/away", { away: away.getAttribute("aria-pressed") !== "true" });
      tell(state);
      toast(state.away ? "Anna and Ben are away now. Whoever asks for a person is told so at once, and asked for details." : "Anna and Ben are back at their desks.");
    }),
  );

  document.addEventListener("demo:state", (e) => show(e.detail));
  const refresh = () => call("/demo/state").then(tell, () => {});
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  return refresh();
}
