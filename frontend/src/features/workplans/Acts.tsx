import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { AddActivity } from "./Adding";
import { useKeep, type WorkplanRead } from "./queries";
import { strings } from "./strings";

type Opened = "decide" | "version" | "activity";
const AT = "/api/v1/networks/{network}/workplans/{workplan_id}";

/** What this reader can do with the plan now, and why the rest is not open. */
export function Acts({ plan }: { plan: WorkplanRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const keep = useKeep(plan.id);
  const [open, setOpen] = useState<Opened | null>(null);
  const close = () => setOpen(null);
  const make = async (move: string, values: Values) => {
    const answer = await body(
      api.POST(
        `${AT}/${move}` as never,
        {
          params: { path: { network: net, workplan_id: plan.id }, header: { "If-Match": ifMatch(plan.version) } },
          body: move === "abandon" ? { reason: values.reason } : undefined,
        } as never,
      ),
    );
    keep.plan(answer as WorkplanRead);
  };
  const adopting = plan.moves.find((each) => each.move === "adopt" && !each.refused);
  const may = {
    decide: plan.may.edit_all && plan.activities.length > 0 && !adopting,
    version: plan.state === "adopted" && !plan.replaced_by_id && plan.moves.some((each) => each.move === "close"),
    activity:
      plan.results.some((each) => each.kind === "output") && (plan.may.edit_all || plan.may.edit_for.length > 0),
  };
  return (
    <>
      {may.activity && (
        <button
          type="button"
          className={may.decide || adopting ? "btn" : "btn main"}
          onClick={() => setOpen("activity")}
        >
          <Icon name="plus" size={18} /> {t("activity")}
        </button>
      )}
      {may.version && (
        <button type="button" className="btn" onClick={() => setOpen("version")}>
          {t("newVersion")}
        </button>
      )}
      {may.decide && (
        <button type="button" className="btn main" onClick={() => setOpen("decide")}>
          {t("decide")}
        </button>
      )}
      <Moves
        of="workplan"
        moves={plan.moves}
        main={["adopt"]}
        warn={{ adopt: <Adopting plan={plan} />, close: t("warnClose"), abandon: t("warnAbandon") }}
        make={make}
      />
      {open === "activity" && (
        <AddActivity
          plan={plan}
          close={close}
          done={(id) => {
            close();
            keep.again();
            navigate({ to: links.activity(net, plan.id, id) });
          }}
        />
      )}
      {open === "decide" && <Decide plan={plan} close={close} />}
      {open === "version" && <NewVersion plan={plan} close={close} />}
    </>
  );
}

function Adopting({ plan }: { plan: WorkplanRead }) {
  const t = useStrings(strings);
  return (
    <>
      <p>{t("warnAdopt")}</p>
      {plan.snapshots[0] && (
        <p className="small hash">
          {t("hash")}: <code>{plan.snapshots[0].sha256}</code>
        </p>
      )}
    </>
  );
}

/** Freezes the plan as it stands, where that is not done, and prepares the decision that is about exactly this text. */
function Decide({ plan, close }: { plan: WorkplanRead; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const path = { network: net, workplan_id: plan.id };
  const frozen = async (): Promise<WorkplanRead> => {
    try {
      return (await body(
        api.POST(`${AT}/freeze` as never, { params: { path, header: { "If-Match": ifMatch(plan.version) } } } as never),
      )) as WorkplanRead;
    } catch (thrown) {
      if ((thrown as { slug?: string }).slug === "plan-frozen-already") return plan;
      throw thrown;
    }
  };
  const send = async (values: Values) => {
    const found = await frozen();
    const last = found.snapshots[0];
    if (!last) return null;
    const texts = Object.fromEntries(LANGUAGES.map((each) => [each, values[`text_${each}`] || null]));
    return body(
      api.POST("/api/v1/networks/{network}/decisions", {
        params: { path: { network: net } },
        body: {
          kind: "workplan",
          title: plan.title,
          texts,
          subject: { kind: "workplans", id: plan.id, version: last.number, sha256: last.sha256 },
        } as never,
      }),
    );
  };
  return (
    <Dialog title={t("decide")} close={close}>
      <p>{t("decideSays")}</p>
      <Form
        act={t("decide")}
        cancel={close}
        keep={`${plan.id}.decide`}
        send={send}
        done={(answer) => {
          queries.invalidateQueries({ queryKey: [net] });
          if (answer) navigate({ to: links.decision(net, (answer as { id: string }).id) });
        }}
      >
        {(problem) =>
          LANGUAGES.map((each) => (
            <Field
              key={each}
              label={`${t("decisionText")} (${NAMES[each]})`}
              name={`text_${each}`}
              pointer={`/texts/${each}`}
              kind="prose"
              lang={each}
              value={strings.decisionDraft[each].replace("{title}", plan.title[each] ?? plan.title.en ?? "")}
              optional={each !== "en"}
              problem={problem}
            />
          ))
        }
      </Form>
    </Dialog>
  );
}

function NewVersion({ plan, close }: { plan: WorkplanRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Dialog title={t("newVersion")} close={close}>
      <p>{t("newVersionSays")}</p>
      <Form
        act={t("newVersion")}
        cancel={close}
        send={({ reason }) =>
          body(
            api.POST(
              `${AT}/versions` as never,
              {
                params: {
                  path: { network: net, workplan_id: plan.id },
                  header: { "If-Match": ifMatch(plan.version) },
                },
                body: { reason },
              } as never,
            ),
          )
        }
        done={(answer) => {
          queries.invalidateQueries({ queryKey: [net] });
          close();
          navigate({ to: links.workplan(net, (answer as WorkplanRead).id), search: { view: "table" } as never });
        }}
      >
        {(problem) => <Field label={c("reason")} name="reason" kind="prose" problem={problem} />}
      </Form>
    </Dialog>
  );
}
