import { useQuery } from "@tanstack/react-query";
import { useLanguage, useStrings, written } from "../../i18n";
import { useAmount } from "./Bars";
import { type Cents, type Line, shareKey, type Totals } from "./budget";
import { type ProposalRead, reference, told } from "./queries";
import { strings } from "./strings";

const sum = (lines: Line[]): Cents | null =>
  lines.length === 0 ? null : lines.reduce((so, line) => so + line.cents, 0n);

/** Categories by organisation and year, to be read; each organisation is written in its own part. */
export function Overview({
  proposal: found,
  lines,
  sums,
  span,
}: {
  proposal: ProposalRead;
  lines: Line[];
  sums: Totals;
  span: number[];
}) {
  const t = useStrings(strings);
  const amount = useAmount();
  const spoken = useLanguage();
  const categories = (useQuery(reference("budget-categories")).data ?? []).filter((each) => each.kind === "direct");
  const owners = [...new Set([...found.punos.map((puno) => puno.acronym), ...lines.map((line) => line.puno)])];
  const foot = (which: "direct" | "indirect" | "total", label: string) => (
    <tr className={which === "total" ? "total" : which}>
      <th scope="row">{label}</th>
      {owners.map((puno) => (
        <Group key={puno}>
          {span.map((year) => (
            <td key={year} className="num">
              {amount(sums.byPunoYear.get(shareKey(puno, year))?.[which])}
            </td>
          ))}
          <td className="num sum">{amount(sums.byPuno.get(puno)?.[which])}</td>
        </Group>
      ))}
      <td className="num sum">{amount(sums[which])}</td>
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className="sheet-grid" tabIndex={0} aria-label={t("gridAll")}>
      <table className="budget">
        <caption className="sr">{t("gridAll")}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {t("category")}
            </th>
            {owners.map((puno) => (
              <th key={puno} colSpan={span.length + 1} scope="colgroup" className="owner">
                {puno}
                {found.punos.some((each) => each.acronym === puno && each.role === "convening") && (
                  <span className="quiet"> {t("role_convening")}</span>
                )}
              </th>
            ))}
            <th rowSpan={2} scope="col" className="num">
              {t("all")}
            </th>
          </tr>
          <tr className="second">
            {owners.map((puno) => (
              <Group key={puno}>
                {span.map((year) => (
                  <th key={year} scope="col" className="num">
                    {year}
                  </th>
                ))}
                <th scope="col" className="num sum">
                  {t("sum")}
                </th>
              </Group>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => {
            const row = lines.filter((line) => line.category === category.number);
            return (
              <tr key={category.number}>
                <th scope="row">
                  <span className="quiet">{category.number}</span> {written(told(category, "title"), spoken).text}
                </th>
                {owners.map((puno) => (
                  <Group key={puno}>
                    {span.map((year) => (
                      <td key={year} className="num">
                        {amount(sum(row.filter((line) => line.puno === puno && line.year === year)))}
                      </td>
                    ))}
                    <td className="num sum">{amount(sum(row.filter((line) => line.puno === puno)))}</td>
                  </Group>
                ))}
                <td className="num sum">{amount(sum(row))}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          {foot("direct", t("direct"))}
          {foot("indirect", t("indirectAll"))}
          {foot("total", t("total"))}
        </tfoot>
      </table>
    </section>
  );
}

const Group = ({ children }: { children: React.ReactNode }) => <>{children}</>;
