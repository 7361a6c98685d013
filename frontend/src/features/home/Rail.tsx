import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { linkOf, links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment, number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Left, Written } from "../../ui/parts";
import type { HomeRead } from "./Home";
import { QuarterMark } from "./QuarterMark";
import { since } from "./seen";
import { strings } from "./strings";

/** The network at a glance: what comes, the year so far, the 23 objectives, what happened. */
export function Rail({ read, now, partner }: { read: HomeRead; now: number; partner: boolean }) {
  const t = useStrings(strings);
  return (
    <aside aria-label={t("rail")} className="rail">
      <Next read={read} now={now} none={t(partner ? "nextNotYours" : "nextNone")} />
      {read.rhythm.length > 0 && <Rhythm read={read} />}
      <Marks read={read} />
      {read.latest.length > 0 && <Latest read={read} />}
    </aside>
  );
}

function Next({ read, now, none }: { read: HomeRead; now: number; none: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const meeting = read.next_meeting;
  return (
    <section className="stack">
      <h2>{t("next")}</h2>
      {meeting ? (
        <>
          <p>
            <Link to={links.meeting(net, meeting.id)}>
              <Written text={meeting.title} />
            </Link>
            <br />
            <time dateTime={meeting.starts_at}>{moment(meeting.starts_at, spoken)}</time>
            <br />
            <span className="small">
              <Left until={meeting.starts_at} now={now} />
              {meeting.place && ` · ${meeting.place}`}
            </span>
          </p>
          <Answers answers={meeting.answers} />
          {meeting.answer && <p className="small">{t("yourAnswer", { answer: word("rsvp", meeting.answer) })}</p>}
        </>
      ) : (
        <p className="quiet">{none}</p>
      )}
    </section>
  );
}

const ANSWERS = { yes: "coming", maybe: "maybe", no: "notComing", open: "notSaid" } as const;

/** Who comes: a bar for the eye, the same in words for everybody. */
function Answers({ answers }: { answers: Record<keyof typeof ANSWERS, number> }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const all = Object.entries(ANSWERS) as [keyof typeof ANSWERS, (typeof ANSWERS)[keyof typeof ANSWERS]][];
  const total = all.reduce((sum, [key]) => sum + answers[key], 0);
  if (total === 0) return null;
  let at = 0;
  return (
    <figure className="stack">
      <svg className="answers" viewBox={`0 0 ${total * 10} 8`} preserveAspectRatio="none" aria-hidden="true">
        {all.map(([key]) => {
          const from = at;
          at += answers[key] * 10;
          return <rect key={key} className={key} x={from} y="0.5" width={answers[key] * 10} height="7" />;
        })}
      </svg>
      <figcaption>
        <span className="sr">{t("answers")}: </span>
        {all
          .filter(([key]) => answers[key] > 0)
          .map(([key, says]) => `${number(answers[key], spoken)} ${t(says)}`)
          .join(" · ")}
      </figcaption>
    </figure>
  );
}

function Rhythm({ read }: { read: HomeRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const count = (state: string) => read.rhythm.filter((quarter) => quarter.state === state).length;
  const missed = read.rhythm.some((quarter) => quarter.state === "missed");
  return (
    <section className="stack early">
      <div className="row">
        <h2 className="grow">{t("rhythm", { year: read.year })}</h2>
        <span className="small">{t("rhythmSum", { held: count("held"), convened: count("convened") })}</span>
      </div>
      <ol className="quarters">
        {read.rhythm.map((quarter) => (
          <li key={quarter.quarter} data-state={quarter.state}>
            <QuarterMark state={quarter.state} />
            <strong aria-hidden="true">{t("quarter", { number: quarter.quarter })}</strong>
            <span className="sr">{t("quarterLong", { number: quarter.quarter })}: </span>
            {quarter.meeting ? (
              <>
                <span className="sr">{t(`q_${quarter.state}`)} </span>
                <Link to={links.meeting(net, quarter.meeting.id)}>{short(quarter.meeting.starts_at, spoken)}</Link>
              </>
            ) : (
              <span>{t(`q_${quarter.state}`)}</span>
            )}
          </li>
        ))}
      </ol>
      {missed && (
        <p>
          <Link to={links.meetings(net)}>{t("ask")}</Link>
        </p>
      )}
    </section>
  );
}

/** A day without its year, which the heading says. */
const short = (at: string, spoken: Parameters<typeof day>[1]) => day(at, spoken).replace(/\s\d{4}( г\.)?$/, "");

function Marks({ read }: { read: HomeRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  return (
    <section className="stack">
      <h2>
        <Link className="quiet-link" to={links.objectives(net)}>
          {t("objectives")}
        </Link>
      </h2>
      <ul className="mini">
        {read.objectives.map((objective) => (
          <li key={objective.number}>
            <Link to={links.objective(net, objective.number)} data-r={objective.rating}>
              {objective.number}
              <span className="sr">: {word("objective.rating", objective.rating)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <ul className="legend-row small">
        {(["good_progress", "some_progress", "early", "not_assessed"] as const)
          .filter((rating) => read.ratings[rating] > 0)
          .map((rating) => (
            <li key={rating}>
              <i data-r={rating} aria-hidden="true" /> {read.ratings[rating]} {word("objective.rating", rating)}
            </li>
          ))}
      </ul>
    </section>
  );
}

function Latest({ read }: { read: HomeRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const [last] = useState(() => since(net, read.latest[0]?.seq ?? 0));
  const fresh = read.latest.filter((entry) => entry.seq > last);
  const before = read.latest.filter((entry) => entry.seq <= last);
  return (
    <section className="stack">
      <div className="row">
        <h2 className="grow">{t("latest")}</h2>
        <Link to={links.journal(net)}>{c("journal")}</Link>
      </div>
      {fresh.length > 0 ? <Entries entries={fresh} /> : <p className="quiet">{t("latestNone")}</p>}
      {before.length > 0 && (
        <>
          <h3 className="quiet">{t("earlier")}</h3>
          <Entries entries={before} />
        </>
      )}
    </section>
  );
}

function Entries({ entries }: { entries: HomeRead["latest"] }) {
  const net = useNet();
  const spoken = useLanguage();
  const today = day(new Date(), spoken);
  return (
    <ul className="latest">
      {entries.map((entry) => (
        <li key={entry.seq}>
          <time className="small" dateTime={entry.at}>
            {day(entry.at, spoken) === today ? moment(entry.at, spoken).slice(-5) : short(entry.at, spoken)}
          </time>
          {entry.about ? (
            <Link to={linkOf(net, entry.about.kind, entry.about.id, entry.about.number)}>{entry.sentence}</Link>
          ) : (
            <span>{entry.sentence}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
