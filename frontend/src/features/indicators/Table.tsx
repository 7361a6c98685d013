import { useEffect, useRef } from "react";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { useOfficer } from "../decisions/queries";
import type { Shown } from "./Indicator";
import { told } from "./numbers";
import type { FigureRead, IndicatorRead, IndicatorTable } from "./queries";
import { Figure, Hidden, useSign } from "./said";
import { strings } from "./strings";

interface Props {
  found: IndicatorRead;
  data: IndicatorTable;
  /** The column whose numerators and denominators stand at the right. */
  chosen: number;
  choose: (at: number) => void;
  go: (next: Partial<Shown>) => void;
}

/** Periods and parts. Blank is a dash, zero is 0, what is hidden is hatched and says why below. */
export function FiguresTable({ found, data, chosen, choose, go }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const scroll = useRef<HTMLElement>(null);
  const count = data.columns.length;
  // the newest periods are seen first
  useEffect(() => {
    if (scroll.current && count > 0) scroll.current.scrollLeft = scroll.current.scrollWidth;
  }, [count]);
  const pairs = found.kind !== "quantity";
  const title = written(found.title, spoken).text;
  const period = written(data.columns[chosen]?.title, spoken).text;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section ref={scroll} className="figures-scroll" id="figures" tabIndex={0} aria-label={t("figuresOf", { title })}>
        <table className="figures-table">
          <caption className="sr">{t("figuresOf", { title })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("part")}</th>
              {data.columns.map((column, at) => (
                <Head
                  key={column.period}
                  found={found}
                  column={column}
                  chosen={at === chosen}
                  choose={() => choose(at)}
                  go={go}
                />
              ))}
              {pairs && (
                <>
                  <th scope="col" className="num first-pair">
                    {t("numerator")}, {period}
                  </th>
                  <th scope="col" className="num">
                    {t("denominator")}, {period}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={`${row.place}|${row.dims}`} className={row.depth === 0 ? "whole" : undefined}>
                <th scope="row" className={`depth${row.depth}`}>
                  {row.depth === 0 ? t("all") : written(row.parts[row.parts.length - 1]?.title, spoken).text}
                </th>
                {row.figures.map((figure, at) => (
                  <td key={data.columns[at]?.period} className={at === chosen ? "num chosen" : "num"}>
                    <Figure figure={figure} of={{ ...found, kind: "quantity" }} />
                  </td>
                ))}
                {pairs && <Pair figure={row.figures[chosen] ?? null} />}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Notes data={data} />
    </>
  );
}

function Pair({ figure }: { figure: FigureRead | null }) {
  const spoken = useLanguage();
  const sign = useSign();
  const hidden = figure ? sign(figure.suppressed) : undefined;
  return (
    <>
      {(["numerator", "denominator"] as const).map((which) => (
        <td key={which} className={which === "numerator" ? "num first-pair" : "num"}>
          {hidden ? <Hidden sign={hidden} /> : told(figure?.[which], spoken)}
        </td>
      ))}
    </>
  );
}

interface HeadProps {
  found: IndicatorRead;
  column: IndicatorTable["columns"][number];
  chosen: boolean;
  choose: () => void;
  go: Props["go"];
}

/** A period: locked or not, and how many of its values are approved. */
function Head({ found, column, chosen, choose, go }: HeadProps) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const officer = useOfficer(net);
  const values = found.values.filter((each) => each.period === column.period);
  const approved = values.filter((each) => each.state === "approved").length;
  const name = written(column.title, spoken).text;
  const lock = column.locked && (
    <>
      <Icon name="lock" size={14} />
      <span className="sr">{t("locked")}</span>
    </>
  );
  return (
    <th scope="col" className={chosen ? "num chosen" : "num"}>
      <span className="period-head">
        <button type="button" className="plain-head" aria-pressed={chosen} onClick={choose}>
          {name}
        </button>
        {lock &&
          (officer ? (
            <button
              type="button"
              className="plain-head"
              title={t("periods")}
              onClick={() => go({ panel: "periods", period: column.period })}
            >
              {lock}
            </button>
          ) : (
            lock
          ))}
      </span>
      {values.length > 0 && approved < values.length && (
        <span className="small under">{t("approvedOf", { approved, all: values.length })}</span>
      )}
    </th>
  );
}

/** What the signs of this table mean; only those that stand in it. */
function Notes({ data }: { data: IndicatorTable }) {
  const t = useStrings(strings);
  const sign = useSign();
  const all = data.rows.flatMap((row) => row.figures);
  const has = (wanted: FigureRead["suppressed"]) => all.some((each) => each?.suppressed === wanted);
  return (
    <p className="notes small">
      {data.shown_to === "members" ? t("asMembers") : t("asSecretariat")}. {all.some((each) => !each) && t("noteBlank")}{" "}
      {has("small") && t("noteSmall", { sign: sign("small") })} {has("complementary") && t("noteComplement")}{" "}
      {data.rows.length > 1 && t("noteTotals")} {t("noteMissing")}
    </p>
  );
}
