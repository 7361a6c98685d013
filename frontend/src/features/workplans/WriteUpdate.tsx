import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Loaded } from "../../ui/parts";
import { type Agency, STATUSES } from "./model";
import { amountOf, plain, sent } from "./money";
import { owing, quarterName, quarters } from "./months";
import {
  type ActivityRead,
  match,
  type OwedUpdate,
  owedBy,
  today,
  type UpdateRead,
  updates,
  type WorkplanRead,
} from "./queries";
import { strings } from "./strings";

interface Props {
  found: ActivityRead;
  plan: WorkplanRead;
  /** The reader's organisations that report on it. */
  mine: Agency[];
  quarter: string | undefined;
  close: () => void;
}

/** What my organisation did in the quarter: begun with what stood in the one before. */
export function WriteUpdate({ found, plan, mine, quarter, close }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const [agency, setAgency] = useState(mine[0]);
  const all = quarters(plan.starts_on, plan.ends_on, today());
  const given = useQuery(updates(net, plan.id, found.id)).data?.items ?? [];
  const over = given.filter((each) => each.organisation_id === agency?.id && each.state === "submitted");
  const [chosen, setPeriod] = useState(quarter);
  const owed = owing(all, today());
  // what is submitted already is not asked for again: then the quarter that runs is written
  const period = chosen ?? (over.some((each) => each.period === owed) ? (all[0] ?? owed) : owed);
  const query = useQuery(owedBy(net, agency?.id ?? "", period));
  if (!agency) return null;
  return (
    <Dialog title={t("writeUpdate")} close={close} panel>
      <div className="filters">
        <label>
          {t("quarter")}
          <select value={period} onChange={(event) => setPeriod(event.target.value)}>
            {all.map((each) => (
              <option key={each} value={each}>
                {quarterName(each, spoken)}
              </option>
            ))}
          </select>
        </label>
        {mine.length > 1 && (
          <label>
            {t("filterAgency")}
            <select
              value={agency.id}
              onChange={(event) => setAgency(mine.find((each) => each.id === event.target.value) ?? agency)}
            >
              {mine.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.acronym}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Loaded query={query}>
        {({ items, locked }) => {
          const owed = items.find((each) => each.activity_id === found.id);
          if (locked) return <p>{t("quarterLocked")}</p>;
          if (!owed) return <p>{t("nothingOwed")}</p>;
          if (owed.update?.state === "submitted") return <p>{t("alreadySubmitted")}</p>;
          return <Write key={`${agency.id}${period}`} found={found} owed={owed} close={close} />;
        }}
      </Loaded>
    </Dialog>
  );
}

function Write({ found, owed, close }: { found: ActivityRead; owed: OwedUpdate; close: () => void }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const stands = owed.update ?? owed.prefill;
  const fresh = !owed.update;
  const path = {
    network: net,
    workplan_id: found.workplan_id,
    activity_id: found.id,
    organisation_id: owed.party.organisation_id,
    period: owed.period,
  };
  const at =
    "/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}/updates/{period}/{organisation_id}";
  const send = async (values: Values) => {
    const answer = (await body(
      api.PUT(
        at as never,
        {
          params: { path, header: owed.update ? match(owed.update.version) : {} },
          body: {
            status: values.status,
            progress: values.progress || null,
            problems: values.problems || null,
            next_steps: values.next_steps || null,
            forecast_starts_on: values.forecast_starts_on || null,
            forecast_ends_on: values.forecast_ends_on || null,
            expenditure: sent(values.expenditure ?? ""),
          },
        } as never,
      ),
    )) as UpdateRead;
    if (!values.submit) return;
    await api.POST(`${at}/submit` as never, { params: { path, header: match(answer.version) } } as never);
  };
  const prose = (name: "progress" | "problems" | "next_steps", label: string, problem: Problem | null) => (
    <Field label={label} name={name} kind="prose" value={stands[name] ?? ""} optional problem={problem} />
  );
  return (
    <>
      <p>
        <strong>{t("updateFor", { quarter: quarterName(owed.period, spoken), agency: owed.party.acronym })}</strong>
      </p>
      {fresh && stands.progress && <p className="small">{t("prefilled")}</p>}
      <Form
        act={t("saveUpdate")}
        cancel={close}
        keep={`${found.id}.${owed.party.organisation_id}.${owed.period}`}
        send={send}
        done={() => {
          queries.invalidateQueries({ queryKey: [net] });
          close();
        }}
      >
        {(problem) => (
          <>
            <Field
              label={t("status")}
              name="status"
              value={stands.status}
              options={STATUSES.map((value) => ({ value, label: word("activity.status", value) }))}
              problem={problem}
            />
            {prose("progress", t("narrative"), problem)}
            {prose("problems", t("difficulties"), problem)}
            {prose("next_steps", t("nextSteps"), problem)}
            <Field
              label={t("forecastStart")}
              name="forecast_starts_on"
              kind="date"
              value={stands.forecast_starts_on ?? ""}
              optional
              problem={problem}
            />
            <Field
              label={t("forecastEnd")}
              name="forecast_ends_on"
              kind="date"
              value={stands.forecast_ends_on ?? ""}
              help={t("forecastHelp")}
              optional
              problem={problem}
            />
            <Field
              label={t("spentInQuarter")}
              name="expenditure"
              value={plain(amountOf(stands.expenditure))}
              optional
              problem={problem}
            />
            <label className="row">
              <input type="checkbox" name="submit" value="yes" defaultChecked /> {t("submitNow")}
            </label>
          </>
        )}
      </Form>
    </>
  );
}
