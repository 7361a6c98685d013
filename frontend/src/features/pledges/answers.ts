import type { Language } from "../../i18n";
import { day, money } from "../../i18n/format";
import type { FieldRead, PledgeRead } from "./queries";

export type Answers = Record<string, unknown>;

/** Kept beside the answers: a person, an organisation, a file. */
export const BESIDE = ["contact", "pledging_entity", "file", "title"];
export const several = (field: Pick<FieldRead, "type" | "repeated">): boolean =>
  field.repeated || field.type === "multi_choice";

/** Whether a question is asked, given what was answered elsewhere: what depends on nothing always is. */
export function asked(field: Pick<FieldRead, "required_if">, answers: Answers): boolean {
  const conditions = Object.entries(field.required_if);
  return conditions.length === 0 || conditions.some(([key, values]) => values.includes(String(answers[key])));
}

/** Whether it must be answered now. */
export const wanted = (field: Pick<FieldRead, "required" | "required_if">, answers: Answers): boolean =>
  field.required || (Object.keys(field.required_if).length > 0 && asked(field, answers));

/** What the API takes for what was typed: nothing is null, money is an amount with its currency. */
export function answerOf(field: FieldRead, typed: string | unknown[]): unknown {
  if (Array.isArray(typed)) {
    if (typed.length === 0) return null;
    return field.type === "objective" ? typed.map(Number).sort((a, b) => a - b) : typed;
  }
  const text = typed.trim();
  if (text === "") return null;
  return field.type === "money" ? { amount: text.replace(/[\s ]/g, "").replace(",", "."), currency: "USD" } : text;
}

/** An answer as people read it; null where the question was left open. */
export function told(field: FieldRead, pledge: PledgeRead, spoken: Language): string | null {
  const value = pledge.answers[field.key] as unknown;
  if (value === undefined || value === null) return null;
  if (field.type === "money") return money(value as { amount: string; currency: string }, spoken);
  if (field.type === "date") return day(String(value), spoken);
  const labels = Object.fromEntries(field.choices.map((choice) => [choice.value, choice.label]));
  const names = field.type === "organisation" ? pledge.names : labels;
  return (Array.isArray(value) ? value : [value]).map((each) => names[String(each)] ?? String(each)).join(", ");
}
