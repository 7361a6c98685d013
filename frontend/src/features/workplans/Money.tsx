import { useLanguage, useStrings } from "../../i18n";
import { number } from "../../i18n/format";
import { Bars, type ChartData } from "../../ui/chart";
import { agrees, by, type Line, type Measure, NOTHING, type Sum, total, written } from "./money";
import { useAmount, useMoney } from "./Parts";
import { strings } from "./strings";

const SHOWN: (Measure | "mobilise")[] = ["required", "available", "spent", "mobilise"];

/** Money by organisation, source and year: a sentence, three pictures of it, and the table that they are drawn from. */
export function Money({ lines, whole }: { lines: Line[]; whole: Sum }) {
  const t = useStrings(strings);
  const money = useMoney();
  if (lines.length === 0) return <p className="empty">{t("noMoney")}</p>;
  const agencies = by(lines, (line) => line.agency);
  const most = [...agencies].reduce((so, each) => ((each[1].mobilise ?? 0n) > (so[1].mobilise ?? 0n) ? each : so));
  return (
    <div className="stack wp-money">
      <p className="wp-sentence">
        {(whole.mobilise ?? 0n) > 0n
          ? t("byAgency", { mobilise: money(whole.mobilise), required: money(whole.required), agency: most[0] })
          : t("allFound")}
      </p>
      <div className="wp-axes">
        <Axis name="agency" sums={agencies} />
        <Axis name="source" sums={by(lines, (line) => line.source)} />
        <Axis name="year" sums={by(sortedByYear(lines), (line) => String(line.year))} />
      </div>
      <Grid lines={lines} whole={whole} />
      <p className={agrees(lines, whole) ? "small" : "tone-madder"} data-testid="agrees">
        {t(agrees(lines, whole) ? "agree" : "agreeNot")}
      </p>
    </div>
  );
}

const sortedByYear = (lines: Line[]) => [...lines].sort((one, other) => one.year - other.year);

function Axis({ name, sums }: { name: "agency" | "source" | "year"; sums: Map<string, Sum> }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  // what was only spent, as reported by quarter, has nothing to draw here
  const shown = [...sums].filter(([, sum]) => sum.available !== null || sum.mobilise !== null);
  const data: ChartData = {
    axis: t(name === "agency" ? "filterAgency" : name),
    across: shown.map(([key]) => ({ key, label: key })),
    series: (["available", "mobilise"] as const).map((measure) => ({
      key: measure,
      name: t(measure),
      data: shown.map(([, sum]) => {
        const cents = sum[measure];
        return { value: cents === null ? null : written(cents) };
      }),
    })),
  };
  return (
    <section className="stack">
      <Bars
        title={`${t(`axis_${name}`)}: ${t("available")}, ${t("mobilise")} (${t("usd")})`}
        data={data}
        say={(exact) => number(exact.split(".")[0] ?? exact, spoken)}
      />
    </section>
  );
}

function Grid({ lines, whole }: { lines: Line[]; whole: Sum }) {
  const t = useStrings(strings);
  const amount = useAmount();
  const years = [...new Set(lines.map((line) => line.year))].sort();
  const agencies = [...new Set(lines.map((line) => line.agency))].sort();
  const cells = (own: Line[], sums: boolean) => {
    const byYear = by(own, (line) => line.year);
    return (
      <>
        {years.flatMap((year) =>
          SHOWN.map((measure, at) => (
            <td key={`${year}${measure}`} className={at === 0 ? "num first" : "num"}>
              {amount((byYear.get(year) ?? NOTHING)[measure])}
            </td>
          )),
        )}
        {SHOWN.map((measure, at) => (
          <td key={measure} className={at === 0 ? "num sum first" : "num sum"} data-total={sums ? measure : undefined}>
            {amount(total(own)[measure])}
          </td>
        ))}
      </>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className="wp-scroll" tabIndex={0} aria-label={t("moneyTable")}>
      <table className="wp-table wp-sums">
        <caption className="sr">{t("moneyTable")}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t("filterAgency")} · {t("source")} <span className="small">{t("usd")}</span>
            </th>
            {[...years, null].map((year) => (
              <th key={year} scope="colgroup" colSpan={4} className="first">
                {year ?? t("total")}
              </th>
            ))}
          </tr>
          <tr>
            {[...years, null].flatMap((year) =>
              SHOWN.map((measure, at) => (
                <th key={`${year}${measure}`} scope="col" className={at === 0 ? "num first" : "num"}>
                  {t(measure)}
                </th>
              )),
            )}
          </tr>
        </thead>
        {agencies.map((agency) => {
          const own = lines.filter((line) => line.agency === agency);
          const sources = [...new Set(own.map((line) => line.source))].sort();
          return (
            <tbody key={agency}>
              <tr className="group">
                <th scope="rowgroup">{agency}</th>
                {cells(own, false)}
              </tr>
              {sources.map((source) => (
                <tr key={source}>
                  <th scope="row" className="under">
                    {source}
                  </th>
                  {cells(
                    own.filter((line) => line.source === source),
                    false,
                  )}
                </tr>
              ))}
            </tbody>
          );
        })}
        <tfoot>
          <tr className="total">
            <th scope="row">{t("total")}</th>
            {cells(lines, true)}
          </tr>
        </tfoot>
      </table>
      {whole.required === null && <p className="small">{t("noMoney")}</p>}
    </section>
  );
}
