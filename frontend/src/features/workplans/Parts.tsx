import { useLanguage, useStrings } from "../../i18n";
import { number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import type { Status } from "./model";
import { type Cents, type Measure, plain, type Sum, share, thousands, written } from "./money";
import { strings } from "./strings";

const SHAPES: Record<Status, string> = {
  completed: "M5.5 9.2 8 11.7 12.6 6.6",
  ongoing: "M7.3 5.9v6.2l5-3.1z",
  yet_to_start: "",
  cancelled: "M4.2 13.8 13.8 4.2",
};

/** A shape and, for those who do not see it, a word. */
export function StatusMark({ status, word: shown }: { status: Status; word?: boolean }) {
  const word = useWord();
  const name = word("activity.status", status);
  return (
    <span className="wp-status" data-status={status}>
      <svg
        width="18"
        height="18"
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <circle cx="9" cy="9" r="7" strokeDasharray={status === "yet_to_start" ? "2.6 2.4" : undefined} />
        <path d={SHAPES[status]} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span className={shown ? undefined : "sr"}>{name}</span>
    </span>
  );
}

/** Blank is a dash, zero is 0. */
export function useAmount() {
  const spoken = useLanguage();
  return (cents: Cents | null | undefined): string =>
    cents === null || cents === undefined ? "–" : number(plain(cents), spoken, plain(cents).includes(".") ? 2 : 0);
}

/** An amount in a sentence. */
export function useMoney() {
  const spoken = useLanguage();
  return (cents: Cents | null): string => {
    if (cents === null) return "–";
    const amount = number(written((cents / 100n) * 100n), spoken);
    return { en: `USD ${amount}`, ru: `${amount} долл. США`, tk: `${amount} ABŞ dollary` }[spoken];
  };
}

/** What is there, and what is not yet, of what is required. */
export function MoneyBar({ sum, width = 40 }: { sum: Sum; width?: number }) {
  const whole = sum.required ?? 0n;
  const there = (share(sum.available, whole) * width) / 1000;
  return (
    <svg className="wp-bar" width={width} height="6" viewBox={`0 0 ${width} 6`} aria-hidden="true">
      {sum.required !== null && (
        <>
          <rect className="rest" width={width} height="6" rx="2" />
          <rect className="have" width={Math.min(there, width)} height="6" rx="2" />
        </>
      )}
    </svg>
  );
}

/** To mobilise in thousands; less than a half is told as such, never as nothing. */
export function Thousands({ cents }: { cents: Cents | null }) {
  const spoken = useLanguage();
  if (cents === null) return <>–</>;
  if (cents > 0n && cents < 50_000n) return <>&lt;1</>;
  return <>{number(thousands(cents), spoken)}</>;
}

export function Totals({ sum }: { sum: Sum }) {
  const t = useStrings(strings);
  return (
    <p className="wp-totals">
      {(["required", "available", "mobilise"] as (Measure | "mobilise")[]).map((each) => (
        <span key={each} data-sum={each}>
          {t(each)}{" "}
          <strong>
            <Thousands cents={sum[each]} />
          </strong>
        </span>
      ))}
      <span className="small">{t("thousand")}</span>
    </p>
  );
}
