import type { components } from "../api/schema.gen";

type Schemas = components["schemas"];
export type Link = Schemas["PositionLinkRead"];
export type Receipt = Schemas["PositionReceipt"];
export type Use = Schemas["PositionLinkUse"];
export type Value = Schemas["PositionValue"];

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
  value?: Value | null;
  answered_at?: string | null;
  deadline_at?: string;
  organisation?: string;
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
const token = location.pathname.split("/")[2] ?? "";

async function ask<T>(method: "GET" | "POST", language: string, body?: Use): Promise<T> {
  let answer: Response;
  let read: unknown;
  try {
    answer = await fetch(`/api/v1/position-links/${encodeURIComponent(token)}`, {
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

export const open = (language: string) => ask<Link>("GET", language);
export const record = (language: string, body: Use) => ask<Receipt>("POST", language, body);

/** What was typed, kept on this device until it is recorded; by the link, so that two rounds never mix. */
const KEY = `unmn.p.${token.slice(0, 22)}`;
export const draft = {
  read: (): Record<string, string> => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, string>;
    } catch {
      return {};
    }
  },
  keep: (values: Record<string, string>) => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(values));
    } catch {
      // A browser without storage keeps it on the page alone.
    }
  },
  forget: () => {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There was none.
    }
  },
};
