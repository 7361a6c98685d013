import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import type { Values } from "../../ui/Form";
import { fromLocal, local, Moves } from "../../ui/Moves";
import { Bones, Chip, Loaded, Needs, Written } from "../../ui/parts";
import { OfMeeting } from "../actions/OfMeeting";
import { ofMeeting } from "../actions/queries";
import { Agenda } from "./Agenda";
import { strings as ways } from "./agenda.strings";
import { papersOf } from "./agendaQueries";
import { DecisionList } from "./DecisionList";
import { EditMeeting } from "./MeetingForm";
import "./meetings.css";
import "./agenda.css";
import { Papers } from "./Papers";
import { People } from "./People";
import { OwnAnswers, Span, Told } from "./parts";
import { calendarOf, decisionsOf, type MeetingRead, meeting, TONE } from "./queries";
import { strings as own } from "./rhythm.strings";
import { NotReached } from "./session/NotReached";
import { strings } from "./strings";

/** What runs a meeting is fetched when one runs, or is over. */
const Session = lazy(() => import("./session/Session").then((part) => ({ default: part.Session })));

/** Prepare, run and record one meeting on one page. */
export function Meeting() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(meeting(net, id));
  const c = useStrings(common);
  if (query.data) return <Opened found={query.data} />;
  return (
    <Page title={c("meetings")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Opened({ found }: { found: MeetingRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={written(found.title, spoken).text}
      visibility={found.visibility}
      trail={
        <>
          <Link to={links.meetings(net)}>{c("meetings")}</Link> / <strong>{found.number}</strong> ·{" "}
          {word("meeting.kind", found.kind)}
        </>
      }
      chip={
        <Chip tone={TONE[found.state]}>
          {word("meeting.state", found.state)}
          {found.state === "in_session" &&
            found.started_at &&
            ` ${t("since", { at: moment(found.started_at, spoken).slice(-5) })}`}
        </Chip>
      }
      acts={<Acts found={found} />}
    >
      <div className="body">
        <p className="row facts-line">
          {found.state === "requested" && found.starts_at && <span>{o("wishedFor")}:</span>}
          <Span from={found.starts_at} until={found.ends_at} />
          {found.place && <span>{found.place}</span>}
          <span>{word("meeting.modality", found.modality)}</span>
          <span>{found.languages.map((each) => NAMES[each as Language]).join(", ")}</span>
          {found.unct_meeting && <span>{o("heldBeside", { day: day(found.unct_meeting.meets_on, spoken) })}</span>}
          {found.link && (
            <a href={found.link} rel="noreferrer">
              {t("join")}
            </a>
          )}
          {found.starts_at && (
            <a href={calendarOf(net, found.id)} download="meeting.ics">
              {t("calendar")} (.ics)
            </a>
          )}
          {found.may.includes("edit") && (
            <button type="button" className="btn small" onClick={() => setEditing(true)}>
              {t("editMeeting")}
            </button>
          )}
        </p>
        <Reasons found={found} />
        {!["held", "cancelled", "deferred"].includes(found.state) || found.needs.length > 0 ? (
          <Needs needs={found.needs} />
        ) : null}
        <OwnAnswers found={found} />
        {(found.state !== "deferred" || found.agenda_items.length > 0) && <Parts found={found} />}
      </div>
      {editing && <EditMeeting found={found} close={() => setEditing(false)} />}
    </Page>
  );
}

/** Why it was asked for; why it was deferred or cancelled. All members see both. */
function Reasons({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const spoken = useLanguage();
  const net = useNet();
  if (!found.reason && !found.closing_reason && !found.moved_from_at) return null;
  return (
    <dl className="kv">
      {found.reason && (
        <>
          <dt>{t("askedBy", { organisation: found.requested_by ?? "–" })}</dt>
          <dd className="pre">{found.reason}</dd>
        </>
      )}
      {found.moved_from_at && (
        <>
          <dt>{o("movedFrom", { at: moment(found.moved_from_at, spoken) })}</dt>
          <dd className="pre">{found.moved_reason ?? "–"}</dd>
        </>
      )}
      {found.closing_reason && (
        <>
          <dt>{t(found.state === "cancelled" ? "whyCancelled" : "whyDeferred")}</dt>
          <dd className="pre">{found.closing_reason}</dd>
        </>
      )}
      {found.carried_to && (
        <>
          <dt>{o("carriedTo")}</dt>
          <dd>
            <Link to={links.meeting(net, found.carried_to.id)}>
              {found.carried_to.number} · <Written text={found.carried_to.title} />
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}

/** What stands in front: what comes next, then what changes it. */
function mainOf(found: MeetingRead): string[] {
  if (found.state === "in_session") return []; // the next item is the main act
  if (found.state !== "convened") return ["convene", "accept", "defer"];
  const passed = found.moves.some((move) => move.move === "end" && !move.refused);
  return [passed ? "end" : "start", "reschedule"];
}

function Acts({ found }: { found: MeetingRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const o = useStrings(own);
  const net = useNet();
  const queries = useQueryClient();
  const unreached = useRef<string[]>([]); // what goes on to the next meeting when this one is closed
  const make = async (move: string, { reason, why, starts_at, ends_at }: Values) => {
    const sent = {
      ...(reason !== undefined ? { reason } : why ? { reason: why } : {}),
      ...(starts_at ? { starts_at: fromLocal(starts_at) } : {}),
      ...(ends_at ? { ends_at: fromLocal(ends_at) } : {}),
      ...(move === "end" && unreached.current.length > 0 ? { not_reached: unreached.current } : {}),
    };
    const path = `/api/v1/networks/{network}/meetings/{meeting_id}/${move}`;
    const answer = await body(
      api.POST(
        path as "/api/v1/networks/{network}/meetings/{meeting_id}/cancel",
        {
          params: { path: { network: net, meeting_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: Object.keys(sent).length > 0 ? sent : undefined,
        } as never,
      ),
    );
    queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
    queries.invalidateQueries({ queryKey: [net] });
  };
  const dated = (label: "starts" | "ends", at: string | null, hour: number) => ({
    label: t(label),
    kind: "datetime-local" as const,
    value: local(at ? new Date(at) : new Date(fromLocal(`${inDays(14)}T${hour}:00`))),
  });
  return (
    <Moves
      of="meeting"
      moves={found.moves.map((each) => (each.move === "reschedule" ? { ...each, asks: [...each.asks, "why"] } : each))}
      main={mainOf(found)}
      warn={{
        convene: <Told found={found} />,
        reschedule: <Told found={found} again />,
        cancel: found.state === "convened" ? <Told found={found} /> : t("toldNobody"),
        defer: t("toldDeferred"),
        end: found.state === "in_session" ? <NotReached found={found} chosen={unreached} /> : t("warnEnd"),
      }}
      asks={{
        starts_at: dated("starts", found.starts_at, 10),
        ends_at: dated("ends", found.ends_at, 12),
        reason: { label: c("reason"), kind: "prose" },
        why: { label: o("why"), kind: "prose", optional: true, pointer: "/reason" },
      }}
      make={make}
    />
  );
}

const inDays = (days: number) => local(new Date(Date.now() + days * 86_400_000)).slice(0, 10);

/** Agenda, people, decisions, action points: each has its address. */
function Parts({ found }: { found: MeetingRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const { tab = "agenda" } = useSearch({ strict: false }) as { tab?: string };
  const a = useStrings(ways);
  const papers = useQuery(papersOf(net, found.id));
  const decisions = useQuery(decisionsOf(net, found.id));
  const actions = useQuery(ofMeeting(net, found.id));
  const recorded = ["in_session", "held"].includes(found.state);
  useKeys({ t: () => void navigate({ to: ".", search: { tab: "people" } as never }) });
  const onAgenda = found.agenda_items.filter((item) => item.place > 0).length;
  const present = found.invitations.filter((each) => each.presence && each.presence !== "absent").length;
  const answered = found.invitations.filter((each) => each.answer).length;
  const of = found.invitations.length
    ? t("answered", { count: recorded ? present : answered, all: found.invitations.length })
    : "";
  const tabs = [
    ["agenda", t("tabAgenda"), String(onAgenda)],
    ["people", recorded ? t("tabAttendance") : t("tabPeople"), of],
    ["papers", a("papers"), String(papers.data?.items.length ?? "–")],
    ["decisions", t("tabDecisions"), String(decisions.data?.items.length ?? "–")],
    ["actions", c("action_points"), String(actions.data?.items.length ?? "–")],
  ] as const;
  return (
    <>
      <nav className="segmented fits" aria-label={t("parts")}>
        {tabs.map(([name, label, count]) => (
          <Link
            key={name}
            to="."
            search={{ tab: name === "agenda" ? undefined : name } as never}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
            aria-current={tab === name ? "page" : undefined}
          >
            {label} <span className="small">{count}</span>
          </Link>
        ))}
        {recorded && <Link to={links.minutes(net, found.id)}>{t("tabMinutes")}</Link>}
      </nav>
      {tab === "people" ? (
        <People found={found} />
      ) : tab === "papers" ? (
        <Papers found={found} />
      ) : tab === "decisions" ? (
        <DecisionList decisions={decisions.data?.items} />
      ) : tab === "actions" ? (
        <OfMeeting meeting={found.id} begun={recorded} />
      ) : recorded ? (
        <Suspense fallback={<Bones rows={4} />}>
          <Session found={found} decisions={decisions.data?.items ?? []} />
        </Suspense>
      ) : (
        <Agenda found={found} decisions={decisions.data?.items ?? []} />
      )}
    </>
  );
}
