import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day, moment } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { Loaded, Needs, Written } from "../../ui/parts";
import { listed } from "./parts";
import { type Offered, type Rhythm as Read, type RhythmQuarter, rhythm } from "./rhythm.queries";
import { strings as own } from "./rhythm.strings";
import { strings } from "./strings";

interface Props {
  /** The first year shown; this one without. */
  year?: number;
  keepDates: () => void;
}

/** Four quarters per year: the shape and the word tell, colour comes third. Dates beside the UNCT's can be taken. */
export function Rhythm({ year, keepDates }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(rhythm(net, year));
  return (
    <section className="stack plan" aria-label={t("rhythm")}>
      <h2>{t("rhythm")}</h2>
      <Loaded query={query}>
        {(read) => (
          <>
            {read.needs.length > 0 && <Needs needs={read.needs} />}
            {read.years.map((each) => (
              <Year key={each.year} of={each} read={read} />
            ))}
            <Below read={read} keepDates={keepDates} shown={year} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Below({ read, keepDates, shown }: { read: Read; keepDates: () => void; shown?: number }) {
  const t = useStrings(own);
  const spoken = useLanguage();
  const first = read.years[0]?.year ?? 0;
  const last = read.years.at(-1)?.year ?? 0;
  const since = Number(read.established_on?.slice(0, 4) ?? 2000);
  const people = read.officers.map((each) => `${each.person} (${each.organisation})`);
  const to = (year?: number) => (before: Record<string, unknown>) => ({ ...before, plan: year }) as never;
  return (
    <>
      <div className="row acts">
        {first > since && (
          <Link className="btn small" to="." search={to(first - 1)}>
            {t("earlier", { year: first - 1 })}
          </Link>
        )}
        {shown && (
          <Link className="btn small" to="." search={to()}>
            {t("thisYear")}
          </Link>
        )}
        {last <= Number(read.today.slice(0, 4)) && (
          <Link className="btn small" to="." search={to(last + 1)}>
            {t("later", { year: last + 1 })}
          </Link>
        )}
        {read.may.includes("keep_unct") && (
          <button type="button" className="btn small" onClick={keepDates}>
            {t("keepDates")}
          </button>
        )}
        <button type="button" className="btn plain small" onClick={() => print()}>
          {t("printPlan")}
        </button>
      </div>
      {!read.may.includes("draft") && people.length > 0 && (
        <p className="small">{t("whoCalls", { people: listed(people, spoken) })}</p>
      )}
    </>
  );
}

function Year({ of, read }: { of: Read["years"][number]; read: Read }) {
  const t = useStrings(strings);
  return (
    <div className="year">
      <h3>
        {of.year}
        {of.due > 0 && <span className="quiet"> · {t("keptSentence", { held: of.held, due: of.due })}</span>}
      </h3>
      <ol className="rhythm">
        {of.quarters.map((each) => (
          <Quarter key={each.quarter} of={each} read={read} />
        ))}
      </ol>
      <Offers of={of} read={read} />
    </div>
  );
}

function Quarter({ of, read }: { of: RhythmQuarter; read: Read }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const spoken = useLanguage();
  const net = useNet();
  return (
    <li data-state={of.state}>
      <span className="row">
        <QuarterMark state={of.state} />
        <strong>{t("quarter", { quarter: of.quarter })}</strong>
      </span>
      <span>{o(`q_${of.state}`)}</span>
      {of.meetings.map((meeting) => (
        <span key={meeting.id} className="held">
          <Link to={links.meeting(net, meeting.id)}>{day(meeting.starts_at, spoken)}</Link>{" "}
          <span className="small">
            <Written text={meeting.title} />
          </span>
        </span>
      ))}
      {of.state === "missed" && <Mend read={read} />}
      {of.unct_meetings.map((each) => (
        <span key={each.id} className="small unct">
          <abbr title={o("unctLong")}>{o("unct")}</abbr> {day(each.meets_on, spoken)}
          {each.begins && `, ${each.begins}–${each.ends}`}
        </span>
      ))}
    </li>
  );
}

/** What can be done about a meeting that was not held. */
function Mend({ read }: { read: Read }) {
  const t = useStrings(strings);
  const panel = read.may.includes("draft") ? "new" : "ask";
  if (read.may.length === 0) return null;
  return (
    <Link className="no-print" to="." search={{ panel } as never}>
      {t(panel === "new" ? "draft" : "ask")}
    </Link>
  );
}

/** The dates of the first quarter that still wants a meeting; the others show theirs when they are opened. */
function Offers({ of, read }: { of: Read["years"][number]; read: Read }) {
  const o = useStrings(own);
  const wanting = of.quarters.filter((each) => each.offered.length > 0);
  if (wanting.length === 0) return null;
  return (
    <div className="offers no-print">
      {wanting.map((each, at) => (
        <details key={each.quarter} open={at === 0}>
          <summary>{o("offeredIn", { quarter: each.quarter, year: each.year })}</summary>
          <ul>
            {each.offered.map((slot) => (
              <Offer key={slot.starts_at} slot={slot} read={read} />
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function Offer({ slot, read }: { slot: Offered; read: Read }) {
  const o = useStrings(own);
  const spoken = useLanguage();
  const panel = read.may.includes("draft") ? "new" : read.may.includes("request") ? "ask" : null;
  const at = moment(slot.starts_at, spoken);
  const search = { panel, at: slot.starts_at, until: slot.ends_at, unct: slot.unct_meeting_id ?? undefined };
  return (
    <li>
      <span>
        <time dateTime={slot.starts_at}>
          {at}–{moment(slot.ends_at, spoken).slice(-5)}
        </time>{" "}
        <span className="small">
          {o(`beside_${slot.beside}`)}
          {slot.short_notice && (
            <>
              {" · "}
              <Icon name="warning" size={14} /> {o("shortNotice")}
            </>
          )}
        </span>
      </span>
      {panel && (
        <Link
          className="btn small"
          to="."
          search={search as never}
          aria-label={o(panel === "new" ? "draftOn" : "askOn", { day: at })}
        >
          {o(panel === "new" ? "draftShort" : "askShort")}
        </Link>
      )}
    </li>
  );
}

type State = RhythmQuarter["state"];

const TONE: Record<State, string> = {
  held: "green",
  convened: "petrol",
  drafted: "petrol",
  due: "ochre",
  open: "grey",
  free: "grey",
  missed: "ochre",
  before: "grey",
};

/** Held: a disc with a tick. Convened: a ring with a dot. Drafted: a dashed ring with a dot. Due: a ring with a hand.
 * Open: dashed. Missed: a gap in the ring. Free and before: a bar. */
function QuarterMark({ state }: { state: State }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
  const dashed = { ...line, strokeDasharray: "3.4 3.2" };
  return (
    <svg className={`mark tone-${TONE[state]}`} viewBox="0 0 24 24" aria-hidden="true">
      {state === "held" && (
        <>
          <circle cx="12" cy="12" r="10" fill="currentColor" />
          <path d="M7.5 12.3 10.7 15.5 16.5 9" {...line} stroke="var(--surface)" />
        </>
      )}
      {(state === "convened" || state === "drafted") && (
        <>
          <circle cx="12" cy="12" r="9" {...(state === "convened" ? line : dashed)} />
          <circle cx="12" cy="12" r="4" fill="currentColor" />
        </>
      )}
      {state === "due" && (
        <>
          <circle cx="12" cy="12" r="9" {...line} />
          <path d="M12 7v5l3 2" {...line} />
        </>
      )}
      {state === "open" && <circle cx="12" cy="12" r="9" {...dashed} />}
      {state === "missed" && <path d="M6 5.3a9 9 0 0 0 0 13.4M18 5.3a9 9 0 0 1 0 13.4M12 8v5M12 16v.1" {...line} />}
      {(state === "before" || state === "free") && <path d="M8 12h8" {...line} />}
    </svg>
  );
}
