/** What the register can be narrowed by; every one is in the address, under the API's own name. */
export const FILTERS = [
  "q",
  "state",
  "kind",
  "year",
  "objective",
  "organisation_id",
  "value",
  "from_on",
  "until_on",
  "superseded",
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Narrowed = Partial<Record<FilterName, string>>;

/** Those behind “More”: the page opens them when one is set. */
export const FURTHER: FilterName[] = ["objective", "organisation_id", "value", "from_on", "until_on", "superseded"];

/** The address's own filters, without whatever else stands in it. */
export function narrowed(search: Record<string, unknown>): Narrowed {
  const found: Narrowed = {};
  for (const name of FILTERS) {
    const value = search[name];
    if (value !== undefined && value !== null && value !== "") found[name] = String(value);
  }
  return found;
}

/** The same for an export: exactly what the list shows. */
export function exportOf(network: string, format: "xlsx" | "csv" | "pdf", language: string, shown: Narrowed): string {
  const query = new URLSearchParams({ format, language, ...shown });
  return `/api/v1/networks/${network}/decisions/export?${query}`;
}

/** The years that a register can have, newest first. */
export function years(now: number, first: string | null | undefined): string[] {
  const last = new Date(now).getUTCFullYear();
  const begin = Math.min(Number(first?.slice(0, 4)) || last, last);
  return Array.from({ length: last - begin + 1 }, (_, back) => String(last - back));
}
