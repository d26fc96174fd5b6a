// Events parses a text/event-stream as it trickles in.
export class Events {
  private rest = "";
  private event = "";
  private data: string[] = [];
  private id = 0;

  constructor(private on: (event: string, data: string, id: number) => void) {}

  feed(chunk: string): void {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() || "";
    lines.forEach((line) => this.line(line));
  }

  private line(line: string): void {
    if (!line) return this.flush();
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line) || [];
    if (field === "event") this.event = value;
    if (field === "data") this.data.push(value);
    if (field === "id") this.id = Number(value) || 0;
  }

  private flush(): void {
    const { event, data, id } = this;
    this.event = "";
    this.data = [];
    this.id = 0;
    if (data.length) this.on(event || "message", data.join("\n"), id);
  }
}
