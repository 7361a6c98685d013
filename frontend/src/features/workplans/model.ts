import type { Measure, Sum } from "./money";

/** What the views show: one shape for table, Gantt, cards and print, whatever the API's answers look like. */
export type Status = "yet_to_start" | "ongoing" | "completed" | "cancelled";
export const STATUSES: Status[] = ["completed", "ongoing", "yet_to_start", "cancelled"];

export interface Agency {
  id: string;
  acronym: string;
}

export interface Span {
  starts_on: string;
  ends_on: string;
}

export interface Activity {
  id: string;
  plan: string;
  version: number;
  code: string;
  title: string;
  output: string;
  lead: Agency | null;
  contributors: Agency[];
  status: Status;
  starts_on: string | null;
  ends_on: string | null;
  forecast: Span | null;
  objectives: number[];
  places: string[];
  money: Sum;
  due: { quarter: string; from: Agency[] } | null;
  edits: boolean;
  updates: boolean;
}

export interface Result {
  id: string;
  kind: "outcome" | "output";
  version: number;
  code: string;
  title: string;
  parent: string | null;
}

export interface Row {
  id: string;
  level: number;
  parent: string | null;
  open?: boolean;
  result?: Result;
  activity?: Activity;
  money: Sum;
}

export interface Filter {
  agency?: string;
  objective?: number;
  region?: string;
}

export const takesPart = (activity: Activity, agency: string): boolean =>
  activity.lead?.id === agency || activity.contributors.some((each) => each.id === agency);

export const fits = (activity: Activity, { agency, objective, region }: Filter): boolean =>
  (!agency || takesPart(activity, agency)) &&
  (!objective || activity.objectives.includes(Number(objective))) &&
  (!region || activity.places.includes(region));

/** The dates, where both are known. */
export const spanOf = ({ starts_on, ends_on }: Activity): Span | null =>
  starts_on && ends_on ? { starts_on, ends_on } : null;

/** Every organisation of the plan once, by its short name. */
export const agenciesOf = (activities: Activity[]): Agency[] =>
  [
    ...new Map(
      activities
        .flatMap((each) => (each.lead ? [each.lead, ...each.contributors] : each.contributors))
        .map((each) => [each.id, each]),
    ).values(),
  ].sort((one, other) => (one.acronym < other.acronym ? -1 : 1));

/** "7, 21" in whatever way it is written; what is no objective is left to the server to refuse. */
export const numbersOf = (typed: string): number[] =>
  typed
    .split(/[\s,;]+/)
    .filter((each) => each)
    .map(Number);

export type Field = "title" | "lead_id" | "starts_on" | "ends_on" | "objectives";
export const MONEY: (Measure | "mobilise")[] = ["required", "available", "mobilise"];

/** What stands in a field of a row, as it is typed. */
export function textOf(row: Row, field: Field): string {
  if (row.result) return field === "title" ? row.result.title : "";
  const found = row.activity;
  if (!found) return "";
  if (field === "lead_id") return found.lead?.id ?? "";
  if (field === "objectives") return found.objectives.join(", ");
  return found[field] ?? "";
}

/** Every place of the plan once. */
export const placesOf = (activities: Activity[]): string[] =>
  [...new Set(activities.flatMap((each) => each.places))].sort();
