import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment, PLACE } from "../../i18n/format";
import { usePlaceName } from "../../i18n/place";
import { useWord } from "../../i18n/words";
import { PositionMark } from "../../ui/PositionMark";
import { ProblemNote } from "../../ui/parts";
import { Coming } from "./Coming";
import { sheet } from "./invitations";
import { ANSWERS, type Answer, type InvitationRead, MARK, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

/** Acronyms in a sentence, as the reader's language lists them. Chromium lists no Turkmen. */
export function listed(names: string[], spoken: string): string {
  if (spoken !== "tk") return new Intl.ListFormat(spoken === "ru" ? "ru" : "en-GB").format(names);
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} we ${last}` : last;
}

/** Who gets a mail, named before the act that sends it. */
export function Told({ found, again }: { found: MeetingRead; again?: boolean }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  if (found.told.length === 0) return <p>{t("toldNobody")}</p>;
  return (
    <p>
      {t("toldBy", { organisations: listed(found.told, spoken) })} {again && t("toldAgain")}
    </p>
  );
}

/** Thu 10 Dec 2026, 10:00–12:30 (Ashgabat), and the reader's own hours after it where they differ. */
export function Span({ from, until }: { from: string | null; until: string | null }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const placeName = usePlaceName();
  if (!from || !until) return <>{t("noDate")}</>;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hours = (zone: string) => `${moment(from, spoken, zone).slice(-5)}–${moment(until, spoken, zone).slice(-5)}`;
  const oneDay = day(from, spoken) === day(until, spoken);
  const there = oneDay
    ? `${moment(from, spoken).slice(0, -5)}${hours(PLACE)}`
    : `${moment(from, spoken)} – ${moment(until, spoken)}`;
  const elsewhere = own !== PLACE && hours(own) !== hours(PLACE) ? `; ${hours(own)} ${c("yourTime")}` : "";
  return (
    <time dateTime={from}>
      {there} ({placeName()}
      {elsewhere})
    </time>
  );
}

/** The answer of an organisation that the reader speaks for: one press, and it can be changed until the meeting. */
export function OwnAnswer({ found, invitation }: { found: MeetingRead; invitation: InvitationRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState<Answer | null>(null);
  const send = async (wanted: Answer) => {
    setSaving(wanted);
    setProblem(null);
    try {
      queries.setQueryData(meeting(net, found.id).queryKey, await putAnswer(net, found.id, invitation, wanted));
      queries.invalidateQueries({ queryKey: [net, "home"] });
      queries.invalidateQueries({ queryKey: sheet(net, found.id).queryKey });
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSaving(null);
    }
  };
  return (
    <section className="mine" aria-label={t("rsvpFor", { organisation: invitation.acronym })}>
      <PositionMark mark={MARK[invitation.answer ?? "none"]} />
      <p className="grow">
        <strong>
          {invitation.acronym}: {word("rsvp", invitation.answer ?? "none")}
        </strong>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: three toggles side by side, not a form's fieldset */}
      <div className="segmented attends" role="group" aria-label={t("rsvpFor", { organisation: invitation.acronym })}>
        {ANSWERS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={invitation.answer === each}
            disabled={saving !== null}
            onClick={() => send(each)}
          >
            {t(`say_${each}`)}
          </button>
        ))}
      </div>
      <Coming found={found} organisation={invitation.organisation_id} />
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

export const putAnswer = (net: string, id: string, invitation: InvitationRead, answer: Answer): Promise<MeetingRead> =>
  body(
    api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/invitations/{organisation_id}", {
      params: {
        path: { network: net, meeting_id: id, organisation_id: invitation.organisation_id },
        header: { "If-Match": ifMatch(invitation.version) },
      },
      body: { answer },
    }),
  );

/** Every organisation of this meeting that the reader answers for, while answers are taken. */
export function OwnAnswers({ found }: { found: MeetingRead }) {
  if (found.state !== "convened") return null;
  return found.invitations
    .filter((each) => found.answers_for.includes(each.acronym))
    .map((each) => <OwnAnswer key={each.organisation_id} found={found} invitation={each} />);
}

/** After a save that came too late: what stands now, beside what is still typed in the fields. */
export function StandsNow({ problem, rows }: { problem: Problem | null; rows: [label: string, value: string][] }) {
  const t = useStrings(strings);
  if (problem?.slug !== "stale") return null;
  return (
    <section className="stands-now" aria-label={t("theirs")}>
      <h3>{t("theirs")}</h3>
      <dl className="kv">
        {rows.map(([label, value]) => (
          <div key={label} className="kv-row">
            <dt>{label}</dt>
            <dd className="pre">{value || "–"}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
