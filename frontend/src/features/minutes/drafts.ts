/** What is typed stays on this device until it is saved; it goes when the person signs out. */
export interface Kept<T> {
  value: T;
  /** What it was written over, and that one's version. */
  base: T;
  version: number;
}

const keyOf = (name: string) => `unmn.draft.minutes.${name}`;

export function readDraft<T>(name: string): Kept<T> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(name)) ?? "null") as Kept<T> | null;
    return kept && typeof kept.version === "number" && kept.value !== undefined ? kept : null;
  } catch {
    localStorage.removeItem(keyOf(name));
    return null;
  }
}

export function writeDraft<T>(name: string, kept: Kept<T>): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(kept));
  } catch {
    // a full device keeps the text on the page; saving is still possible
  }
}

export const dropDraft = (name: string): void => localStorage.removeItem(keyOf(name));

export const clock = (): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date());
