import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { PositionMark } from "../../ui/PositionMark";
import { Loaded } from "../../ui/parts";
import { Ring } from "../../ui/Ring";
import { Attendance, Attended } from "./Attendance";
import { Guests } from "./Guests";
import { answerFor, type Invited, MODES, remind, type Sheet, sheet, sheetPaper } from "./invitations";
import "./invitations.css";
import { strings as own } from "./invitations.strings";
import { listed } from "./parts";
import { ANSWERS, type Answer, MARK, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

/** Who is invited and what they answered; once the meeting runs, who was there. */
export function People({ found }: { found: MeetingRead }) {
  const net = useNet();
  const live = found.state === "convened" || found.state === "in_session";
  const query = useQuery(sheet(net, found.id, live));
  return <Loaded query={query}>{(data) => <Everybody found={found} sheet={data} />}</Loaded>;
}

function Everybody({ found, sheet }: { found: MeetingRead; sheet: Sheet }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  if (found.state === "in_session" || found.state === "held")
    return (
      <div className="stack">
        <Paper found={found} />
        {sheet.may.includes("record") ? (
          <Attendance found={found} sheet={sheet} />
        ) : (
          <Attended found={found} sheet={sheet} />
        )}
      </div>
    );
  return (
    <div className="stack">
      {sheet.organisations.length === 0 ? (
        <p className="empty">
          {found.told.length > 0 && found.moves.some((move) => move.move === "convene")
            ? t("notInvited", { organisations: listed(found.told, spoken) })
            : t("notInvitedYet")}
        </p>
      ) : (
        <Answers found={found} sheet={sheet} />
      )}
      {(sheet.guests.length > 0 || sheet.may.includes("invite")) && <Guests found={found} sheet={sheet} />}
    </div>
  );
}

/** The sheet to sign, in the reader's language. */
function Paper({ found }: { found: MeetingRead }) {
  const t = useStrings(own);
  const spoken = useLanguage();
  const net = useNet();
  return (
    <p>
      <a className="btn" href={sheetPaper(net, found.id, spoken)} download>
        {t("sheet")}
      </a>
    </p>
  );
}

const FIRST: (Answer | null)[] = [null, "maybe", "no", "yes"];

function Answers({ found, sheet }: { found: MeetingRead; sheet: Sheet }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const [answering, setAnswering] = useState<Invited | null>(null);
  const sorted = [...sheet.organisations].sort((a, b) => FIRST.indexOf(a.answer) - FIRST.indexOf(b.answer));
  const { counts } = sheet;
  return (
    <div className="people">
      <Ring
        seats={sheet.organisations.map((each) => ({
          acronym: each.acronym,
          mark: MARK[each.answer ?? "none"],
          mine: sheet.answers_for.includes(each.organisation_id),
        }))}
        lead=""
        you={t("you")}
        main={t("answered", { count: counts.yes, all: counts.invited })}
        foot={t("willAttend")}
        remaining={null}
        urgent={false}
      />
      <section className="stack">
        <h2>{t("invited")}</h2>
        <p className="small" role="status">
          {o("expected", counts)}
        </p>
        <ul className="invited">
          {sorted.map((each) => (
            <Seat key={each.organisation_id} sheet={sheet} invited={each} answer={() => setAnswering(each)} />
          ))}
        </ul>
        <div className="row">
          <Remind found={found} sheet={sheet} />
          <Paper found={found} />
        </div>
      </section>
      {answering && <OnBehalf found={found} invited={answering} close={() => setAnswering(null)} />}
    </div>
  );
}

function Seat({ sheet, invited, answer }: { sheet: Sheet; invited: Invited; answer: () => void }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const spoken = useLanguage();
  const others = sheet.may.includes("answer_for_others") && !sheet.answers_for.includes(invited.organisation_id);
  const how = invited.mode && invited.coming.length === 0 ? `, ${word("attendance", invited.mode)}` : "";
  return (
    <li className={invited.answer ? undefined : "waits"} data-organisation={invited.acronym}>
      <PositionMark mark={MARK[invited.answer ?? "none"]} />
      <span className="acronym">{invited.acronym}</span>
      <span>
        {word("rsvp", invited.answer ?? "none")}
        {how}
        {invited.coming.map((each) => (
          <span key={`${each.name}${each.function}`} className="who small">
            {[each.name, each.function, word("attendance", each.presence)].filter((part) => part).join(", ")}
          </span>
        ))}
        {invited.on_behalf && (
          <span className="who small">
            {invited.source ? o("bySource", { source: invited.source }) : `(${t("onBehalf")})`}
          </span>
        )}
        {!invited.answer && invited.reminded_at && (
          <span className="who small">{o("reminded", { at: moment(invited.reminded_at, spoken) })}</span>
        )}
      </span>
      <span>
        {others && (
          <button type="button" className="btn plain small" onClick={answer}>
            {t("record")} <span className="sr">{invited.acronym}</span>
          </button>
        )}
      </span>
    </li>
  );
}

/** A mail to those who are silent, named before it goes. */
function Remind({ found, sheet: held }: { found: MeetingRead; sheet: Sheet }) {
  const t = useStrings(own);
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const silent = [
    ...held.organisations.filter((each) => !each.answer).map((each) => each.acronym),
    ...held.guests.filter((each) => !each.answer).map((each) => each.name),
  ];
  if (!held.may.includes("remind") || silent.length === 0) return null;
  const title = t("remind", { count: silent.length });
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {title}
      </button>
      {asking && (
        <Dialog title={title} close={() => setAsking(false)}>
          <Form
            act={t("remindAct")}
            cancel={() => setAsking(false)}
            send={() => remind(net, found.id, held.version)}
            done={(answer) => {
              queries.setQueryData(sheet(net, found.id).queryKey, answer as Sheet);
              setAsking(false);
            }}
          >
            {() => <p>{t("remindWho", { names: listed(silent, spoken) })}</p>}
          </Form>
        </Dialog>
      )}
    </>
  );
}

/** The secretariat records what an organisation said by telephone or letter, with its source. */
function OnBehalf({ found, invited, close }: { found: MeetingRead; invited: Invited; close: () => void }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const title = t("answerFor", { organisation: invited.acronym });
  return (
    <Dialog title={title} close={close}>
      <Form
        act={title}
        cancel={close}
        send={({ answer, mode, source }) =>
          answerFor(net, found.id, invited, {
            answer: answer as Answer,
            mode: mode === "in_room" || mode === "remote" ? mode : null,
            source: source ?? null,
          })
        }
        done={(answer) => {
          queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
          queries.invalidateQueries({ queryKey: sheet(net, found.id).queryKey });
          close();
        }}
      >
        {(problem) => (
          <>
            <fieldset>
              <legend className="sr">{title}</legend>
              {ANSWERS.map((each) => (
                <label key={each} className="choice">
                  <input type="radio" name="answer" value={each} required defaultChecked={invited.answer === each} />
                  <PositionMark mark={MARK[each]} />
                  <span>{word("rsvp", each)}</span>
                </label>
              ))}
            </fieldset>
            <Field
              label={o("how")}
              name="mode"
              optional
              problem={problem}
              value={invited.mode ?? ""}
              options={[
                { value: "", label: o("notSaid") },
                ...MODES.map((mode) => ({ value: mode, label: word("attendance", mode) })),
              ]}
            />
            <Field label={o("source")} name="source" help={o("sourceHelp")} problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
