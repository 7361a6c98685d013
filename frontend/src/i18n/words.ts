import { type Language, useLanguage } from ".";
import { termsIn } from "./chosen";

/** The field's own word for a value of the API: `word("decision.state", "open")`. */
export const word = (of: string, value: string | null | undefined, spoken: Language): string =>
  value ? (termsIn(spoken)?.[`${of}.${value}`] ?? value) : "–";

export function useWord() {
  const spoken = useLanguage();
  return (of: string, value: string | null | undefined) => word(of, value, spoken);
}
