import { call } from "../call.js";

// act does something as a person of the small Discord. What Discord would not let them do rejects with its reason.
export async function act(what, body) {
  try {
    return await call("/demo/discord/" + what, body);
  } catch (err) {
    throw new Error(err.message.replace(/^discord does not let them: /, "That did not work: "));
  }
}
