import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { type Ask, Moves } from "../../ui/Moves";
import { Chip, Loaded, Needs, Written } from "../../ui/parts";
import { asked, told, wanted } from "./answers";
import { FilePart } from "./FilePart";
import "./pledges.css";
import { Progress } from "./Progress";
import { type FieldRead, form, type PledgeForm, type PledgeRead, pledge, type SectionRead, TONE } from "./queries";
import { Section } from "./Section";
import { strings } from "./strings";

/** One pledge on its form: what was answered, what is missing, what came of it. */
export function Pledge() {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(pledge(net, id));
  const asks = useQuery(form(net, spoken));
  if (query.data && asks.data) return <Opened pledge={query.data} form={asks.data} />;
  return (
    <Page title={t("pledge")}>
      <div className="body">
        <Loaded query={query.data ? asks : query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Opened({ pledge: found, form: asks }: { pledge: PledgeRead; form: PledgeForm }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [section, edit] = useState<SectionRead | null>(null);
  const keep = (answer: PledgeRead) => {
    queries.setQueryData(pledge(net, found.id).queryKey, answer);
    queries.invalidateQueries({ queryKey: [net], predicate: ({ queryKey }) => queryKey[2] !== found.id });
  };
  const today = new Date().toISOString().slice(0, 10);
  const ask: Record<string, Ask> = {
    reason: { label: c("reason"), kind: "prose" },
    sent_on: { label: t("sentOn"), kind: "date", value: today },
    published_id: { label: t("publishedId") },
    fulfilled_on: { label: t("fulfilledOn"), kind: "date", value: today },
    fulfilment: { label: t("fulfilment"), kind: "prose", help: t("fulfilmentHelp") },
  };
  const make = async (move: string, values: Record<string, string>) => {
    const where = `/api/v1/networks/{network}/pledges/{pledge_id}/${move}`;
    const answer = await body(
      api.POST(
        where as "/api/v1/networks/{network}/pledges/{pledge_id}/return",
        {
          params: { path: { network: net, pledge_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: (Object.keys(values).length > 0 ? values : undefined) as never,
        } as never,
      ),
    );
    keep(answer as PledgeRead);
  };
  return (
    <Page
      title={found.title}
      visibility={found.visibility}
      trail={
        <>
          <Link to={links.pledges(net)}>{t("pledges")}</Link> / <strong>{found.number}</strong>
        </>
      }
      chip={<Chip tone={TONE[found.state]}>{word("pledge.state", found.state)}</Chip>}
      acts={
        <Moves
          of="pledge"
          moves={found.moves}
          main={["submit", "clear", "send", "publish", "start", "fulfil", "return"]}
          asks={ask}
          warn={{
            submit: t("warnSubmit"),
            clear: t("warnClear"),
            fulfil: t("warnFulfil"),
            withdraw: t("warnWithdraw"),
          }}
          make={make}
        />
      }
    >
      <div className="body">
        <Needs needs={found.needs} />
        {found.reason && found.state === "draft" && <p className="needs">{t("returned", { reason: found.reason })}</p>}
      </div>
      <div className="split">
        <div className="body">
          {asks.sections.map((each) => (
            <Part key={each.section} section={each} pledge={found} edit={() => edit(each)} keep={keep} />
          ))}
          <p className="small">
            {t("formSource", { version: found.form_version })}{" "}
            {asks.sources.slice(0, 2).map((source) => (
              <a key={source} href={source} target="_blank" rel="noreferrer">
                {new URL(source).hostname}
                <span className="sr"> {t("opensElsewhere")}</span>{" "}
              </a>
            ))}
          </p>
        </div>
        <aside aria-label={t("missing")}>
          <Findings pledge={found} />
          <Progress pledge={found} keep={keep} />
          <Papers pledge={found} />
        </aside>
      </div>
      {section && (
        <Section
          section={section}
          pledge={found}
          keep={(answer) => {
            keep(answer);
            edit(null);
          }}
          close={() => edit(null)}
        />
      )}
    </Page>
  );
}

interface PartProps {
  section: SectionRead;
  pledge: PledgeRead;
  edit: () => void;
  keep: (answer: PledgeRead) => void;
}

/** A section as it was filled in. What depends on another answer is left out where it is not asked. */
function Part({ section, pledge: found, edit, keep }: PartProps) {
  const c = useStrings(common);
  const fields = section.fields.filter((field) => asked(field, found.answers) || told(field, found, "en"));
  if (fields.length === 0) return null;
  return (
    <section className="stack">
      <div className="row">
        <h2>
          {section.section}. {section.title}
        </h2>
        {found.editable && section.section !== "VII" && (
          <button type="button" className="btn small" onClick={edit}>
            {c("edit")}
            <span className="sr">: {section.title}</span>
          </button>
        )}
      </div>
      <dl className="kv">
        {fields.map((field) => (
          <Answer key={field.key} field={field} pledge={found} keep={keep} />
        ))}
      </dl>
    </section>
  );
}

function Answer({ field, pledge: found, keep }: { field: FieldRead; pledge: PledgeRead; keep: PartProps["keep"] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const must = wanted(field, found.answers);
  return (
    <>
      <dt>
        {field.label}
        {field.confidence !== "sourced" && (
          <span className="small" title={t(`confidence_${field.confidence as "derived" | "assumed"}`)}>
            {" "}
            <abbr title={t(`confidence_${field.confidence as "derived" | "assumed"}`)}>†</abbr>
          </span>
        )}
      </dt>
      <dd className={field.type === "rich_text" ? "said" : undefined}>
        {field.key === "pledging_entity" ? (
          <>
            <Written text={found.entity.name} /> ({found.entity.acronym})
          </>
        ) : field.key === "contact" ? (
          (found.contact ?? <span className="quiet">{t("contactHidden")}</span>)
        ) : field.key === "file" ? (
          <FilePart pledge={found} keep={keep} />
        ) : field.key === "objectives" ? (
          found.objectives.length > 0 ? (
            <span className="row">
              {found.objectives.map((number) => (
                <Link key={number} to={links.objective(net, number)}>
                  {t("objectiveNo", { number })}
                </Link>
              ))}
            </span>
          ) : (
            <Open must={must} />
          )
        ) : (
          (told(field, found, spoken) ?? <Open must={must} />)
        )}
      </dd>
    </>
  );
}

/** A question that was left open: a dash, and a word where it must be answered. */
function Open({ must }: { must: boolean }) {
  const t = useStrings(strings);
  return must ? <span className="open-answer">– {t("unanswered")}</span> : <>–</>;
}

function Findings({ pledge: found }: { pledge: PledgeRead }) {
  const t = useStrings(strings);
  const word = useWord();
  if (!["draft", "prepared"].includes(found.state)) return null;
  return (
    <section className="stack">
      <h2>{t("missing")}</h2>
      {found.findings.length === 0 && <p className="quiet">{t("nothing")}</p>}
      <ul className="findings">
        {found.findings.map((each) => (
          <li key={`${each.key}/${each.field}`}>
            <strong>{word("severity", each.severity)}:</strong> {each.sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Papers({ pledge: found }: { pledge: PledgeRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const from = `/api/v1/networks/${net}/pledges/${found.id}`;
  return (
    <section className="stack">
      <h2>{t("onPaper")}</h2>
      <p className="row">
        {["pdf", "docx", "json"].map((format) => (
          <a key={format} className="btn small" href={`${from}.${format}?language=${spoken}`} download>
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      <dl className="kv">
        <dt>{t("sentOn")}</dt>
        <dd>{found.sent_on ? day(found.sent_on, spoken) : "–"}</dd>
        <dt>{t("publishedId")}</dt>
        <dd>{found.published_id ?? "–"}</dd>
        <dt>{t("decision")}</dt>
        <dd>
          {found.decision ? (
            <Link to={links.decision(net, found.decision.id)}>
              {found.decision.number} {written(found.decision.title, spoken).text}
            </Link>
          ) : (
            "–"
          )}
        </dd>
        {found.fulfilled_on && (
          <>
            <dt>{t("fulfilledOn")}</dt>
            <dd>
              {day(found.fulfilled_on, spoken)}. {found.fulfilment}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
