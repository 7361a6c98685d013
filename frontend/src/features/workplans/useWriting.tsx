import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, body } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { AddActivity, AddResult, Remove } from "./Adding";
import { useEdits } from "./edits";
import { type Activity, type Field, numbersOf, type Row, type Span } from "./model";
import { match, type WorkplanRead, workplan } from "./queries";
import { siblings } from "./rows";
import { strings } from "./strings";
import type { Structure } from "./structure";

type Open =
  | { kind: "outcome" }
  | { kind: "output"; under: Row }
  | { kind: "activity"; under: Row }
  | { kind: "remove"; row: Row };

/** Everything that the table and the Gantt write: cells, dates, and the tree of results. */
export function useWriting(plan: WorkplanRead, tell: (sentence: string) => void) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const [goal, setGoal] = useState<string>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = workplan(net, plan.id).queryKey;
  /** The plan as the page has it at this moment, not as it was drawn. */
  const now = (): WorkplanRead => queries.getQueryData<WorkplanRead>(key) ?? plan;
  const again = () => queries.invalidateQueries({ queryKey: [net, "workplans"] });
  const path = { network: net, workplan_id: plan.id };

  const patch = async (id: string, changes: Record<string, unknown>) => {
    const activity = now().activities.find((each) => each.id === id);
    const result = now().results.find((each) => each.id === id);
    if (activity) {
      const answer = await body(
        api.PATCH("/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}", {
          params: { path: { ...path, activity_id: id }, header: match(activity.version) },
          body: changes,
        } as never),
      );
      const read = answer as unknown as WorkplanRead["activities"][number];
      queries.setQueryData<WorkplanRead>(
        key,
        (all) =>
          all && { ...all, activities: all.activities.map((each) => (each.id === id ? { ...each, ...read } : each)) },
      );
    } else if (result) {
      const answer = await body(
        api.PATCH("/api/v1/networks/{network}/workplans/{workplan_id}/results/{result_id}", {
          params: { path: { ...path, result_id: id }, header: match(result.version) },
          body: changes,
        } as never),
      );
      queries.setQueryData<WorkplanRead>(key, answer as unknown as WorkplanRead);
    }
  };
  const change = (id: string, field: string, value: string): Record<string, unknown> => {
    const stands = [...now().activities, ...now().results].find((each) => each.id === id);
    if (field === "title") return { title: { ...stands?.title, [spoken]: value } };
    if (field === "objectives") return { objectives: numbersOf(value) };
    return { [field]: value };
  };
  const edits = useEdits({
    plan: plan.id,
    again,
    send: (id, field, value) => {
      if (field !== "dates") return patch(id, change(id, field, value));
      const [starts_on, ends_on] = value.split("/");
      return patch(id, { starts_on, ends_on });
    },
    now: (id, field) => {
      const activity = now().activities.find((each) => each.id === id);
      const result = now().results.find((each) => each.id === id);
      if (field === "title") return (activity ?? result)?.title[spoken] ?? (activity ?? result)?.title.en ?? null;
      if (!activity) return null;
      if (field === "lead_id") return activity.lead.organisation_id;
      if (field === "objectives") return activity.objectives.join(", ");
      if (field === "dates") return `${activity.starts_on}/${activity.ends_on}`;
      return activity[field as "starts_on" | "ends_on"];
    },
  });
  const structure: Structure = {
    addOutcome: async () => setOpen({ kind: "outcome" }),
    addOutput: async (under) => setOpen({ kind: "output", under }),
    addActivity: async (under) => setOpen({ kind: "activity", under }),
    remove: (row) => setOpen({ kind: "remove", row }),
    move: async (row, by) => {
      const ids = siblings(now(), row);
      const place = ids.indexOf(row.id) + 1 + by;
      if (place < 1 || place > ids.length) return;
      setProblem(null);
      try {
        await patch(row.id, { place });
        await again();
        setGoal(row.id);
      } catch (thrown) {
        setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      }
    },
  };
  const close = () => setOpen(null);
  const added = async (id: string) => {
    close();
    await again();
    setGoal(id);
  };
  const dialog: ReactNode = (open || problem) && (
    <>
      {problem && <ProblemNote problem={problem} />}
      {open?.kind === "outcome" && <AddResult plan={plan} close={close} done={added} />}
      {open?.kind === "output" && <AddResult plan={plan} under={open.under.result} close={close} done={added} />}
      {open?.kind === "activity" && <AddActivity plan={plan} output={open.under.id} close={close} done={added} />}
      {open?.kind === "remove" && (
        <Remove
          plan={plan}
          row={open.row}
          close={close}
          done={async () => {
            close();
            await again();
            setGoal(open.row.parent ?? undefined);
          }}
        />
      )}
    </>
  );
  return {
    edits,
    structure,
    goal,
    dialog,
    dates: (activity: Activity, span: Span) =>
      edits.commit(
        activity.id,
        "dates",
        `${span.starts_on}/${span.ends_on}`,
        `${activity.starts_on}/${activity.ends_on}`,
      ),
    undo: async () => {
      const back = await edits.undo();
      tell(back ? t("undone", { what: t(`field_${back.field as Field | "dates"}`) }) : t("nothingToUndo"));
    },
  };
}
