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

export interface Step {
  result: string;
  after: string | null;
}

/** Where a row goes when it is moved among its likes: after whom, or first. */
export function neighbour(ids: string[], id: string, by: 1 | -1): { after: string | null; position: number } | null {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return null;
  const others = ids.filter((each) => each !== id);
  return { after: others[to - 1] ?? null, position: to + 1 };
}
