import type { Activity, Result, Row } from "./model";
import { added, NOTHING, type Sum } from "./money";

const sum = (activities: Activity[]): Sum => activities.map((each) => each.money).reduce(added, NOTHING);

/** Outcomes, outputs, activities as rows; with `every` also those that hold nothing yet. */
export function rowsOf(results: Result[], activities: Activity[], every: boolean): Row[] {
  const outcomes = results.filter((each) => each.kind === "outcome");
  return outcomes.flatMap((outcome) => {
    const outputs = results.filter((each) => each.parent === outcome.id);
    const inside = outputs.map((output) => ({ output, own: activities.filter((each) => each.output === output.id) }));
    const all = inside.flatMap(({ own }) => own);
    if (all.length === 0 && !every) return [];
    return [
      { id: outcome.id, level: 1, parent: null, open: true, result: outcome, money: sum(all) },
      ...inside.flatMap(({ output, own }) =>
        own.length === 0 && !every
          ? []
          : [
              { id: output.id, level: 2, parent: outcome.id, open: true, result: output, money: sum(own) },
              ...own.map((activity) => row(activity, 3, output.id)),
            ],
      ),
    ];
  });
}

const row = (activity: Activity, level: number, parent: string): Row => ({
  id: activity.id,
  level,
  parent,
  activity,
  money: activity.money,
});

/** For the Gantt: activities right under their outcome, as their numbers already tell the output. */
export function ganttRows(results: Result[], activities: Activity[]): Row[] {
  return rowsOf(results, activities, false)
    .filter((each) => each.level !== 2)
    .map((each) => {
      if (!each.activity) return each;
      const outcome = results.find((result) => result.id === each.parent)?.parent ?? null;
      return { ...each, level: 2, parent: outcome };
    });
}

interface Tree {
  results: { id: string; kind: string; parent_id: string | null }[];
  activities: { id: string; output_id: string }[];
}

/** The rows among which a row has its place, in order. */
export function siblings({ results, activities }: Tree, row: Row): string[] {
  const { activity, result } = row;
  if (activity) return activities.filter((each) => each.output_id === activity.output).map((each) => each.id);
  return results
    .filter((each) => each.kind === result?.kind && each.parent_id === (result?.parent ?? null))
    .map((each) => each.id);
}

/** The number that comes next among its likes: 3 after 2, 2.1 as the first output of 2. */
export function nextCode(
  results: { code: string; parent_id: string | null; kind: string }[],
  under?: { id: string; code: string },
): string {
  const likes = results.filter((each) => (under ? each.parent_id === under.id : each.kind === "outcome"));
  const last = Math.max(0, ...likes.map((each) => Number(each.code.split(".").at(-1)) || 0));
  return under ? `${under.code}.${last + 1}` : String(last + 1);
}
