import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Dialog, Form } from "../../ui/Form";
import { PositionMark } from "../../ui/PositionMark";
import { Ring } from "../../ui/Ring";
import { Attendance, Attended } from "./Attendance";
import { listed, putAnswer } from "./parts";
import { ANSWERS, type Answer, type InvitationRead, MARK, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

/** Who is invited and what they answered; once the meeting runs, who was there. */
export function People({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  if (found.state === "in_session" || found.state === "held")
    return found.may.includes("record") ? <Attendance found={found} /> : <Attended found={found} />;
  if (found.invitations.length === 0)
    return (
      <p className="empty">
        {found.told.length > 0 && found.moves.some((move) => move.move === "convene")
          ? t("notInvited", { organisations: listed(found.told, spoken) })
          : t("notInvitedYet")}
      </p>
    );
  return <Answers found={found} />;
}

const FIRST: (Answer | null)[] = [null, "maybe", "no", "yes"];

function Answers({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const [answering, setAnswering] = useState<InvitationRead | null>(null);
  const sorted = [...found.invitations].sort((a, b) => FIRST.indexOf(a.answer) - FIRST.indexOf(b.answer));
  const coming = found.invitations.filter((each) => each.answer === "yes").length;
  return (
    <div className="people">
      <Ring
        seats={found.invitations.map((each) => ({
          acronym: each.acronym,
          mark: MARK[each.answer ?? "none"],
          mine: found.answers_for.includes(each.acronym),
        }))}
        lead=""
        you={t("you")}
        main={t("answered", { count: coming, all: found.invitations.length })}
        foot={t("willAttend")}
        remaining={null}
        urgent={false}
      />
      <section className="stack">
        <h2>{t("invited")}</h2>
        <ul className="invited">
          {sorted.map((each) => (
            <Seat key={each.organisation_id} found={found} invitation={each} answer={() => setAnswering(each)} />
          ))}
        </ul>
      </section>
      {answering && <OnBehalf found={found} invitation={answering} close={() => setAnswering(null)} />}
    </div>
  );
}

function Seat({ found, invitation, answer }: { found: MeetingRead; invitation: InvitationRead; answer: () => void }) {
  const t = useStrings(strings);
  const word = useWord();
  const others = found.may.includes("answer_for_others") && !found.answers_for.includes(invitation.acronym);
  return (
    <li className={invitation.answer ? undefined : "waits"} data-organisation={invitation.acronym}>
      <PositionMark mark={MARK[invitation.answer ?? "none"]} />
      <span className="acronym">{invitation.acronym}</span>
      <span>
        {word("rsvp", invitation.answer ?? "none")}
        {invitation.on_behalf && <span className="small"> ({t("onBehalf")})</span>}
      </span>
      <span>
        {others && (
          <button type="button" className="btn plain small" onClick={answer}>
            {t("record")} <span className="sr">{invitation.acronym}</span>
          </button>
        )}
      </span>
    </li>
  );
}

/** The secretariat records what an organisation said by telephone or letter. */
function OnBehalf({ found, invitation, close }: { found: MeetingRead; invitation: InvitationRead; close: () => void }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const title = t("answerFor", { organisation: invitation.acronym });
  return (
    <Dialog title={title} close={close}>
      <Form
        act={title}
        cancel={close}
        send={(values) => putAnswer(net, found.id, invitation, values.answer as Answer)}
        done={(answer) => {
          queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
          close();
        }}
      >
        {() => (
          <fieldset>
            <legend className="sr">{title}</legend>
            {ANSWERS.map((each) => (
              <label key={each} className="choice">
                <input type="radio" name="answer" value={each} required defaultChecked={invitation.answer === each} />
                <PositionMark mark={MARK[each]} />
                <span>{word("rsvp", each)}</span>
              </label>
            ))}
          </fieldset>
        )}
      </Form>
    </Dialog>
  );
}
