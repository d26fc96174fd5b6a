// follow listens to the platform's changes. door is where its people's side is. seen(state) is called with each, live(bool) when the line goes down and up.
export function follow(door, channel, seen, live) {
  const source = new EventSource(door + "changes?channel=" + encodeURIComponent(channel));
  source.addEventListener("open", () => live(true));
  source.addEventListener("state", (e) => seen(JSON.parse(e.data)));
  source.addEventListener("error", () => {
    live(false);
    // A browser gives up for good on an answer that is no stream, as from a proxy while the server restarts.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(door, channel, seen, live), 2000);
  });
}
