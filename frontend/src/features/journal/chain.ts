import type { Schemas } from "../../api/client";

export type Entry = Schemas["JournalEntryRead"];
export const GENESIS = "0".repeat(64);

/** What an entry's hash is taken over: the JSON list that the contract names, as compact text. */
export const sealed = (
  previous: string,
  entry: Omit<Entry, "about" | "sentence" | "organisation" | "payload">,
): string =>
  JSON.stringify([
    previous,
    entry.seq,
    entry.at,
    entry.kind,
    entry.subject,
    entry.subject_id,
    entry.actor_id ?? "",
    entry.digest,
  ]);

/** SHA-256 by the browser itself; null where it has none (a page that is not served securely). */
export async function sha256(text: string): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const follows = async (previous: string, entry: Entry): Promise<boolean | null> => {
  const found = await sha256(sealed(previous, entry));
  return found === null ? null : found === entry.hash;
};
