import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { shortDay } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { type Mark, PositionMark, TONE } from "../../ui/PositionMark";
import { Press } from "../../ui/Press";
import { Moment } from "../../ui/parts";
import { Evidence } from "./Evidence";
import { type DecisionRead, decision, markOf, type PositionRead, type RoundRead, wordOf } from "./queries";
import { strings } from "./strings";
import { useZone } from "./zone";

/** What waits first, then what is on record, then agreement. */
export const ORDER: Mark[] = [
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
const byWaiting = (a: PositionRead, b: PositionRead) => ORDER.indexOf(markOf(a)) - ORDER.indexOf(markOf(b));

interface Props {
  found: DecisionRead;
  round: RoundRead;
  /** The last round, while it is open. */
  open: boolean;
}

interface SeatsProps extends Props {
  secretariat: boolean;
  answer: (position: PositionRead) => void;
}

/** The same in words: who waits first, then what is on record, then agreement. */
export function Seats({ found, round, open, secretariat, answer }: SeatsProps) {
  const t = useStrings(strings);
  return (
    <>
      <h2 className="sr">{t("positions")}</h2>
      <ul className="seats" data-testid="seats">
        {[...round.positions].sort(byWaiting).map((position) => (
          <Seat
            key={position.acronym}
            found={found}
            round={round}
            position={position}
            open={open}
            secretariat={secretariat}
            answer={() => answer(position)}
          />
        ))}
      </ul>
    </>
  );
}

/** After the end, who has not answered is no longer waited for: silence has counted, or it has not. */
function silenceOf(round: RoundRead): "silent" | "unanswered" | undefined {
  if (round.state === "open") return undefined;
  return round.outcome === "clear" && round.procedure !== "express" ? "silent" : "unanswered";
}

interface SeatProps extends Props {
  position: PositionRead;
  secretariat: boolean;
  answer: () => void;
}

function Seat({ found, round, position, open, secretariat, answer }: SeatProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const here = useZone();
  const mark = markOf(position);
  const waits = open && !position.released_at && (position.value === null || position.value === "ad_referendum");
  const foreign = !found.speaks_for.includes(position.acronym) && (position.value === null || position.on_behalf);
  const at = position.answered_at;
  const silent = mark === "not_answered" ? silenceOf(round) : undefined;
  return (
    <li className={waits ? "waits" : undefined} data-organisation={position.acronym} data-mark={mark}>
      <PositionMark mark={mark} />
      <span className="acronym">{position.acronym}</span>
      <span>
        <strong className={`tone-${TONE[mark]}`}>{silent ? t(silent) : word("position", wordOf(position))}</strong>
        {position.ad_referendum_until && (
          <>
            {" "}
            {t("untilWhen")} <Moment at={position.ad_referendum_until} {...here} />
          </>
        )}
        {position.text && (
          <>
            {" "}
            <q>{position.text}</q>
          </>
        )}
        {position.would_resolve && (
          <span className="more">
            {t("resolve")}: <q>{position.would_resolve}</q>
          </span>
        )}
        {position.on_behalf && !position.confirmed_at && (
          <span className="more small">
            {t("onBehalf", { organisation: position.acronym })} {position.source}
          </span>
        )}
        <Evidence found={found} round={round} position={position} keeps={secretariat} />
        {!position.value && position.reminded_at && (
          <span className="small"> {t("reminded", { at: shortDay(position.reminded_at, spoken, here.zone) })}</span>
        )}
        {open && secretariat && foreign && !position.released_at && (
          <SeatActs found={found} round={round} position={position} answer={answer} />
        )}
      </span>
      <span className="small">{at && <time dateTime={at}>{shortDay(at, spoken, here.zone)}</time>}</span>
    </li>
  );
}

type ActsProps = Omit<SeatProps, "open" | "secretariat">;

/** What the secretariat does for one seat: record a call, remind, deliver by hand. */
function SeatActs({ found, round, position, answer }: ActsProps) {
  const t = useStrings(strings);
  const [byHand, setByHand] = useState(false);
  const { remind, deliver } = useSeat(found, round, position);
  const silent = !position.value;
  return (
    <span className="seat-acts">
      <button type="button" className="btn plain small" onClick={answer}>
        {t("behalf", { organisation: position.acronym })}
      </button>
      {silent && (
        <Press className="btn plain small" act={remind}>
          {t("remind", { organisation: position.acronym })}
        </Press>
      )}
      {silent && !position.reached_at && (
        <button type="button" className="btn plain small" onClick={() => setByHand(true)}>
          {t("byHand")} <span className="sr">{position.acronym}</span>
        </button>
      )}
      {byHand && (
        <Dialog title={`${t("byHand")}: ${position.acronym}`} close={() => setByHand(false)}>
          <Form
            act={t("byHand")}
            cancel={() => setByHand(false)}
            send={(values) => deliver(values.source ?? "")}
            done={() => setByHand(false)}
          >
            {(problem) => <Field label={t("source")} name="source" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </span>
  );
}

/** The acts on one seat; each answers with the whole decision. */
export function useSeat(found: DecisionRead, round: RoundRead, position: PositionRead) {
  const net = useNet();
  const queries = useQueryClient();
  const params = {
    path: { network: net, decision_id: found.id, number: round.number, organisation_id: position.organisation_id },
    header: { "If-Match": ifMatch(position.version) },
  };
  const take = async (answer: Promise<{ data?: DecisionRead }>) => {
    queries.setQueryData(decision(net, found.id).queryKey, await body(answer));
  };
  const seat =
    "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}" as const;
  return {
    remind: () => take(api.POST(`${seat}/remind`, { params })),
    deliver: (source: string) => take(api.POST(`${seat}/delivered`, { params, body: { source } })),
    seen: () => take(api.POST(`${seat}/seen`, { params })),
    confirm: () =>
      take(
        api.PUT(seat, {
          params,
          body: {
            value: position.value ?? "support",
            text: position.text,
            would_resolve: position.would_resolve,
            ad_referendum_until: position.ad_referendum_until,
          },
        }),
      ),
  };
}

interface MineProps {
  found: DecisionRead;
  round: RoundRead;
  position: PositionRead;
  answer: () => void;
}

/** My organisation's word, with the one act that is mine. */
export function Mine({ found, round, position, answer }: MineProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const { zone } = useZone();
  const { confirm, seen } = useSeat(found, round, position);
  const foreign = position.on_behalf && !position.confirmed_at;
  const organisation = position.acronym;
  return (
    <div className={position.value ? "mine" : "mine due"} data-testid="mine">
      <PositionMark mark={markOf(position)} />
      <p className="grow">
        <strong>{t("mine", { organisation, value: word("position", wordOf(position)) })}</strong>{" "}
        {foreign && `${t("onBehalf", { organisation })} ${position.source ?? ""}. `}
        {position.answered_at &&
          t("recordedOn", { at: shortDay(position.answered_at, spoken, zone), number: round.number })}{" "}
        {position.value && t("changeUntil")}
        <Evidence found={found} round={round} position={position} />
      </p>
      {foreign && (
        <Press className="btn main" act={confirm}>
          {t("confirm")}
        </Press>
      )}
      {!position.reached_at && !position.value && <Press act={seen}>{t("seen")}</Press>}
      <button type="button" className={position.value ? "btn" : "btn main"} onClick={answer}>
        {position.value ? t("changeFor", { organisation }) : t("answerFor", { organisation })}
      </button>
    </div>
  );
}
