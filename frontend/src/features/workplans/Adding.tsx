import { useQuery } from "@tanstack/react-query";
import { api, body } from "../../api/client";
import type { Problem } from "../../api/problems";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type LocalisedText, NAMES, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import type { Result, Row } from "./model";
import { useAmount } from "./Parts";
import { match, useAgencies, type WorkplanRead } from "./queries";
import { nextCode } from "./rows";
import { strings } from "./strings";

export function Titles({ problem, title }: { problem: Problem | null; title?: LocalisedText }) {
  const c = useStrings(common);
  return (
    <>
      {LANGUAGES.map((each) => (
        <Field
          key={each}
          label={`${c("title")} (${NAMES[each]})`}
          name={`title_${each}`}
          pointer={`/title/${each}`}
          value={title?.[each] ?? ""}
          lang={each}
          max={2000}
          optional={each !== "en"}
          problem={problem}
        />
      ))}
    </>
  );
}

export const titleOf = ({ title_en, title_ru, title_tk }: Values) => ({
  en: title_en ?? "",
  ru: title_ru || null,
  tk: title_tk || null,
});

interface Props {
  plan: WorkplanRead;
  close: () => void;
  done: (id: string) => void;
}

const newcomer = (before: WorkplanRead, after: WorkplanRead): string =>
  after.results.find((each) => !before.results.some((other) => other.id === each.id))?.id ?? "";

/** A new outcome, or a new output of one. */
export function AddResult({ plan, under, close, done }: Props & { under?: Result }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  return (
    <Dialog title={under ? t("addTo", { act: t("addOutput"), title: under.title }) : t("addOutcome")} close={close}>
      <Form
        act={c("add")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/workplans/{workplan_id}/results", {
              params: { path: { network: net, workplan_id: plan.id } },
              body: {
                kind: under ? "output" : "outcome",
                parent_id: under?.id ?? null,
                code: values.code ?? "",
                title: titleOf(values),
              },
            }),
          )
        }
        done={(answer) => done(newcomer(plan, answer as WorkplanRead))}
      >
        {(problem) => (
          <>
            <Field label={t("number")} name="code" value={nextCode(plan.results, under)} max={40} problem={problem} />
            <Titles problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** A new activity in an output; the rest is written on its page. */
export function AddActivity({ plan, output, close, done }: Props & { output?: string }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const agencies = useAgencies();
  const own = useOwn();
  const all = plan.may.edit_all ? agencies : agencies.filter((each) => plan.may.edit_for.includes(each.id));
  const outputs = plan.results.filter((each) => each.kind === "output");
  if (agencies.length === 0) return null;
  return (
    <Dialog title={t("addActivity")} close={close}>
      <Form
        act={c("add")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/workplans/{workplan_id}/activities", {
              params: { path: { network: net, workplan_id: plan.id } },
              body: {
                output_id: values.output_id ?? "",
                title: titleOf(values),
                lead_id: values.lead_id ?? "",
                starts_on: values.starts_on ?? "",
                ends_on: values.ends_on ?? "",
                status: "yet_to_start",
              },
            }),
          )
        }
        done={(answer) => done((answer as { id: string }).id)}
      >
        {(problem) => (
          <>
            <Field
              label={t("output")}
              name="output_id"
              value={output ?? outputs[0]?.id}
              options={outputs.map((each) => ({ value: each.id, label: `${each.code} ${each.title.en ?? ""}` }))}
              problem={problem}
            />
            <Titles problem={problem} />
            <Field
              label={t("field_lead_id")}
              name="lead_id"
              value={all.find((each) => own.has(each.id))?.id ?? all[0]?.id}
              options={all.map((each) => ({ value: each.id, label: each.acronym }))}
              problem={problem}
            />
            <Field label={t("field_starts_on")} name="starts_on" kind="date" value={plan.starts_on} problem={problem} />
            <Field label={t("field_ends_on")} name="ends_on" kind="date" value={plan.ends_on} problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** The organisations that the reader speaks for here. */
export function useOwn(): Set<string> {
  const net = useNet();
  const posts = useQuery(me).data?.appointments ?? [];
  return new Set(
    posts
      .filter((post) => post.network === net && ["focal_point", "alternate"].includes(post.role))
      .map((post) => post.organisation_id),
  );
}

/** Before a row goes: what goes with it. */
export function Remove({ plan, row, close, done }: Omit<Props, "done"> & { row: Row; done: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const amount = useAmount();
  const title = row.activity?.title ?? row.result?.title ?? "";
  const version = row.activity?.version ?? row.result?.version ?? 0;
  const path = { network: net, workplan_id: plan.id };
  const inside = plan.activities.filter(
    (each) =>
      each.output_id === row.id || plan.results.find((result) => result.id === each.output_id)?.parent_id === row.id,
  ).length;
  return (
    <Dialog title={t("removeRow", { title })} close={close}>
      <p>{t("removeSays")}</p>
      <p className="quiet">
        {row.result && t("activityCount", { count: inside })}
        {row.money.required !== null && ` · ${t("required")}: ${amount(row.money.required)} ${t("usd")}`}
      </p>
      <Form
        act={c("remove")}
        danger
        cancel={close}
        send={() =>
          row.activity
            ? api.DELETE("/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}", {
                params: { path: { ...path, activity_id: row.id }, header: match(version) },
              } as never)
            : api.DELETE("/api/v1/networks/{network}/workplans/{workplan_id}/results/{result_id}", {
                params: { path: { ...path, result_id: row.id }, header: match(version) },
              } as never)
        }
        done={done}
      >
        {() => null}
      </Form>
    </Dialog>
  );
}
