import { words } from "virtual:mail-words";
import type { Language } from "./strings";

/** The field's own word for a value of the API. */
export const word = (of: string, value: string, spoken: Language): string => words[`${of}.${value}`]?.[spoken] ?? value;
