import { type ReactNode, useEffect, useRef, useState } from "react";
import { type LocalisedText, useLanguage, useStrings, written } from "../i18n";
import { common } from "../i18n/common";
import { left, moment, PLACE } from "../i18n/format";
import { usePlaceName } from "../i18n/place";
import { Icon } from "./Icon";

export { Bones, Loaded, ProblemNote } from "./Problem";

export interface Need {
  key: string;
  sentence: string;
}

/** What is missing, in the server's words; always in the same place, never a toast. */
export function Needs({ needs, children }: { needs: Need[]; children?: ReactNode }) {
  const t = useStrings(common);
  const met =
    needs.length === 0 ||
    [
      "adopt",
      "adopt-both",
      "open",
      "all-answered",
      "on-record",
      "meeting-convene",
      "meeting-ready",
      "minutes-adopt",
      "minutes-wait",
      "objective-none",
      "proposal-consult",
      "proposal-endorse",
      "proposal-submit",
      "workplan-adopt",
    ].includes(needs[0]?.key ?? "");
  return (
    <div className={met ? "needs met" : "needs"} role="status">
      <Icon name={met ? "tick" : "wait"} size={24} />
      <ul>
        {needs.length === 0 && <li>{t("nothingMissing")}</li>}
        {needs.map((need) => (
          <li key={need.sentence}>{need.sentence}</li>
        ))}
      </ul>
      {children}
    </div>
  );
}

export type Tone = "wait" | "good" | "bad" | "info" | "";

export const Chip = ({ tone = "", children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`chip ${tone}`}>{children}</span>
);

/** A text that people wrote, marked with its language where that is not the reader's. */
export function Written({ text }: { text: LocalisedText | null | undefined }) {
  const spoken = useLanguage();
  const found = written(text, spoken);
  return <span lang={found.lang === spoken ? undefined : found.lang}>{found.text}</span>;
}

interface MomentProps {
  at: string;
  /** Where the network is, if not at the first duty station. */
  zone?: string;
  place?: string;
}

/** An instant at the duty station, and the reader's own time after it where that differs. */
export function Moment({ at, zone = PLACE, place }: MomentProps) {
  const spoken = useLanguage();
  const t = useStrings(common);
  const placeName = usePlaceName();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const there = moment(at, spoken, zone);
  const here = moment(at, spoken, own);
  const named = place ?? placeName(zone);
  return (
    <time dateTime={at}>
      {there} {own === zone || there === here ? `(${named})` : `(${named}; ${here.slice(-5)} ${t("yourTime")})`}
    </time>
  );
}

/** The reader's clock, corrected by the server's; ticks while something is awaited. */
export function useNow(serverTime?: string, every = 15_000): number {
  const offset = useRef(0);
  if (serverTime) offset.current = new Date(serverTime).getTime() - Date.now();
  const [now, setNow] = useState(() => Date.now() + offset.current);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + offset.current), every);
    return () => clearInterval(timer);
  }, [every]);
  return Math.max(now, Date.now() + offset.current);
}

export function Left({ until, now }: { until: string; now: number }) {
  const t = useStrings(common);
  const rest = left(until, now);
  return <>{rest ? t(rest.unit, { count: rest.count }) : t("over")}</>;
}

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The next page of a list, while there is one. */
export function More({ query }: { query: Paged }) {
  const t = useStrings(common);
  if (!query.hasNextPage) return null;
  return (
    <div>
      <button type="button" className="btn" disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t("showMore")}
      </button>
    </div>
  );
}

/** Words that changed: added underlined, removed struck; both are told to screen readers. */
export function Words({
  tokens,
  show,
}: {
  tokens: { op: string; text: string }[];
  show?: (text: string) => ReactNode;
}) {
  const t = useStrings(common);
  let at = 0;
  return (
    <>
      {tokens.map((token) => {
        at += 1;
        if (token.op === "equal") return <span key={at}>{show?.(token.text) ?? token.text}</span>;
        const Tag = token.op === "insert" ? "ins" : "del";
        return (
          <Tag key={at}>
            <span className="sr"> [{t(token.op === "insert" ? "added" : "removed")}: </span>
            {show?.(token.text) ?? token.text}
            <span className="sr">] </span>
          </Tag>
        );
      })}
    </>
  );
}
