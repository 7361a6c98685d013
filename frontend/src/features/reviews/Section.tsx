import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { linkOf } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Markdown } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { Chip, Loaded } from "../../ui/parts";
import { Answer, Length } from "./Answer";
import { Discussion } from "./Comments";
import {
  type FieldRead,
  figureOf,
  type ReviewRead,
  type SectionMark,
  type SectionRead,
  section,
  useKeep,
} from "./queries";
import { strings } from "./strings";

const CHARTS: Record<string, string[]> = {
  prioritisation: ["ratings", "heat"],
  indicators: ["series"],
  means: ["money"],
};

/** One section: its questions and answers, and beside them the records they rest on. */
export function Section({ found, mark }: { found: ReviewRead; mark: SectionMark }) {
  const net = useNet();
  const query = useQuery(section(net, found.id, mark.id));
  return (
    <div className="review-section">
      <Loaded query={query}>{(held) => <Read found={found} held={held} />}</Loaded>
    </div>
  );
}

function Read({ found, held }: { found: ReviewRead; held: SectionRead }) {
  const t = useStrings(strings);
  const at = found.sections.findIndex((each) => each.id === held.id);
  const step = (offset: number, label: string) => {
    const other = found.sections[at + offset];
    return (
      other && (
        <Link className="btn small" to="." search={{ section: other.id } as never} title={other.title}>
          {label}
        </Link>
      )
    );
  };
  const beside = held.group === "objective";
  return (
    <>
      <div className="row">
        <h2>{held.title}</h2>
        <Checked found={found} held={held} />
      </div>
      <Length limit={held.limit} />
      <div className={beside ? "review-beside" : undefined}>
        <div className="stack">
          {held.fields.map((each) => (
            <Question key={each.id} found={found} held={held} field={each} alone={held.fields.length === 1} />
          ))}
          <Charts found={found} held={held} />
        </div>
        {beside && <Evidence held={held} />}
      </div>
      <Discussion found={found} section={held.id} />
      <div className="row between">
        {step(-1, t("previous"))} {step(1, t("next"))}
      </div>
    </>
  );
}

/** Whether somebody has read it and says that it stands. */
function Checked({ found, held }: { found: ReviewRead; held: SectionRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const { keepSection } = useKeep(found.id);
  const set = (checked: boolean) => async () =>
    keepSection(
      await body(
        api.POST("/api/v1/networks/{network}/reviews/{review_id}/sections/{section_id}/check", {
          params: {
            path: { network: net, review_id: found.id, section_id: held.id },
            header: { "If-Match": ifMatch(held.version) },
          },
          body: { checked },
        }),
      ),
    );
  return (
    <div className="row">
      <Chip tone={held.progress === "checked" ? "good" : ""}>{word("review.progress", held.progress)}</Chip>
      {held.checked && (
        <span className="small">{t("checkedBy", { by: held.checked.by, at: moment(held.checked.at, spoken) })}</span>
      )}
      {held.may_edit && held.progress !== "empty" && (
        <Press className="btn small" act={set(!held.checked)}>
          {t(held.checked ? "uncheck" : "check")}
        </Press>
      )}
    </div>
  );
}

interface QuestionProps {
  found: ReviewRead;
  held: SectionRead;
  field: FieldRead;
  alone: boolean;
}

function Question({ found, held, field, alone }: QuestionProps) {
  const t = useStrings(strings);
  const word = useWord();
  const [editing, setEditing] = useState(false);
  return (
    <section className="question" data-field={field.id} aria-label={field.label}>
      <div className="row">
        {!alone && <h3>{field.label}</h3>}
        {field.required && field.typed && <Chip>{t("required")}</Chip>}
        {field.confidence !== "sourced" && (
          <span className="small tone-ochre" title={word("review.confidence", field.confidence)}>
            {t("unverified")}
          </span>
        )}
        {field.visibility !== "public" && <Chip>{t("membersOnly")}</Chip>}
        {field.behind && <Chip tone="wait">{t("behind")}</Chip>}
        {!field.typed && !field.absent && <span className="small">{t("computed")}</span>}
        {held.may_edit && field.typed && !editing && (
          <button type="button" className="btn plain small" onClick={() => setEditing(true)}>
            {t(field.text ? "edit" : "write")} <span className="sr">{field.label}</span>
          </button>
        )}
      </div>
      {field.help && (
        <p className="small" lang="en">
          {field.help}
        </p>
      )}
      {editing ? (
        <Answer found={found} held={held} field={field} close={() => setEditing(false)} />
      ) : (
        <Said field={field} language={held.language} />
      )}
      {field.sources.length > 0 && held.may_edit && (
        <details className="small">
          <summary>{t("whereRead")}</summary>
          <ul>
            {field.sources.map((each) => (
              <li key={each}>
                <a href={each} rel="noopener noreferrer" target="_blank">
                  {each}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Said({ field, language }: { field: FieldRead; language: string }) {
  const t = useStrings(strings);
  if (field.absent) return <p className="quiet">– {t("absent")}</p>;
  if (field.data) return <Data data={field.data} label={field.label} />;
  if (!field.text) return <p className="quiet">{t("nothing")}</p>;
  return (
    <div className="answer-text" lang={language}>
      {field.text.split(/\n{2,}/).map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs keep their places
        <Markdown key={at} text={each} />
      ))}
    </div>
  );
}

function Data({ data, label }: { data: NonNullable<FieldRead["data"]>; label: string }) {
  const t = useStrings(strings);
  if (data.type === "value") return <p>{data.value ?? "–"}</p>;
  if (data.rows.length === 0) return <p className="quiet">{t("noRows")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard
    <section className="scrolls" tabIndex={0} aria-label={label}>
      <table className="data">
        <thead>
          <tr>
            {data.columns.map((each) => (
              <th key={each}>{each}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their places
            <tr key={at}>
              {row.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells keep their places
                <td key={place}>{cell?.startsWith("http") ? <a href={cell}>{cell}</a> : (cell ?? "–")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** As they stand on paper, drawn by the server. */
function Charts({ found, held }: { found: ReviewRead; held: SectionRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const keys = (CHARTS[held.key] ?? []).filter((key) => found.figures.includes(key));
  return keys.map((key) => (
    <figure key={key} className="review-figure">
      <figcaption>{t(`chart_${key}` as "chart_heat")}</figcaption>
      <img src={figureOf(net, found, key, spoken)} alt={t(`chart_${key}` as "chart_heat")} loading="lazy" />
    </figure>
  ));
}

/** What is on record of an objective in these years; each record leads to its own page. */
function Evidence({ held }: { held: SectionRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  return (
    <aside className="evidence" aria-label={t("evidence")}>
      <h3>{t("evidence")}</h3>
      {held.evidence.length === 0 && <p className="quiet">{t("noEvidence")}</p>}
      <ul>
        {held.evidence.map((each) => {
          const title = written(each.title, spoken);
          return (
            <li key={`${each.kind}.${each.id}`} data-evidence={each.kind}>
              <Link to={linkOf(net, each.kind, each.id, each.number)} lang={title.lang}>
                {title.text}
              </Link>
              <span className="small">
                {each.number} · {day(each.on, spoken)}
                {each.visibility !== "public" && ` · ${word("visibility", each.visibility)}`}
              </span>
              {each.new && <Chip tone="good">{t("isNew")}</Chip>}
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
