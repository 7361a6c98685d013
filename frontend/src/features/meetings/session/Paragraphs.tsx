import { useLanguage, useStrings, written } from "../../../i18n";
import { day } from "../../../i18n/format";
import type { ActionPointItem } from "../../actions/queries";
import type { DecisionItem } from "../DecisionList";
import type { OutcomeRead } from "./queries";
import { strings } from "./session.strings";

interface Props {
  outcomes: OutcomeRead[];
  decisions: DecisionItem[];
  actions: ActionPointItem[];
  circle: string;
}

/** The item as it will stand in the minutes: what is kept to fewer people than the meeting is left out here. */
export function Paragraphs({ outcomes, decisions, actions, circle }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const lines = outcomes
    .filter((each) => each.visibility === circle)
    .flatMap((each) => {
      const decision = decisions.find(({ id }) => id === each.decision_id);
      const action = actions.find(({ id }) => id === each.action_point_id);
      const about = decision
        ? [
            `${t("decisionOf", { number: decision.number ?? t("unnumbered") })}: ${written(decision.title, spoken).text}.`,
          ]
        : action
          ? [
              `${t("actionLine", { number: action.number, title: written(action.title, spoken).text })} (${action.owner.acronym}, ${t("due", { day: day(action.due_on, spoken) })}).`,
            ]
          : [];
      const said = each.text?.split(/\n{2,}/) ?? [];
      return [...about, ...said].map((text, at) => ({ key: `${each.id}-${at}`, text }));
    });
  if (lines.length === 0) return null;
  return (
    <section className="as-it-stands" aria-label={t("asItStands")}>
      <div className="row">
        <h3 className="grow">{t("asItStands")}</h3>
        <span className="small">{t("draftNote")}</span>
      </div>
      <ol>
        {lines.map(({ key, text }) => (
          <li key={key} className="pre">
            {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
