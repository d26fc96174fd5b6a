// follow listens to the small Slack's changes. seen(state) is called with each, live(bool) when the line goes down and up.
export function follow(channel, seen, live) {
  const source = new EventSource("/demo/slack/changes?channel=" + encodeURIComponent(channel));
  source.addEventListener("open", () => live(true));
  source.addEventListener("state", (e) => seen(JSON.parse(e.data)));
  source.addEventListener("error", () => {
    live(false);
    // A browser gives up for good on an answer that is no stream, as from a proxy while the server restarts.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(channel, seen, live), 2000);
  });
}
