import type { FieldError } from "./wire";

// Refusal is thrown for an answer that is not a success. Anything else thrown is the network, and has none of these.
export interface Refusal extends Error {
  status?: number;
  code?: string;
  errors?: FieldError[];
  wait_?: number; // milliseconds, if the server said when
  final_?: boolean; // the same again is not worth a try
}

// request is fetch with the token, and a Refusal thrown for what is not a success.
export async function request(url: string, token: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
  if (token) headers.Authorization = "Bearer " + token;
  const res = await fetch(url, { ...init, headers, credentials: "omit" });
  if (res.ok) return res;
  const { status } = res;
  const { code, errors, detail } = await res.json().catch(() => ({}));
  throw Object.assign(new Error(detail || "HTTP " + status), {
    status,
    code,
    errors,
    wait_: +res.headers.get("Retry-After")! * 1000,
    final_: status < 500 && ![401, 408, 429].includes(status),
  });
}

// call speaks JSON both ways, but for the bytes of a file, by POST where there is a body; it gives up after 20 s, on a
// file after five minutes.
export async function call<T>(url: string, token: string, body?: unknown, method = body ? "POST" : "GET"): Promise<T> {
  const file = body instanceof File;
  const init = { method, body: file ? body : JSON.stringify(body), signal: AbortSignal.timeout?.(file ? 300000 : 20000) };
  const res = await request(url, token, init, { "Content-Type": file ? "application/octet-stream" : "application/json" });
  return (res.status === 204 ? undefined : await res.json()) as T;
}
