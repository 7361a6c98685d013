import { useLanguage, useStrings } from "../../i18n";
import { useAmount } from "./Bars";
import { shareKey, type Totals } from "./budget";
import { type ProposalRead, rate } from "./queries";
import { strings } from "./strings";

/** On a phone: the sums of each organisation, to be read. */
export function Sums({ proposal: found, sums, span }: { proposal: ProposalRead; sums: Totals; span: number[] }) {
  const t = useStrings(strings);
  const amount = useAmount();
  const spoken = useLanguage();
  return (
    <section className="stack" aria-labelledby="by-puno">
      <h2 id="by-puno">{t("byPuno")}</h2>
      {found.editable && <p className="small">{t("phoneReads")}</p>}
      {found.punos.map((puno) => {
        const share = sums.byPuno.get(puno.acronym);
        return (
          <table key={puno.acronym} className="sums">
            <caption>{puno.acronym}</caption>
            <tbody>
              {span.map((year) => (
                <tr key={year}>
                  <th scope="row">{year}</th>
                  <td className="num">{amount(sums.byPunoYear.get(shareKey(puno.acronym, year))?.direct)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">{t("indirect", { rate: rate(puno.indirect_bps, spoken) })}</th>
                <td className="num">{amount(share?.indirect)}</td>
              </tr>
              <tr className="total">
                <th scope="row">{t("total")}</th>
                <td className="num">{amount(share?.total)}</td>
              </tr>
            </tbody>
          </table>
        );
      })}
    </section>
  );
}
