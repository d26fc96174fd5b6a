// call asks this page's server. A refusal is an Error with the server's sentence.
export async function call(path, body) {
  const init = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new Error("The demo’s server does not answer. Is it still running?");
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || `The server answered ${answer.status}.`);
  return data;
}
