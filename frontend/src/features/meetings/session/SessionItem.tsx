import { useQueryClient } from "@tanstack/react-query";
import { type FocusEvent, useRef, useState } from "react";
import { useKeys } from "../../../app/keys";
import { useNet } from "../../../app/Shell";
import { useLanguage, useStrings, written } from "../../../i18n";
import { useWord } from "../../../i18n/words";
import { Bones, useNow, Written } from "../../../ui/parts";
import type { ActionPointItem } from "../../actions/queries";
import { Draft } from "../../decisions/Draft";
import type { DecisionItem } from "../DecisionList";
import { Hangs } from "../Hangs";
import { Onward, Where } from "../Onward";
import type { AgendaItemRead, MeetingRead } from "../queries";
import { ActionLine } from "./ActionLine";
import { NewOutcome } from "./NewOutcome";
import { Notes } from "./Notes";
import { OutcomeList } from "./Outcomes";
import type { Outbox, Said, Status } from "./outbox";
import { Paragraphs } from "./Paragraphs";
import type { MeetingSessionRead, SessionNoteRead } from "./queries";
import { Seats } from "./Seats";
import { strings } from "./session.strings";
import { clock, usedBy } from "./time";

interface Props {
  found: MeetingRead;
  item: AgendaItemRead;
  stands: MeetingSessionRead;
  decisions: DecisionItem[];
  actions: ActionPointItem[];
  note?: SessionNoteRead;
  /** Whether the notes are known here: before that nobody types upon nothing. */
  noted: boolean;
  box: Outbox;
  status: Status;
  /** Stay with this item while somebody types on it, even if another has the floor. */
  pin: () => void;
  toCurrent?: () => void;
  giveFloor?: () => void;
}

/** The item at hand: what is left of its time, what is noted, what comes of it. */
export function SessionItem(props: Props) {
  const { found, item, stands, box, status, toCurrent, giveFloor } = props;
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const [open, setOpen] = useState<"park" | "decision" | null>(null);
  const [again, setAgain] = useState(0); // what was refused is back in its field
  const outcome = useRef<HTMLTextAreaElement>(null);
  const action = useRef<HTMLInputElement>(null);
  const writes = stands.may.includes("record_outcome");
  const moves = found.state === "in_session" && writes && !item.moved_on_at;
  const outcomes = stands.outcomes.filter((each) => each.agenda_item_id === item.id);
  const linked = new Set(outcomes.map((each) => each.decision_id));
  const decisions = props.decisions.filter((each) => each.agenda_item_id === item.id || linked.has(each.id));
  const actions = props.actions;
  const queries = useQueryClient();
  const net = useNet();
  useKeys({
    o: writes ? () => outcome.current?.focus() : undefined,
    a: writes ? () => action.current?.focus() : undefined,
    p: moves ? () => setOpen("park") : undefined,
  });
  const pin = ({ target }: FocusEvent) => target.matches("textarea, input") && props.pin();
  const drop = (entry: Said) => {
    const where = entry.kind === "action" ? "action" : "outcome";
    localStorage.setItem(`unmn.draft.session.${where}.${found.id}.${entry.item}`, entry.told);
    box.drop(entry.key);
    queries.invalidateQueries({ queryKey: [net, "meetings", found.id] });
    setAgain((count) => count + 1);
  };
  return (
    <section className="chosen stack" aria-label={written(item.title, spoken).text} onFocusCapture={pin}>
      <div className="row">
        <p className="quiet grow">
          <strong>{t("item", { place: item.place })}</strong> · {word("agenda.kind", item.kind)}
          {item.presenter && ` · ${t("presents", { organisation: item.presenter })}`}
        </p>
        {stands.current_item_id === item.id && <Remaining item={item} stands={stands} />}
        {giveFloor && (
          <button type="button" className="btn small" onClick={giveFloor}>
            {t("giveFloor")}
          </button>
        )}
        {toCurrent && (
          <button type="button" className="btn small" onClick={toCurrent}>
            {t("toCurrent")}
          </button>
        )}
      </div>
      <h2 className="item-title">
        <Written text={item.title} />
      </h2>
      <details open={!matchMedia("(max-width: 760px)").matches}>
        <summary>{t("prepared")}</summary>
        <div className="stack">
          {item.notes && <p className="pre">{item.notes}</p>}
          <Hangs found={found} item={item} />
        </div>
      </details>
      <Seats found={found} decisions={decisions} />
      {stands.may.includes("note") &&
        (props.noted ? (
          <Notes meeting={found.id} item={item.id} read={props.note} typed={status.notes[item.id]} box={box} />
        ) : (
          <Bones rows={2} />
        ))}
      <h3>{t("outcomes")}</h3>
      <OutcomeList
        meeting={found.id}
        outcomes={outcomes}
        decisions={props.decisions}
        actions={actions}
        waiting={status.said.filter((each) => each.item === item.id)}
        writes={writes}
        circle={found.visibility}
        drop={drop}
      />
      {writes && (
        <>
          <NewOutcome
            key={`outcome-${again}`}
            meeting={found.id}
            item={item.id}
            decisions={decisions}
            box={box}
            field={outcome}
          />
          <ActionLine key={`action-${again}`} meeting={found.id} item={item.id} box={box} field={action} />
          <div className="row">
            <button type="button" className="btn" onClick={() => setOpen("decision")}>
              {t("draftDecision")}
            </button>
            {moves && (
              <button type="button" className="btn" onClick={() => setOpen("park")}>
                {t("park")}
              </button>
            )}
          </div>
        </>
      )}
      {found.state === "held" && (
        <div className="row">
          <Onward found={found} item={item} />
        </div>
      )}
      <Paragraphs outcomes={outcomes} decisions={props.decisions} actions={actions} circle={found.visibility} />
      {writes && found.state === "in_session" && <Keys />}
      {open === "decision" && <Draft close={() => setOpen(null)} meeting={found.id} item={item.id} />}
      {open === "park" && <Where found={found} item={item} before={false} close={() => setOpen(null)} />}
    </section>
  );
}

/** Ticks by the server's clock; not read out, or a screen reader would say nothing else. */
function Remaining({ item, stands }: { item: AgendaItemRead; stands: MeetingSessionRead }) {
  const t = useStrings(strings);
  const now = useNow(stands.server_time, 1_000);
  const rest = item.duration_minutes * 60 - usedBy(stands, item.id, now);
  return (
    <strong className={rest < 0 ? "remaining tone-ochre" : "remaining tone-petrol"} role="timer" aria-live="off">
      {t(rest < 0 ? "timeOver" : "timeLeft", { clock: clock(Math.abs(rest)) })}
    </strong>
  );
}

function Keys() {
  const t = useStrings(strings);
  const word = useWord();
  const all = [
    ["N", t("keyNext")],
    ["O", t("outcome")],
    ["A", word("outcome.kind", "action")],
    ["P", t("park")],
    ["T", t("keyAttendance")],
  ];
  return (
    <ul className="keys-here" aria-label={t("keysHere")}>
      {all.map(([key, what]) => (
        <li key={key}>
          {what} <kbd>{key}</kbd>
        </li>
      ))}
    </ul>
  );
}
