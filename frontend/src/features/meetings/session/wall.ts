import type { DecisionItem } from "../DecisionList";

const CIRCLES = ["public", "partners", "members", "secretariat"];
const OVER = ["no_consensus", "withdrawn"];

/** What is before the meeting under an item, and may be seen by everybody who sees the meeting; else that something is not shown. */
export function underDecision(
  decisions: Pick<DecisionItem, "id" | "agenda_item_id" | "visibility" | "state">[],
  item: string,
  circle: string,
): { shown: DecisionItem | undefined; hidden: boolean } {
  const here = decisions.filter((each) => each.agenda_item_id === item && !OVER.includes(each.state));
  // a draft is the officers' own until it is opened
  const open = here.filter((each) => each.state !== "draft");
  const seen = open.filter((each) => CIRCLES.indexOf(each.visibility) <= CIRCLES.indexOf(circle));
  const waiting = seen.find((each) => !each.state.startsWith("adopted")) ?? seen.at(-1);
  return { shown: waiting as DecisionItem | undefined, hidden: !waiting && open.length > 0 };
}
