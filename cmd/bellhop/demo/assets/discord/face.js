import { bell, drawn, lettered, pictured } from "../chat/picture.js";
import { icon } from "../icon.js";
import { nameOf } from "./world.js";

export function facePerson(user) {
  return user?.avatar ? pictured(`/demo/small-discord/avatars/${user.id}/face.png`) : lettered(nameOf(user));
}

// face is the picture a message is posted under.
export function face(m, world) {
  if (m.webhook) return /\bbot\b|^Bellhop/i.test(m.username) ? drawn("robot_face", icon("robot")) : drawn("bust_in_silhouette", icon("person"));
  if (world.isBot(m)) return bell();
  return facePerson(world.users.get(m.author));
}

export function authorOf(m, world) {
  if (m.webhook) return m.username;
  return world.users.get(m.author)?.bot ? "Bellhop" : nameOf(world.users.get(m.author));
}
