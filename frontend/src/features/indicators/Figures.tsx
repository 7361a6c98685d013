import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { LINES_AT_MOST, Lines, Multiples, type Reference } from "../../ui/chart";
import { Icon } from "../../ui/Icon";
import { Bones, Loaded } from "../../ui/parts";
import { useOfficer } from "../decisions/queries";
import { usePhone } from "../objectives/phone";
import { About } from "./About";
import type { Shown } from "./Indicator";
import { told } from "./numbers";
import { targetsAlong } from "./periods";
import { type IndicatorRead, type IndicatorTable, indicator, table } from "./queries";
import { inPercent, say, useSign } from "./said";
import { chartOf, choices, lastKnown } from "./series";
import { strings } from "./strings";
import { FiguresTable } from "./Table";

interface Props {
  found: IndicatorRead;
  shown: Shown;
  go: (next: Partial<Shown>) => void;
}

/** The picture and, always with it, the table: the same figures, split the same way. */
export function Figures({ found, shown, go }: Props) {
  const net = useNet();
  const by = [shown.by, shown.by ? shown.second : undefined].filter((each): each is string => Boolean(each));
  const query = useQuery(
    table(net, found.id, { by, organisation_id: shown.organisation, ...(shown.shown ? { shown: "members" } : {}) }),
  );
  return (
    <section className="figures stack">
      <Loaded query={query}>
        {(data) => (
          <>
            <Choices found={found} data={data} shown={shown} go={go} />
            {shown.years && !shown.by && !shown.organisation ? (
              <Years found={found} shown={shown} go={go} />
            ) : (
              <Both found={found} data={data} go={go} />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

const hasYears = (found: IndicatorRead) => found.series.years.length > 0 && found.frequency !== "year";

/** What the periods of each year come to, with the targets of years. */
function Years({ found, shown, go }: Props) {
  const net = useNet();
  const query = useQuery({ ...indicator(net, found.id, "members"), enabled: shown.shown === "members" });
  const source = shown.shown ? query.data : found;
  if (!source) return <Bones />;
  const points = source.series.years;
  return (
    <Both
      found={found}
      go={go}
      data={{
        by: [],
        place: null,
        organisation_id: null,
        shown_to: source.shown_to,
        columns: points.map(({ period }) => ({ period, title: { en: period, ru: period, tk: period }, locked: false })),
        rows: [{ place: "", dims: "", depth: 0, parts: [], figures: points }],
        available: [],
      }}
    />
  );
}

const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

interface ChoicesProps extends Props {
  data: IndicatorTable;
}

/** By what it is split, then by what else, for whom, and whether as members see it. */
function Choices({ found, data, shown, go }: ChoicesProps) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const officer = useOfficer(net);
  const title = (code: string) => {
    const dimension = found.dimensions.find((each) => each.code === code);
    return (dimension ? written(dimension.title, spoken).text : code).toLocaleLowerCase(spoken);
  };
  const order = found.dimensions.map((each) => each.code);
  const first = choices(data.available, order);
  const second = shown.by ? choices(data.available, order, shown.by) : [];
  return (
    <div className="row choices">
      {first.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: choices side by side, not a form's fieldset
        <div className="segmented" role="group" aria-label={t("splitTitle")}>
          <button type="button" aria-pressed={!shown.by} onClick={() => go({ by: undefined, second: undefined })}>
            {t("all")}
          </button>
          {first.map((code) => (
            <button
              key={code}
              type="button"
              aria-pressed={shown.by === code}
              onClick={() => go({ by: code, second: shown.second === code ? undefined : shown.second })}
            >
              {capital(t("byDimension", { dimension: title(code) }))}
            </button>
          ))}
        </div>
      )}
      {second.length > 0 && (
        <label className="inline">
          {t("thenBy")}{" "}
          <select value={shown.second ?? ""} onChange={(event) => go({ second: event.target.value || undefined })}>
            <option value="">{t("none")}</option>
            {second.map((code) => (
              <option key={code} value={code}>
                {title(code)}
              </option>
            ))}
          </select>
        </label>
      )}
      {found.reporters.length > 1 && (
        <label className="inline">
          {t("organisationView")}{" "}
          <select value={shown.organisation ?? ""} onChange={(event) => go({ organisation: event.target.value })}>
            <option value="">{t("wholeNetwork")}</option>
            {found.reporters.map((each) => (
              <option key={each.organisation_id} value={each.organisation_id}>
                {each.acronym}
              </option>
            ))}
          </select>
        </label>
      )}
      {hasYears(found) && !shown.by && !shown.organisation && (
        // biome-ignore lint/a11y/useSemanticElements: choices side by side, not a form's fieldset
        <div className="segmented" role="group" aria-label={t("spanTitle")}>
          <button type="button" aria-pressed={!shown.years} onClick={() => go({ years: undefined })}>
            {t("bySpan")}
          </button>
          <button type="button" aria-pressed={Boolean(shown.years)} onClick={() => go({ years: true })}>
            {t("byYear")}
          </button>
        </div>
      )}
      <span className="grow" />
      {officer && (
        <button type="button" className="btn small" onClick={() => go({ shown: shown.shown ? undefined : "members" })}>
          {t(shown.shown ? "showSecretariat" : "showMembers")}
        </button>
      )}
      {officer && (
        <button type="button" className="btn small" onClick={() => go({ panel: "periods" })}>
          <Icon name="lock" size={16} /> {t("periods")}
        </button>
      )}
    </div>
  );
}

function Both({ found, data, go }: { found: IndicatorRead; data: IndicatorTable; go: Props["go"] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const phone = usePhone();
  const [column, choose] = useState<number | null>(null);
  const title = useSentence(found, data);
  const sign = useSign();
  const chosen = column !== null && column < data.columns.length ? column : lastKnown(data);
  const chart = chartOf(data, {
    period: (each) => written(each.title, spoken).text,
    row: (row) => (row.parts[0] ? written(row.parts[row.parts.length - 1]?.title, spoken).text : row.dims),
    sign,
    pair: (figure) =>
      figure.numerator === null
        ? undefined
        : t("ofPair", { numerator: told(figure.numerator, spoken), denominator: told(figure.denominator, spoken) }),
    axis: t("period"),
    whole: data.by.length === 0 ? "" : t("together"),
  });
  if (data.columns.length === 0)
    return (
      <div className="indicator-split">
        <p className="empty">{t("noFigure")}</p>
        <About found={found} />
      </div>
    );
  const frame = {
    title,
    beside: phone ? undefined : "figures",
    data: { ...chart, references: referencesOf(found, data, t("target"), t("baseline")) },
    say: (exact: string) => say(exact, found, spoken),
    tick: (text: string, top: boolean) => (top && inPercent(found) ? `${told(text, spoken)}%` : told(text, spoken)),
  };
  const figures = <FiguresTable found={found} data={data} chosen={chosen} choose={choose} go={go} />;
  return (
    <>
      <div className="indicator-split">
        {chart.series.length <= LINES_AT_MOST ? (
          <Lines {...frame} chosen={chosen} choose={choose} />
        ) : (
          <Multiples {...frame} />
        )}
        {!phone && <About found={found} />}
      </div>
      {phone ? (
        <>
          <details className="folded">
            <summary>{t("showTable")}</summary>
            {figures}
          </details>
          <About found={found} />
        </>
      ) : (
        figures
      )}
    </>
  );
}

/** What the picture says, in a sentence. */
function useSentence(found: IndicatorRead, data: IndicatorTable): string {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const title = written(found.title, spoken).text;
  const known = (data.rows[0]?.figures ?? []).flatMap((each, at) =>
    each?.value ? [{ value: say(each.value, found, spoken), at }] : [],
  );
  const [before, last] = [known[known.length - 2], known[known.length - 1]];
  const name = (at: number) => written(data.columns[at]?.title, spoken).text;
  const dimension = found.dimensions.find((each) => each.code === data.by[0]);
  const by = dimension
    ? ` ${t("saysBy", { dimension: written(dimension.title, spoken).text.toLocaleLowerCase(spoken) })}`
    : "";
  const figures = data.rows[0]?.figures ?? [];
  const newest = figures.reduce<number>((so, each, at) => (each ? at : so), -1);
  if (figures[newest]?.suppressed) return t("saysHidden", { title, period: name(newest) }) + by;
  if (!last) return t("saysNothing", { title }) + by;
  if (!before) return t("says", { title, value: last.value, period: name(last.at) }) + by;
  return (
    t("saysChange", {
      title,
      value: last.value,
      period: name(last.at),
      before: before.value,
      earlier: name(before.at),
    }) + by
  );
}

function referencesOf(found: IndicatorRead, data: IndicatorTable, target: string, baseline: string): Reference[] {
  const periods = data.columns.map(({ period }) => period);
  const references: Reference[] = [];
  // where the periods of a year are added up, the target of a year says nothing of one quarter
  const targets =
    found.accumulates === "sum"
      ? found.targets.filter((each) => periods.some((period) => period.length === each.period.length))
      : found.targets;
  if (targets.length > 0) {
    references.push({ kind: "target", label: target, values: targetsAlong(targets, periods) });
  }
  const start = found.baseline?.value;
  if (start && data.by.length === 0) {
    references.push({ kind: "baseline", label: baseline, values: periods.map(() => start) });
  }
  return references;
}
