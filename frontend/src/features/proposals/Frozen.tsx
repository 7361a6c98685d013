import { useQuery } from "@tanstack/react-query";
import { type LocalisedText, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { day, number } from "../../i18n/format";
import { rate, reference, told } from "./queries";
import { strings } from "./strings";

interface Snapshot {
  title: LocalisedText;
  summary: LocalisedText | null;
  thematic_area: string | null;
  primary_objective: number | null;
  objectives: number[];
  starts_on: string | null;
  months: number | null;
  government_counterparts: { name: string; role: string | null }[];
  punos: { organisation: string; role: "convening" | "participating"; indirect_bps: number }[];
  outputs: { code: string; title: string }[];
  budget: {
    lines: {
      organisation: string;
      output: string | null;
      category: number;
      year: number;
      amount: { amount: string };
    }[];
    totals: Record<"direct" | "indirect" | "total", { amount: string } | undefined>;
  };
}

/** A revision as it was frozen, to be read from top to bottom. */
export function Frozen({ snapshot }: { snapshot: unknown }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const read = snapshot as Snapshot;
  const categories = useQuery(reference("budget-categories"));
  const category = (at: number) =>
    written(
      told(
        categories.data?.find((each) => each.number === at),
        "title",
      ),
      spoken,
    ).text;
  return (
    <>
      <dl className="kv">
        {(Object.keys(NAMES) as (keyof typeof NAMES)[])
          .filter((each) => read.title[each])
          .map((each) => (
            <div key={each} className="pair">
              <dt>{NAMES[each]}</dt>
              <dd lang={each}>
                <strong>{read.title[each]}</strong>
                {read.summary?.[each] && <p>{read.summary[each]}</p>}
              </dd>
            </div>
          ))}
        <div className="pair">
          <dt>{t("area")}</dt>
          <dd>{read.thematic_area ?? "–"}</dd>
        </div>
        <div className="pair">
          <dt>{t("objective")}</dt>
          <dd>{read.primary_objective ?? "–"}</dd>
        </div>
        <div className="pair">
          <dt>{t("others")}</dt>
          <dd>{read.objectives.join(", ") || "–"}</dd>
        </div>
        <div className="pair">
          <dt>{t("startsOn")}</dt>
          <dd>{read.starts_on ? day(read.starts_on, spoken) : "–"}</dd>
        </div>
        <div className="pair">
          <dt>{t("duration")}</dt>
          <dd>{read.months ? t("months", { count: read.months }) : "–"}</dd>
        </div>
        <div className="pair">
          <dt>{t("punos")}</dt>
          <dd>
            {read.punos
              .map((each) => `${each.organisation} (${t(`role_${each.role}`)}, ${rate(each.indirect_bps, spoken)} %)`)
              .join("; ") || "–"}
          </dd>
        </div>
        <div className="pair">
          <dt>{t("government")}</dt>
          <dd>{read.government_counterparts.map((each) => each.name).join("; ") || "–"}</dd>
        </div>
        <div className="pair">
          <dt>{t("outputs")}</dt>
          <dd>{read.outputs.map((each) => `${each.code} ${each.title}`).join("; ") || "–"}</dd>
        </div>
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t("tab_budget")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("who")}</th>
              <th scope="col">{t("output")}</th>
              <th scope="col">{t("category")}</th>
              <th scope="col" className="num">
                {t("year")}
              </th>
              <th scope="col" className="num">
                {t("usd")}
              </th>
            </tr>
          </thead>
          <tbody>
            {read.budget.lines.map((line) => (
              <tr key={`${line.organisation}${line.output}${line.category}${line.year}`}>
                <th scope="row">{line.organisation}</th>
                <td>{line.output ?? t("noOutput")}</td>
                <td>{category(line.category)}</td>
                <td className="num">{line.year}</td>
                <td className="num">{number(line.amount.amount, spoken, 2)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {(["direct", "indirect", "total"] as const).map((each) => (
              <tr key={each}>
                <th scope="row" colSpan={4}>
                  {t(`part_${each}`)}
                </th>
                <td className="num">{number(read.budget.totals[each]?.amount, spoken, 2)}</td>
              </tr>
            ))}
          </tfoot>
        </table>
      </section>
    </>
  );
}
