import type { components } from "../api/schema.gen";

/** What the server refused, with the facts that this page speaks of. */
export interface Refusal {
  type: string;
  title: string;
  detail: string;
  status: number;
  request_id: string;
  errors?: { pointer: string; detail: string }[];
  language?: string;
  sign_in?: string;
  write_to?: string[];
  value?: components["schemas"]["PositionValue"] | components["schemas"]["Answer"] | null;
  answered_at?: string | null;
  deadline_at?: string;
  organisation?: string;
  whose?: string;
  starts_at?: string;
  number?: string;
  seconds?: number;
}

export class Refused extends Error {
  constructor(readonly body: Refusal) {
    super(body.type);
  }
}

/** The line is down, or too slow to be waited for: nobody knows whether anything arrived. */
export class Lost extends Error {}

const PATIENCE = 30_000;
/** The secret of the address: what follows the first part. */
export const token = location.pathname.split("/")[2] ?? "";

/** Ask the server about this link; `where` says whose links they are. */
export async function ask<T>(where: string, method: "GET" | "POST", language: string, body?: unknown): Promise<T> {
  let answer: Response;
  let read: unknown;
  try {
    answer = await fetch(`/api/v1/${where}/${encodeURIComponent(token)}`, {
      method,
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      headers: { "Accept-Language": language, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : null,
    });
    read = await answer.json();
  } catch {
    throw new Lost();
  }
  if (answer.status >= 502) throw new Lost();
  if (!answer.ok) throw new Refused(read as Refusal);
  return read as T;
}
