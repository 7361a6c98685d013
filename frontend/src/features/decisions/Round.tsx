import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, left } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { fromLocal } from "../../ui/Moves";
import { type Mark, PositionMark, TONE } from "../../ui/PositionMark";
import { Moment, useNow } from "../../ui/parts";
import { Ring } from "../../ui/Ring";
import { type DecisionRead, decision, markOf, type PositionRead, type RoundRead } from "./queries";
import { strings } from "./strings";

const VALUES = [
  "support",
  "no_objection",
  "reservation",
  "disassociate",
  "objection",
  "ad_referendum",
  "recused",
] as const;
const ORDER: Mark[] = [
  "not_delivered",
  "not_answered",
  "ad_referendum",
  "objection",
  "reservation",
  "disassociate",
  "recused",
  "no_objection",
  "support",
];

interface Props {
  decision: DecisionRead;
  round: RoundRead;
  live: boolean;
}

/** The ring of agencies around the text, and the list that says the same in words. */
export function Round({ decision: found, round, live }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const now = useNow(found.server_time);
  const person = useQuery(me);
  const [answering, setAnswering] = useState<PositionRead | null>(null);
  const secretariat =
    person.data?.appointments.some((post) => post.network === net && post.role === "secretariat") ?? false;
  const open = live && found.state === "open";
  const rest = left(round.deadline_at, now);
  const whole = new Date(round.deadline_at).getTime() - new Date(round.opened_at).getTime();
  const remaining = open ? Math.max(0, Math.min(1, (new Date(round.deadline_at).getTime() - now) / whole)) : null;
  const sorted = [...round.positions].sort((a, b) => ORDER.indexOf(markOf(a)) - ORDER.indexOf(markOf(b)));
  const mine = round.positions.filter((position) => live && found.speaks_for.includes(position.acronym));
  return (
    <aside aria-label={t("positions")}>
      <Ring
        seats={round.positions.map((position) => ({
          acronym: position.acronym,
          mark: markOf(position),
          mine: found.speaks_for.includes(position.acronym),
        }))}
        lead={open ? t("closesIn") : t("closed")}
        main={
          open && rest
            ? `${rest.count} ${{ days: "d", hours: "h", minutes: "min" }[rest.unit]}`
            : word("round.outcome", round.outcome)
        }
        foot={day(round.deadline_at, spoken)}
        remaining={remaining}
        urgent={open && new Date(round.deadline_at).getTime() - now < 86_400_000}
      />
      <p>
        {t("deadline")}: <Moment at={round.deadline_at} />{" "}
        {open && rest && <strong>{c(rest.unit, { count: rest.count })}</strong>}
      </p>
      {open &&
        mine.map((position) => (
          <div className="mine" key={position.acronym}>
            <PositionMark mark={markOf(position)} />
            <p className="grow">
              <strong>
                {t("mine", {
                  organisation: position.acronym,
                  value: word("position", position.value ?? "not_answered"),
                })}
              </strong>{" "}
              {position.value && t("changeUntil")}
            </p>
            <button type="button" className="btn main" onClick={() => setAnswering(position)}>
              {position.value
                ? t("changeFor", { organisation: position.acronym })
                : t("answerFor", { organisation: position.acronym })}
            </button>
          </div>
        ))}
      <ul className="seats" data-testid="seats">
        {sorted.map((position) => (
          <SeatLine
            key={position.acronym}
            found={found}
            round={round}
            position={position}
            open={open}
            secretariat={secretariat}
            answer={() => setAnswering(position)}
          />
        ))}
      </ul>
      {answering && (
        <Answer
          found={found}
          round={round}
          position={answering}
          own={found.speaks_for.includes(answering.acronym)}
          close={() => setAnswering(null)}
        />
      )}
    </aside>
  );
}

interface SeatProps {
  found: DecisionRead;
  round: RoundRead;
  position: PositionRead;
  open: boolean;
  secretariat: boolean;
  answer: () => void;
}

function SeatLine({ found, round, position, open, secretariat, answer }: SeatProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const [byHand, setByHand] = useState(false);
  const mark = markOf(position);
  const waits = open && (position.value === null || position.value === "ad_referendum");
  const path = { network: net, decision_id: found.id, number: round.number, organisation_id: position.organisation_id };
  const take = (answer: unknown) => queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
  const remind = async () =>
    take(
      await body(
        api.POST(
          "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/remind",
          {
            params: { path, header: { "If-Match": ifMatch(position.version) } },
          } as never,
        ),
      ),
    );
  return (
    <li className={waits ? "waits" : undefined} data-organisation={position.acronym} data-mark={mark}>
      <PositionMark mark={mark} />
      <span className="acronym">{position.acronym}</span>
      <span>
        <strong className={`tone-${TONE[mark]}`}>{word("position", mark)}</strong>{" "}
        {position.text && <span>“{position.text}”</span>}{" "}
        {position.would_resolve && (
          <span className="quiet">
            {t("resolve")}: “{position.would_resolve}”
          </span>
        )}{" "}
        {position.ad_referendum_until && <Moment at={position.ad_referendum_until} />}
        {position.on_behalf && !position.confirmed_at && (
          <span className="small">
            {" "}
            {t("onBehalf")} ({position.source})
          </span>
        )}
        {!position.value && position.reminded_at && (
          <span className="small"> {t("reminded", { at: day(position.reminded_at, spoken) })}</span>
        )}
        {open &&
          secretariat &&
          !found.speaks_for.includes(position.acronym) &&
          (position.value === null || position.on_behalf) && (
            <span className="row">
              <button type="button" className="btn plain small" onClick={answer}>
                {t("behalf", { organisation: position.acronym })}
              </button>
              {!position.value && (
                <button type="button" className="btn plain small" onClick={remind}>
                  {t("remind")} <span className="sr">{position.acronym}</span>
                </button>
              )}
              {!position.value && !position.reached_at && (
                <button type="button" className="btn plain small" onClick={() => setByHand(true)}>
                  {t("byHand")} <span className="sr">{position.acronym}</span>
                </button>
              )}
            </span>
          )}
      </span>
      <span className="small">{position.answered_at ? day(position.answered_at, spoken) : ""}</span>
      {byHand && (
        <Dialog title={`${t("byHand")}: ${position.acronym}`} close={() => setByHand(false)}>
          <Form
            act={t("byHand")}
            cancel={() => setByHand(false)}
            send={(values) =>
              body(
                api.POST(
                  "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/delivered",
                  {
                    params: { path, header: { "If-Match": ifMatch(position.version) } },
                    body: { source: values.source ?? "" },
                  } as never,
                ),
              )
            }
            done={(answer) => {
              take(answer);
              setByHand(false);
            }}
          >
            {(problem) => <Field label={t("source")} name="source" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </li>
  );
}

interface AnswerProps {
  found: DecisionRead;
  round: RoundRead;
  position: PositionRead;
  own: boolean;
  close: () => void;
}

/** Seven answers, one line of meaning each; those that need words open their fields in place. */
function Answer({ found, round, position, own, close }: AnswerProps) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [value, setValue] = useState<(typeof VALUES)[number]>(position.value ?? "support");
  return (
    <Dialog title={t(own ? "answerFor" : "behalf", { organisation: position.acronym })} panel close={close}>
      <Form
        act={t("recordAct", { value: word("position", value) })}
        cancel={close}
        send={(values) =>
          body(
            api.PUT("/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}", {
              params: {
                path: {
                  network: net,
                  decision_id: found.id,
                  number: round.number,
                  organisation_id: position.organisation_id,
                },
                header: { "If-Match": ifMatch(position.version) },
              },
              body: {
                value,
                text: values.text || null,
                would_resolve: values.would_resolve || null,
                ad_referendum_until: values.ad_referendum_until ? fromLocal(values.ad_referendum_until) : null,
                source: values.source || null,
              },
            } as never),
          )
        }
        done={(answer) => {
          queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
          queries.invalidateQueries({ queryKey: [net, "home"] });
          close();
        }}
      >
        {(problem) => (
          <>
            <fieldset>
              <legend className="sr">{t("record")}</legend>
              {VALUES.map((each) => (
                <label key={each} className="choice">
                  <input
                    type="radio"
                    name="value"
                    value={each}
                    checked={value === each}
                    onChange={() => setValue(each)}
                  />
                  <PositionMark mark={each} />
                  <span>
                    <strong>{word("position", each)}</strong>
                    <br />
                    <span className="small">{t(`say_${each}`)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            {["reservation", "disassociate", "objection"].includes(value) && (
              <Field label={t("why")} name="text" kind="prose" value={position.text ?? ""} problem={problem} />
            )}
            {value === "objection" && (
              <Field
                label={t("resolve")}
                name="would_resolve"
                kind="prose"
                value={position.would_resolve ?? ""}
                problem={problem}
              />
            )}
            {value === "ad_referendum" && (
              <Field label={t("until")} name="ad_referendum_until" kind="datetime-local" problem={problem} />
            )}
            {!own && <Field label={t("source")} name="source" problem={problem} />}
          </>
        )}
      </Form>
    </Dialog>
  );
}
