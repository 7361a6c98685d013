import { LANGUAGES } from "../../i18n";
import type { Values } from "../../ui/Form";
import { parse } from "./numbers";
import type { Candidate, IndicatorRead } from "./queries";

/** What is chosen in the form beside its plain fields. */
export interface Draft {
  reporters: string[];
  objectives: number[];
  dimensions: string[];
  codes: { framework: string; code: string }[];
  targets: { period: string; value: string }[];
}

export const draftOf = (found?: IndicatorRead, candidate?: Candidate): Draft => ({
  reporters: found?.reporters.map((each) => each.organisation_id) ?? [],
  objectives: found?.objectives ?? candidate?.objectives ?? [],
  dimensions: found?.dimensions.map((each) => each.code).filter((code) => code !== "place") ?? [],
  codes:
    found?.codes.map(({ framework, code }) => ({ framework, code })) ??
    (candidate ? [{ framework: "sdg", code: candidate.code }] : []),
  targets: found?.targets.map(({ period, value }) => ({ period, value })) ?? [],
});

/** What is typed, as the API takes it; a number that is none goes as it was typed, and the server says so at its field. */
export function bodyOf(values: Values, draft: Draft, spoken: "en" | "ru" | "tk") {
  const exact = (text: string | undefined) => {
    const number = parse(text ?? "", spoken);
    return number === undefined ? (text ?? "") : number;
  };
  const texts = (name: string) =>
    Object.fromEntries(LANGUAGES.map((each) => [each, values[`${name}_${each}`]?.trim() || null]));
  const definition = texts("definition");
  const pair = values.kind !== "quantity";
  return {
    code: values.code?.trim(),
    title: texts("title"),
    definition: Object.values(definition).some(Boolean) ? definition : null,
    ...(values.kind ? { kind: values.kind, decimals: Number(values.decimals), frequency: values.frequency } : {}),
    ...(values.kind && pair ? { part_decimals: Number(values.part_decimals), per: Number(values.per) || 1 } : {}),
    unit: texts("unit"),
    direction: values.direction,
    accumulates: values.accumulates,
    counts_people: values.counts_people === "yes",
    baseline: values.baseline_period
      ? {
          period: values.baseline_period.trim(),
          value: exact(values.baseline_value),
          note: values.baseline_note?.trim() || null,
        }
      : null,
    targets: draft.targets
      .filter((each) => each.period.trim() || each.value.trim())
      .map((each) => ({ period: each.period.trim(), value: exact(each.value) })),
    source: values.source?.trim() || null,
    method: values.method?.trim() || null,
    responsible_id: values.responsible_id || null,
    reporter_ids: draft.reporters.filter((each) => each !== values.responsible_id),
    codes: draft.codes.filter((each) => each.code.trim()),
    objectives: draft.objectives,
    sdg_targets: (values.sdg_targets ?? "").split(/[\s,;]+/).filter(Boolean),
    dimensions: draft.dimensions,
    by_place: values.by_place === "on",
    visibility: values.visibility,
  };
}
