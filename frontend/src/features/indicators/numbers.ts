import type { Language } from "../../i18n";
import { number } from "../../i18n/format";

/** Exact numbers as the API writes them: "62.4". Nothing here is ever a float. */

const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g;
const BLANK = new Set(["", "-", "–", "—", "−"]);

/** What was typed: an exact number; null for blank; undefined for what is no number. */
export type Typed = string | null | undefined;

/**
 * A number as people type and paste it. Decimal comma or point: with both, the last one is the decimal sign; with one
 * alone, a Russian or Turkmen reader's comma is decimal, an English reader's comma before three digits is a group.
 */
export function parse(typed: string, spoken: Language): Typed {
  const text = typed.trim();
  if (BLANK.has(text)) return null;
  const found = /^([-−+]?)([\d.,\s\u00a0\u2007\u2009\u202f'’]*\d[\d.,\s\u00a0\u2007\u2009\u202f'’]*)%?$/.exec(text);
  if (!found) return undefined;
  const body = (found[2] ?? "").trim();
  const sign = decimalSign(body, spoken);
  const at = sign ? body.lastIndexOf(sign) : body.length;
  const whole = wholeOf(body.slice(0, at));
  const rest = body.slice(at + 1).replace(SPACES, "");
  if (whole === undefined || (sign && !/^\d+$/.test(rest))) return undefined;
  const plain = tidy(whole, rest);
  return found[1] && found[1] !== "+" && plain !== "0" ? `-${plain}` : plain;
}

function decimalSign(text: string, spoken: Language): "," | "." | null {
  const comma = text.lastIndexOf(",");
  const dot = text.lastIndexOf(".");
  if (comma < 0 && dot < 0) return null;
  if (comma >= 0 && dot >= 0) return comma > dot ? "," : ".";
  const sign = comma >= 0 ? "," : ".";
  if (text.split(sign).length > 2) return null;
  const grouped = /^[1-9]\d{0,2}$/.test(text.slice(0, text.indexOf(sign)).trim()) && /[.,]\d{3}$/.test(text);
  return grouped && sign === "," && spoken === "en" ? null : sign;
}

function wholeOf(text: string): string | undefined {
  const plain = text.replace(SPACES, " ").trim();
  if (plain === "") return "0";
  if (/^\d+$/.test(plain)) return plain;
  for (const sign of [" ", ",", "."]) {
    const groups = plain.split(sign);
    if (groups.length > 1 && /^\d{1,3}$/.test(groups[0] ?? "") && groups.slice(1).every((each) => /^\d{3}$/.test(each)))
      return groups.join("");
  }
  return undefined;
}

const tidy = (whole: string, rest: string) => {
  const left = whole.replace(/^0+(?=\d)/, "");
  const right = rest.replace(/0+$/, "");
  return right ? `${left}.${right}` : left;
};

/** How many decimals it has. */
export const decimalsOf = (exact: string): number => (exact.split(".")[1] ?? "").length;

/** As a whole number of the smallest parts, for sums. */
export function scaled(exact: string, decimals: number): bigint {
  const [whole = "0", rest = ""] = exact.replace("-", "").split(".");
  const size = BigInt(whole + rest.padEnd(decimals, "0").slice(0, decimals));
  return exact.startsWith("-") ? -size : size;
}

export function unscaled(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const text = tidy(digits.slice(0, digits.length - decimals), decimals ? digits.slice(-decimals) : "");
  return value < 0n && text !== "0" ? `-${text}` : text;
}

/** A sum that leaves blanks out; blank where everything is. */
export function sum(values: (string | null)[], decimals: number): string | null {
  const known = values.filter((each): each is string => each !== null);
  if (known.length === 0) return null;
  return unscaled(
    known.reduce((so, each) => so + scaled(each, decimals), 0n),
    decimals,
  );
}

/** Numerator of denominator, times a factor, rounded half away from zero. Blank where one is, or of zero. */
export function quotient(
  numerator: string | null,
  denominator: string | null,
  factor: number,
  decimals: number,
): string | null {
  if (numerator === null || denominator === null) return null;
  const finest = Math.max(decimalsOf(numerator), decimalsOf(denominator));
  const below = scaled(denominator, finest);
  if (below === 0n) return null;
  const above = scaled(numerator, finest) * BigInt(factor) * 10n ** BigInt(decimals);
  const negative = above < 0n !== below < 0n;
  const [a, b] = [above < 0n ? -above : above, below < 0n ? -below : below];
  const rounded = (2n * a + b) / (2n * b);
  return unscaled(negative ? -rounded : rounded, decimals);
}

/** As it stands in a field that is edited: the reader's decimal sign, no groups. */
export const plain = (exact: string | null, spoken: Language): string =>
  exact === null ? "" : spoken === "en" ? exact : exact.replace(".", ",");

/** With groups and as many decimals as it has, at least `least`. */
export const told = (exact: string | null | undefined, spoken: Language, least = 0): string =>
  exact === null || exact === undefined ? "–" : number(exact, spoken, Math.max(least, decimalsOf(exact)));
