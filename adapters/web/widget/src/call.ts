import type { FieldError } from "./wire";

// Refusal is an answer of the server that is not a success. Anything else thrown by call is the network.
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: number; // milliseconds, 0 = not said
  readonly code: string;
  readonly errors: FieldError[];

  constructor(res: Response, problem: { code?: string; detail?: string; errors?: FieldError[] }) {
    super(problem.detail || "HTTP " + res.status);
    this.status = res.status;
    this.retryAfter = Number(res.headers.get("Retry-After")) * 1000 || 0;
    this.code = problem.code || "";
    this.errors = problem.errors || [];
  }

  // final refusals are not worth the same try again.
  get final(): boolean {
    return this.status < 500 && ![401, 408, 429].includes(this.status);
  }
}

// request is fetch with the token, and a Refusal thrown for what is not a success.
export async function request(url: string, token: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
  if (token) headers.Authorization = "Bearer " + token;
  const res = await fetch(url, { ...init, headers, credentials: "omit", cache: "no-store" });
  if (!res.ok) throw new Refusal(res, await res.json().catch(() => ({})));
  return res;
}

// call speaks JSON both ways; it gives up after 20 s.
export async function call<T>(url: string, token: string, body?: unknown): Promise<T> {
  const signal = AbortSignal.timeout?.(20000);
  const post = { method: "POST", body: JSON.stringify(body), signal };
  const res = await request(url, token, body ? post : { signal }, body ? { "Content-Type": "application/json" } : {});
  return (res.status === 204 ? undefined : await res.json()) as T;
}
