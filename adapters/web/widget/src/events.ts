// events parses a text/event-stream as it trickles in; its server writes one line of data an event.
export function events(on: (event: string, data: string, id: number) => void) {
  let rest = "";
  return (chunk: string) => {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      const { event, data, id } = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s)));
      if (data) on(event, data, +id || 0);
    }
  };
}
