import type { FieldError } from "./wire";

// Refusal is an answer of the server that is not a success. Anything else thrown by call is the network.
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: FieldError[],
    readonly retryAfter: number, // milliseconds, 0 = not said
  ) {
    super(detail);
  }

  // final refusals are not worth the same try again.
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 408, 429].includes(this.status);
  }
}

export async function refusalOf(res: Response): Promise<Refusal> {
  const p = await res.json().catch(() => ({}));
  const after = Number(res.headers.get("Retry-After")) * 1000;
  return new Refusal(res.status, p.code || "", p.detail || p.title || "HTTP " + res.status, p.errors || [], after > 0 ? after : 0);
}

export function headersFor(token: string, more?: Record<string, string>): Record<string, string> {
  return { ...(token && { Authorization: "Bearer " + token }), ...more };
}

// call speaks JSON both ways; it gives up after 20 s.
export async function call<T>(url: string, token: string, body?: unknown): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 20000);
  try {
    const res = await fetch(url, {
      method: body ? "POST" : "GET",
      headers: headersFor(token, body ? { "Content-Type": "application/json" } : undefined),
      body: body ? JSON.stringify(body) : undefined,
      credentials: "omit",
      cache: "no-store",
      signal: abort.signal,
    });
    if (!res.ok) throw await refusalOf(res);
    return (res.status === 204 ? undefined : await res.json()) as T;
  } finally {
    clearTimeout(timer);
  }
}
