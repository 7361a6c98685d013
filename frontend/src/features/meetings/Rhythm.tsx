import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { type Dated, type QuarterState, rhythm, yearsOf } from "./quarters";
import { strings } from "./strings";

interface Props {
  meetings: Dated[];
  since: string | null;
  now: number;
  /** What the reader can do about a quarter that was missed. */
  mend?: ReactNode;
}

/** Four quarters per year: the shape and the word tell, colour comes third. */
export function Rhythm({ meetings, since, now, mend }: Props) {
  const t = useStrings(strings);
  const years = yearsOf(meetings, now);
  return (
    <section className="stack" aria-label={t("rhythm")}>
      <h2>{t("rhythm")}</h2>
      {years.map((year) => (
        <Year key={year} year={year} meetings={meetings} since={since} now={now} mend={mend} />
      ))}
    </section>
  );
}

function Year({ year, meetings, since, now, mend }: Props & { year: number }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const quarters = rhythm(meetings, year, now, since);
  const due = quarters.filter((each) => each.state === "held" || each.state === "missed").length;
  const held = quarters.filter((each) => each.state === "held").length;
  return (
    <div className="year">
      <p>
        <strong>{year}</strong>
        {due > 0 && <span className="quiet"> · {t("keptSentence", { held, due })}</span>}
      </p>
      <ol className="rhythm">
        {quarters.map(({ quarter, state, meeting }) => (
          <li key={quarter} data-state={state}>
            <span className="row">
              <QuarterMark state={state} />
              <strong>{t("quarter", { quarter })}</strong>
            </span>
            <span>{t(`q_${state}`)}</span>
            {state === "missed" && mend}
            {meeting?.starts_at && <Link to={links.meeting(net, meeting.id)}>{day(meeting.starts_at, spoken)}</Link>}
          </li>
        ))}
      </ol>
    </div>
  );
}

const TONE: Record<QuarterState, string> = {
  held: "green",
  convened: "petrol",
  open: "grey",
  missed: "ochre",
  before: "grey",
};

/** Held: filled with a tick. Convened: a ring with a dot. Open: dashed. Missed: a gap in the ring. Before: a bar. */
function QuarterMark({ state }: { state: QuarterState }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
  return (
    <svg className={`mark tone-${TONE[state]}`} viewBox="0 0 24 24" aria-hidden="true">
      {state === "held" && (
        <>
          <circle cx="12" cy="12" r="10" fill="currentColor" />
          <path d="M7.5 12.3 10.7 15.5 16.5 9" {...line} stroke="var(--surface)" />
        </>
      )}
      {state === "convened" && (
        <>
          <circle cx="12" cy="12" r="9" {...line} />
          <circle cx="12" cy="12" r="4" fill="currentColor" />
        </>
      )}
      {state === "open" && <circle cx="12" cy="12" r="9" {...line} strokeDasharray="3.4 3.2" />}
      {state === "missed" && <path d="M6 5.3a9 9 0 0 0 0 13.4M18 5.3a9 9 0 0 1 0 13.4M12 8v5M12 16v.1" {...line} />}
      {state === "before" && <path d="M8 12h8" {...line} />}
    </svg>
  );
}
