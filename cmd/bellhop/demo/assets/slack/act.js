import { call } from "../call.js";

// act does something as a person of the small Slack. What Slack would not let them do rejects with its reason.
export async function act(what, body) {
  try {
    return await call("/demo/slack/" + what, body);
  } catch (err) {
    throw new Error(err.message.replace(/^slack does not let them: /, "That did not work: "));
  }
}

// typed is a message's text as one would type it again.
export function typed(m, world) {
  return m.text
    .replace(/<@(\w+)>/g, (_, id) => "@" + (world.users.get(id)?.name || id))
    .replace(/<([^|<>]+)\|([^<>]+)>/g, "[$2]($1)")
    .replace(/<!?([^<>]+)>/g, "$1")
    .replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}
