import type { Client } from "openapi-fetch";
import { language } from "../i18n";
import { Problem, type ProblemBody } from "./problems";
import type { components, paths } from "./schema.gen";

export type Schemas = components["schemas"];

/** Told to the window: the session has ended; somebody else has changed what was sent. */
export const SIGNED_OUT = "unmn:signed-out";
export const STALE = "unmn:stale";

/** Drafts kept on this device go when the person leaves it. */
export function forget(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith("unmn.draft.")) localStorage.removeItem(key);
}

interface Sent {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, string> };
  body?: unknown;
  bodySerializer?: (body: unknown) => BodyInit;
  signal?: AbortSignal;
}

function address(path: string, { params = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params.path?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null) query.append(name, String(each));
    }
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

async function refusal(response: Response, path: string): Promise<Problem> {
  if (response.status === 401 && !path.includes("/auth/")) window.dispatchEvent(new Event(SIGNED_OUT));
  if (response.status === 412) window.dispatchEvent(new Event(STALE));
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    return new Problem((await response.json()) as ProblemBody);
  }
  const { status, statusText } = response;
  return new Problem({ type: "/problems/unavailable", title: statusText, status, detail: "" });
}

/** One request, as the contract types it: in the reader's language, and a problem is thrown. */
const call = (method: string) =>
  async function send(path: string, init: Sent = {}) {
    const headers = new Headers({ ...init.params?.header, "Accept-Language": language() });
    // what is sent again after its answer was lost brings its own key, and is done once
    if (method === "POST" && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", crypto.randomUUID());
    let body: BodyInit | undefined;
    if (init.bodySerializer) body = init.bodySerializer(init.body);
    else if (init.body !== undefined) {
      headers.set("Content-Type", "application/json");
      body = JSON.stringify(init.body);
    }
    const response = await fetch(address(path, init), { method, headers, body, signal: init.signal });
    if (!response.ok) throw await refusal(response, path);
    const text = await response.text();
    return { data: text ? JSON.parse(text) : undefined, response };
  };

/** Only the types are openapi-fetch's: its code would be 2 kB of the first page, for what stands above. */
export const api = Object.fromEntries(
  ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [method, call(method)]),
) as unknown as Pick<Client<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

/** If-Match of a resource as it was read: its own version. */
export const ifMatch = (version: number) => `"${version}-page"`;

/** The body of an answer; a problem has been thrown before. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
