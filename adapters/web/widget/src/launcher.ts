import { button, h, set } from "./dom";
import { Icon, icon } from "./icons";
import { unread, Words } from "./words";

// launcher is the round button that is always there, with what is unread; said_ speaks when the panel is closed.
export function launcher(press: () => void) {
  const badge = h("span.badge", { "aria-hidden": true });
  const el_ = button("launcher", press, { "data-main": true }, icon(Icon.talk), icon(Icon.down), badge);
  const said_ = h("p.sr announcer", { role: "status" });
  const render_ = (open: boolean, n: number) => {
    const news = !open && n ? unread(n) : "";
    set(el_, { "aria-expanded": String(open), "aria-label": open ? Words.close : Words.open + (news && ", " + news) });
    set(badge, { hidden: !news, text: n > 9 ? "9+" : String(n) });
    set(said_, { text: news });
  };
  return { el_, said_, render_ };
}
