import { emojiOf } from "../chat/emoji.js";
import { bell, drawn, here, lettered, pictured } from "../chat/picture.js";
import { icon } from "../icon.js";
import { nameOf } from "./world.js";

// What Bellhop's own icons look like here; other emoji are shown as they are.
const icons = { bust_in_silhouette: "person", robot_face: "robot", speech_balloon: "bubble", lock: "lock" };

export function facePerson(user) {
  return user?.image && here(user.image) ? pictured(user.image) : lettered(nameOf(user));
}

// face is the picture a message is posted under.
export function face(m, world) {
  const name = m.icon_emoji?.replaceAll(":", "");
  if (name) return drawn(name, icons[name] ? icon(icons[name]) : (emojiOf(name) ?? "·"));
  if (m.icon_url && here(m.icon_url)) return pictured(m.icon_url);
  if (m.bot_id) return bell();
  return facePerson(world.users.get(m.user));
}
