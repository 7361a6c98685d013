import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Written } from "../../ui/parts";
import { Titles, useChoices } from "./NewProposal";
import { type ProposalRead, reference, told, useKeep, usePanel, useRights } from "./queries";
import { strings } from "./strings";

/** What it is about: summary, area, objectives, dates. */
export function About({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const rights = useRights(found);
  const [panel, show] = usePanel();
  const areas = useQuery(reference("thematic-areas"));
  const calls = useQuery(reference("calls"));
  const area = areas.data?.find((each) => each.code === found.thematic_area);
  const call = calls.data?.find((each) => each.code === found.call_code);
  return (
    <>
      <section className="stack" aria-labelledby="summary">
        <div className="row">
          <h2 id="summary" className="grow">
            {t("summary")}
          </h2>
          {found.editable && rights.leads && (
            <button type="button" className="btn" onClick={() => show("text")}>
              {t("editText")}
            </button>
          )}
        </div>
        {written(found.summary, spoken).text === "–" ? (
          <p className="quiet">{t("summaryNone")}</p>
        ) : (
          <p className="paper prose">
            <Written text={found.summary} />
          </p>
        )}
        {!found.editable && <p className="small">{t("frozen")}</p>}
      </section>
      <dl className="kv">
        <dt>{t("area")}</dt>
        <dd>{area ? `${area.number}. ${written(told(area, "title"), spoken).text}` : t("notChosen")}</dd>
        <dt>{t("objective")}</dt>
        <dd>{found.primary_objective ? <Objective net={net} number={found.primary_objective} /> : t("notChosen")}</dd>
        <dt>{t("others")}</dt>
        <dd>
          {found.objectives.length === 0
            ? "–"
            : found.objectives.map((each, at) => (
                <span key={each}>
                  {at > 0 && ", "}
                  <Objective net={net} number={each} />
                </span>
              ))}
        </dd>
        <dt>{t("startsOn")}</dt>
        <dd>{found.starts_on ? day(found.starts_on, spoken) : "–"}</dd>
        <dt>{t("duration")}</dt>
        <dd>{found.months ? t("months", { count: found.months }) : "–"}</dd>
        <dt>{t("call")}</dt>
        <dd>
          {written(told(call, "title"), spoken).text} ({found.call_code}, {found.call_version})
        </dd>
        {found.based_on_id && (
          <>
            <dt>{t("basedOn")}</dt>
            <dd>
              <Link to={links.proposal(net, found.based_on_id)}>{t("read")}</Link>
            </dd>
          </>
        )}
      </dl>
      {panel === "text" && found.editable && rights.leads && <Editor proposal={found} close={() => show()} />}
    </>
  );
}

function Objective({ net, number }: { net: string; number: number }) {
  const spoken = useLanguage();
  const objectives = useQuery(reference("gcm-objectives"));
  const found = objectives.data?.find((each) => each.number === number);
  return (
    <Link to={links.objective(net, number)}>
      {number}. {written(told(found, "short"), spoken).text}
    </Link>
  );
}

function Editor({ proposal: found, close }: { proposal: ProposalRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const choices = useChoices(found.thematic_area);
  const [, , field] = usePanel();
  const { ready } = choices;
  const [opened] = useState(found);
  useEffect(() => {
    if (!ready) return;
    const named = { title: "title", summary: "en" }[field ?? ""] ?? field;
    if (named) document.querySelector<HTMLElement>(`dialog [name="${CSS.escape(named)}"]`)?.focus();
  }, [field, ready]);
  if (!choices.ready) return null;
  return (
    <Dialog title={t("editText")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        keep={`${found.id}.text`}
        send={async (values) => {
          const changed = changedFrom(opened, values);
          if (Object.keys(changed).length === 0) return found;
          return body(
            api.PATCH("/api/v1/networks/{network}/proposals/{proposal_id}", {
              params: {
                path: { network: net, proposal_id: found.id },
                header: { "If-Match": ifMatch(found.version) },
              },
              body: changed,
            } as never),
          );
        }}
        done={(answer) => {
          keep(answer);
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={found.title} />
            {(Object.keys(NAMES) as (keyof typeof NAMES)[]).map((each) => (
              <Field
                key={each}
                label={`${t("summary")} (${NAMES[each]})`}
                name={each}
                kind="prose"
                pointer={`/summary/${each}`}
                value={found.summary?.[each] ?? ""}
                problem={problem}
                optional
                lang={each}
              />
            ))}
            <Field
              label={t("area")}
              name="thematic_area"
              options={choices.areas}
              value={found.thematic_area ?? ""}
              problem={problem}
              optional
            />
            <Field
              label={t("objective")}
              name="primary_objective"
              options={choices.objectives}
              value={String(found.primary_objective ?? "")}
              problem={problem}
              optional
            />
            <Field
              label={t("others")}
              name="objectives"
              value={found.objectives.join(", ")}
              help={t("othersHelp")}
              problem={problem}
              optional
            />
            <Field
              label={t("startsOn")}
              name="starts_on"
              kind="date"
              value={found.starts_on ?? ""}
              problem={problem}
              optional
            />
            <Field
              label={t("monthsLabel")}
              name="months"
              kind="number"
              value={String(found.months ?? "")}
              problem={problem}
              optional
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Only what the writer changed: what somebody else saved meanwhile in another field stays. */
export function changedFrom(opened: ProposalRead, values: Values): Record<string, unknown> {
  const all = { en: null, ru: null, tk: null };
  const stood: Record<string, unknown> = {
    title: { ...all, ...opened.title },
    summary: opened.summary && { ...all, ...opened.summary },
    thematic_area: opened.thematic_area,
    primary_objective: opened.primary_objective,
    objectives: opened.objectives,
    starts_on: opened.starts_on,
    months: opened.months,
  };
  return Object.fromEntries(
    Object.entries(asSent(values)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stood[name])),
  );
}

/** What was typed, as the API takes it; the server judges it. A summary begins in English. */
const asSent = (values: Values) => ({
  title: { en: values.title ?? "", ru: values.title_ru || null, tk: values.title_tk || null },
  summary:
    values.en || values.ru || values.tk ? { en: values.en ?? "", ru: values.ru || null, tk: values.tk || null } : null,
  thematic_area: values.thematic_area || null,
  primary_objective: values.primary_objective ? Number(values.primary_objective) : null,
  objectives: (values.objectives ?? "")
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number),
  starts_on: values.starts_on || null,
  months: values.months ? Number(values.months) : null,
});
