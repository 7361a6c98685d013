import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../../api/client";
import { links } from "../../../app/links";
import { useNet } from "../../../app/Shell";
import { useLanguage, useStrings, written } from "../../../i18n";
import { day } from "../../../i18n/format";
import { useWord } from "../../../i18n/words";
import { Dialog, Field, Form } from "../../../ui/Form";
import { Icon, type IconName } from "../../../ui/Icon";
import { Chip, Written } from "../../../ui/parts";
import type { ActionPointItem } from "../../actions/queries";
import { TONE } from "../../decisions/queries";
import type { DecisionItem } from "../DecisionList";
import { StandsNow } from "../parts";
import type { Said } from "./outbox";
import type { OutcomeKind, OutcomeRead } from "./queries";
import { strings } from "./session.strings";

const ICON: Record<OutcomeKind, IconName> = { information: "statement", decision: "decision", action: "tick" };

interface ListProps {
  meeting: string;
  outcomes: OutcomeRead[];
  decisions: DecisionItem[];
  actions: ActionPointItem[];
  waiting: Said[];
  writes: boolean;
  /** The circle that reads the meeting: what is narrower says so. */
  circle: string;
  drop: (entry: Said) => void;
}

/** What came of the item, in the order in which it fell; what has not arrived yet stands at the end and says so. */
export function OutcomeList({ meeting, outcomes, decisions, actions, waiting, writes, circle, drop }: ListProps) {
  const t = useStrings(strings);
  const word = useWord();
  if (outcomes.length === 0 && waiting.length === 0) return <p className="empty">{t("noOutcome")}</p>;
  return (
    <ol className="outcomes">
      {outcomes.map((each) => (
        <li key={each.id}>
          <Icon name={ICON[each.kind]} size={18} />
          <div className="grow stack tight">
            <span className="small">
              {word("outcome.kind", each.kind)}
              {each.late && ` · ${t("late")}`}
              {each.visibility !== circle && ` · ${word("visibility", each.visibility)}`}
            </span>
            <About outcome={each} decisions={decisions} actions={actions} />
            {each.text && <p className="pre">{each.text}</p>}
          </div>
          {writes && <Change meeting={meeting} outcome={each} circle={circle} />}
        </li>
      ))}
      {waiting.map((each) => (
        <li key={each.key} className="unsent">
          <Icon name={each.kind === "action" ? "tick" : "statement"} size={18} />
          <div className="grow stack tight">
            <span className="small tone-ochre">{each.refused ? t("refused") : t("notSentYet")}</span>
            <p className="pre">{each.told}</p>
            {each.refused && (
              <p className="problem" role="alert">
                {each.refused}
              </p>
            )}
          </div>
          {each.refused && (
            <button type="button" className="btn small" onClick={() => drop(each)}>
              {t("typeAgain")}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

interface AboutProps {
  outcome: OutcomeRead;
  decisions: DecisionItem[];
  actions: ActionPointItem[];
}

/** The decision or the action point that it is, by number and name. */
function About({ outcome, decisions, actions }: AboutProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const decision = decisions.find((each) => each.id === outcome.decision_id);
  const action = actions.find((each) => each.id === outcome.action_point_id);
  if (decision)
    return (
      <p>
        <Link to={links.decision(net, decision.id)}>
          {decision.number ?? t("unnumbered")} <Written text={decision.title} />
        </Link>{" "}
        <Chip tone={TONE[decision.state]}>{word("decision.state", decision.state)}</Chip>
      </p>
    );
  if (action)
    return (
      <p>
        <Link to={links.action_point(net, action.id)}>
          {action.number} {written(action.title, spoken).text}
        </Link>{" "}
        <strong>{action.owner.acronym}</strong> {t("due", { day: day(action.due_on, spoken) })}
      </p>
    );
  return null;
}

function Change({ meeting, outcome, circle }: { meeting: string; outcome: OutcomeRead; circle: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const close = () => setOpen(null);
  const done = () => {
    close();
    queries.invalidateQueries({ queryKey: [net, "meetings", meeting] });
  };
  const params = {
    path: { network: net, meeting_id: meeting, outcome_id: outcome.id },
    header: { "If-Match": ifMatch(outcome.version) },
  };
  const path = "/api/v1/networks/{network}/meetings/{meeting_id}/session/outcomes/{outcome_id}";
  const circles = [...new Set([circle, "secretariat"])].map((value) => ({ value, label: word("visibility", value) }));
  return (
    <span className="row tight">
      <button type="button" className="btn plain icon" aria-label={t("reword")} onClick={() => setOpen("edit")}>
        <Pen />
      </button>
      <button type="button" className="btn plain icon" aria-label={t("remove")} onClick={() => setOpen("remove")}>
        <Icon name="cross" size={16} />
      </button>
      {open === "edit" && (
        <Dialog title={t("reword")} close={close}>
          <Form
            act={t("record")}
            cancel={close}
            keep={`outcome.${outcome.id}`}
            send={({ text, visibility }) =>
              body(
                api.PATCH(path, {
                  params,
                  body: { text: text?.trim() || null, visibility: visibility as "secretariat" },
                }),
              )
            }
            done={done}
          >
            {(problem) => (
              <>
                <StandsNow problem={problem} rows={[[t("outcome"), outcome.text ?? ""]]} />
                <Field
                  label={t("outcome")}
                  name="text"
                  kind="prose"
                  value={outcome.text ?? ""}
                  optional={outcome.kind !== "information"}
                  problem={problem}
                  focus
                />
                <Field
                  label={word("visibility", outcome.visibility)}
                  name="visibility"
                  options={circles}
                  value={outcome.visibility}
                  problem={problem}
                />
              </>
            )}
          </Form>
        </Dialog>
      )}
      {open === "remove" && (
        <Dialog title={t("remove")} close={close}>
          <p>{t("removeSure")}</p>
          <Form act={t("remove")} cancel={close} danger send={() => body(api.DELETE(path, { params }))} done={done}>
            {() => null}
          </Form>
        </Dialog>
      )}
    </span>
  );
}

const Pen = () => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
  >
    <path d="M4 16l1-4 8-8 3 3-8 8zM11.5 5.5l3 3" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
