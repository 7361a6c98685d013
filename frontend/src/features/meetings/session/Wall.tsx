import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { links } from "../../../app/links";
import { useLanguage, useStrings, written } from "../../../i18n";
import { common } from "../../../i18n/common";
import { useWord } from "../../../i18n/words";
import { Icon } from "../../../ui/Icon";
import { Markdown } from "../../../ui/Markdown";
import { PositionMark } from "../../../ui/PositionMark";
import { Loaded, useNow, Written } from "../../../ui/parts";
import { useLive } from "../../decisions/live";
import { decision } from "../../decisions/queries";
import type { DecisionItem } from "../DecisionList";
import { type AgendaItemRead, decisionsOf, type MeetingRead, meeting } from "../queries";
import { hereOf, PresenceMark } from "./Presence";
import { type MeetingSessionRead, session } from "./queries";
import "./session.css";
import { strings } from "./session.strings";
import { clock, usedBy } from "./time";
import { underDecision } from "./wall";

const LIVE = ["meetings", "decisions"];

/** For everybody in the room: item, time, text under decision, who is here. It follows the session and has no controls. */
export function Wall() {
  const t = useStrings(strings);
  const c = useStrings(common);
  const { net = "", id = "" } = useParams({ strict: false }) as { net?: string; id?: string };
  const navigate = useNavigate();
  const found = useQuery(meeting(net, id));
  const stands = useQuery(session(net, id));
  useLive(net, true, LIVE);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape") void navigate({ to: links.meeting(net, id) });
    };
    window.addEventListener("keydown", leave);
    return () => window.removeEventListener("keydown", leave);
  }, [navigate, net, id]);
  useEffect(() => {
    document.title = `${t("wall")} · ${c("network")}`;
  }, [t, c]);
  return (
    <main className="wall" id="content">
      {found.data && stands.data ? (
        <Shown net={net} found={found.data} stands={stands.data} />
      ) : (
        <Loaded query={found.data ? stands : found}>{() => null}</Loaded>
      )}
    </main>
  );
}

function Shown({ net, found, stands }: { net: string; found: MeetingRead; stands: MeetingSessionRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const items = found.agenda_items.filter((item) => item.place > 0 && !item.moved_on_at);
  const at = items.findIndex((item) => item.id === stands.current_item_id);
  const [item, next] = [items[at], items[at + 1]];
  const decisions = useQuery(decisionsOf(net, found.id)).data?.items ?? [];
  const before = item ? underDecision(decisions, item.id, found.visibility) : { shown: undefined, hidden: false };
  return (
    <>
      <header className="wall-head">
        <span className="row">
          <Icon name="lock" size={22} /> {word("visibility", found.visibility)}
        </span>
        <span>
          {found.number} · {written(found.title, spoken).text}
        </span>
        <span className="wall-leave">{t("leaveWall")}</span>
      </header>
      {item ? (
        <Current item={item} stands={stands} />
      ) : (
        <h1 className="wall-title">{t(stands.state === "closed" ? "wallClosed" : "wallWaiting")}</h1>
      )}
      {before.shown && <Before net={net} of={before.shown} />}
      {before.hidden && <p className="wall-note">{t("notShown")}</p>}
      {stands.speakers.length > 0 && (
        <p className="wall-note">
          <strong>{t("speakers")}:</strong> {stands.speakers.map(({ acronym }) => acronym).join(" · ")}
        </p>
      )}
      {next && <p className="wall-note quiet">{t("wallNext", { title: written(next.title, spoken).text })}</p>}
      <ul className="wall-present" aria-label={t("present")}>
        {found.invitations.map((each) => {
          const here = hereOf(each.presence);
          return (
            <li key={each.organisation_id} data-here={here}>
              <PresenceMark here={here} size={30} />
              <strong>{each.acronym}</strong>
              <span className="small">{each.presence ? word("attendance", each.presence) : t("unrecorded")}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Current({ item, stands }: { item: AgendaItemRead; stands: MeetingSessionRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const now = useNow(stands.server_time, 1_000);
  const rest = item.duration_minutes * 60 - usedBy(stands, item.id, now);
  return (
    <section className="wall-item">
      <div className="grow">
        <p className="wall-kind">
          {t("item", { place: item.place })} · {word("agenda.kind", item.kind)}
          {item.presenter && ` · ${t("presents", { organisation: item.presenter })}`}
        </p>
        <h1 className="wall-title">
          <Written text={item.title} />
        </h1>
      </div>
      <p className={rest < 0 ? "wall-clock tone-ochre" : "wall-clock"} role="timer" aria-live="off">
        {stands.state === "paused"
          ? t("break")
          : t(rest < 0 ? "timeOver" : "timeLeft", { clock: clock(Math.abs(rest)) })}
      </p>
    </section>
  );
}

/** The text that is before the meeting, in the reader's language if it is there, and every organisation's answer. */
function Before({ net, of }: { net: string; of: DecisionItem }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const read = useQuery(decision(net, of.id)).data;
  const round = read?.rounds.at(-1);
  if (!read) return null;
  const texts = round?.texts ?? read.texts;
  const { text, lang } = written({ [spoken]: texts[spoken], [read.authoritative]: texts[read.authoritative] }, spoken);
  return (
    <section className="wall-text" aria-label={t("underDecision")}>
      <p className="wall-kind">
        {read.number ?? t("unnumbered")} · <Written text={read.title} /> · {word("decision.state", read.state)}
      </p>
      <div lang={lang === spoken ? undefined : lang}>
        {text.split(/\n{2,}/).map((paragraph) => (
          <div key={paragraph} className="paragraph">
            <Markdown text={paragraph} />
          </div>
        ))}
      </div>
      {round && (
        <ul className="seats big" aria-label={t("seats")}>
          {round.positions.map((each) => (
            <li key={each.organisation_id}>
              <PositionMark mark={each.value ?? "not_answered"} />
              <strong>{each.acronym}</strong>
              <span className="sr">: {word("position", each.value ?? "not_answered")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
