import { attr, button, h, text } from "./dom";
import { icon } from "./icons";
import { words } from "./words";

// launcher is the round button that is always there, with what is unread; said speaks when the panel is closed.
export function launcher(press: () => void) {
  const badge = h("span", "badge", { "aria-hidden": "true" });
  const el = button("launcher", press, { "data-main": true }, icon("talk"), icon("down"), badge);
  const said = h("p", "sr announcer", { role: "status" });
  const render = (open: boolean, unread: number) => {
    const news = !open && unread ? words.unread(unread) : "";
    attr(el, "aria-expanded", String(open));
    attr(el, "aria-label", open ? words.close : words.open + (news && ", " + news));
    badge.hidden = !news;
    text(badge, unread > 9 ? "9+" : String(unread));
    text(said, news);
  };
  return { el, said, render };
}
