import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { Chip, Loaded, Written } from "../../ui/parts";
import { Titles, titleOf } from "./Adding";
import { Matrix } from "./Matrix";
import { match, type RiskRead, risks, useAgencies, type WorkplanRead } from "./queries";
import { strings } from "./strings";

const LEVELS = [1, 2, 3, 4, 5].map((each) => ({ value: String(each), label: String(each) }));
const STATES = ["open", "mitigated", "occurred", "closed"] as const;

/** What could go wrong, how likely and how badly, and who does what about it. */
export function Risks({ plan }: { plan: WorkplanRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const query = useQuery(risks(net, plan.id));
  const [open, setOpen] = useState<RiskRead | "new" | null>(null);
  return (
    <Loaded query={query}>
      {({ items }) => (
        <div className="stack">
          {items.length === 0 ? (
            <p className="empty">{t("noRisks")}</p>
          ) : (
            <div className="wp-risks">
              <Matrix
                risks={items
                  .filter((each) => each.state !== "closed")
                  .map((each) => ({
                    id: each.id,
                    number: items.indexOf(each) + 1,
                    title: each.title.en ?? "",
                    likelihood: each.likelihood,
                    impact: each.impact,
                  }))}
              />
              <ol className="wp-updates">
                {items.map((each, at) => (
                  <li key={each.id} id={`risk-${each.id}`}>
                    <div className="row">
                      <strong className="grow">
                        {at + 1}. <Written text={each.title} />
                      </strong>
                      <Chip tone={each.state === "occurred" ? "bad" : each.state === "open" ? "wait" : "good"}>
                        {word("workplan_risk.state", each.state)}
                      </Chip>
                      {plan.may.keep_risks && (
                        <button type="button" className="btn small" onClick={() => setOpen(each)}>
                          {c("edit")}
                          <span className="sr">: {each.title.en}</span>
                        </button>
                      )}
                    </div>
                    <p className="quiet">
                      {t("likelihood")} {each.likelihood} × {t("impact")} {each.impact} = {each.score} · {t("owner")}:{" "}
                      {each.owner.acronym}
                    </p>
                    {each.mitigation && <p className="wp-prose">{each.mitigation}</p>}
                  </li>
                ))}
              </ol>
            </div>
          )}
          {plan.may.keep_risks && (
            <div>
              <button type="button" className="btn" onClick={() => setOpen("new")}>
                {t("addRisk")}
              </button>
            </div>
          )}
          {open && <RiskForm plan={plan} risk={open === "new" ? null : open} close={() => setOpen(null)} />}
        </div>
      )}
    </Loaded>
  );
}

function RiskForm({ plan, risk, close }: { plan: WorkplanRead; risk: RiskRead | null; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const agencies = useAgencies();
  if (agencies.length === 0) return null;
  return (
    <Dialog title={risk ? t("risk") : t("addRisk")} close={close}>
      <Form
        act={c("save")}
        cancel={close}
        keep={`${risk?.id ?? plan.id}.risk`}
        send={(values) => {
          const wanted = {
            title: titleOf(values),
            likelihood: Number(values.likelihood),
            impact: Number(values.impact),
            owner_id: values.owner_id ?? "",
            mitigation: values.mitigation || null,
            state: (values.state ?? "open") as RiskRead["state"],
          };
          const path = { network: net, workplan_id: plan.id };
          return risk
            ? body(
                api.PATCH("/api/v1/networks/{network}/workplans/{workplan_id}/risks/{risk_id}", {
                  params: { path: { ...path, risk_id: risk.id }, header: match(risk.version) },
                  body: wanted,
                } as never),
              )
            : body(
                api.POST("/api/v1/networks/{network}/workplans/{workplan_id}/risks", {
                  params: { path },
                  body: wanted,
                }),
              );
        }}
        done={() => {
          queries.invalidateQueries({ queryKey: risks(net, plan.id).queryKey });
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={risk?.title} />
            <Field
              label={t("likelihood")}
              name="likelihood"
              options={LEVELS}
              value={String(risk?.likelihood ?? 3)}
              problem={problem}
            />
            <Field
              label={t("impact")}
              name="impact"
              options={LEVELS}
              value={String(risk?.impact ?? 3)}
              problem={problem}
            />
            <Field
              label={t("owner")}
              name="owner_id"
              options={agencies.map((each) => ({ value: each.id, label: each.acronym }))}
              value={risk?.owner.organisation_id}
              problem={problem}
            />
            <Field
              label={t("mitigation")}
              name="mitigation"
              kind="prose"
              value={risk?.mitigation ?? ""}
              optional
              problem={problem}
            />
            <Field
              label={c("state")}
              name="state"
              options={STATES.map((value) => ({ value, label: word("workplan_risk.state", value) }))}
              value={risk?.state ?? "open"}
              problem={problem}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
