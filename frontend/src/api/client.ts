import createClient, { type Middleware } from "openapi-fetch";
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

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", language());
    if (request.method === "POST") request.headers.set("Idempotency-Key", crypto.randomUUID());
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok || response.status === 304) return undefined;
    if (response.status === 401 && !request.url.includes("/auth/")) window.dispatchEvent(new Event(SIGNED_OUT));
    if (response.status === 412) window.dispatchEvent(new Event(STALE));
    if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
      throw new Problem((await response.json()) as ProblemBody);
    }
    throw new Problem({
      type: "/problems/unavailable",
      title: response.statusText,
      status: response.status,
      detail: "",
    });
  },
};

export const api = createClient<paths>({ baseUrl: "/", fetch: (request) => fetch(request) });
api.use(manners);

/** If-Match of a resource as it was read: its own version. */
export const ifMatch = (version: number) => `"${version}-page"`;

/** The body of an answer; a problem has been thrown before. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
