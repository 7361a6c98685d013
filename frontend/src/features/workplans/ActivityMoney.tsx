import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { MoneyGrid } from "./MoneyGrid";
import { amountOf, type PlanMoney, plain, sent, sumOf, type Typed } from "./money";
import { useAmount } from "./Parts";
import { type ActivityRead, activity, match, type WorkplanRead } from "./queries";
import { strings } from "./strings";

const SHOWN = ["required", "available", "spent", "mobilise"] as const;

/** The money of an activity by organisation, source and year, and where it may be typed. */
export function ActivityMoney({ found, plan }: { found: ActivityRead; plan: WorkplanRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const amount = useAmount();
  const queries = useQueryClient();
  const [typing, setTyping] = useState(false);
  const parties = [found.lead, ...found.contributors].map((each) => ({
    id: each.organisation_id,
    acronym: each.acronym,
  }));
  const all = plan.may.edit_all || plan.may.edit_for.includes(found.lead.organisation_id);
  const mine = all ? parties : parties.filter((each) => plan.may.edit_for.includes(each.id));
  const editable = found.lines.filter((line) => mine.some((each) => each.id === line.organisation_id));
  /** Each organisation's lines are put by themselves; the version of the activity goes on with each. */
  const save = async (rows: Typed[]) => {
    let { version } = found;
    const had = new Set(editable.map((line) => line.organisation_id));
    for (const { id } of mine) {
      const own = rows.filter((row) => row.organisation_id === id);
      if (own.length === 0 && !had.has(id)) continue;
      const lines = own.map((row) => ({
        source: row.source.trim(),
        year: Number(row.year),
        required: sent(row.required),
        available: sent(row.available),
        expenditure: sent(row.spent),
      }));
      const answer = (await body(
        api.PUT("/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}/money/{organisation_id}", {
          params: {
            path: { network: net, workplan_id: plan.id, activity_id: found.id, organisation_id: id },
            header: match(version),
          },
          body: { lines },
        } as never),
      )) as unknown as ActivityRead;
      version = answer.version;
      queries.setQueryData(activity(net, plan.id, found.id).queryKey, answer);
    }
    queries.invalidateQueries({ queryKey: [net, "workplans"] });
  };
  return (
    <section className="stack" aria-labelledby="money" data-part="lines money" tabIndex={-1}>
      <div className="row">
        <h2 id="money" className="grow">
          {t("money")}
        </h2>
        {mine.length > 0 && !typing && (
          <button type="button" className="btn" onClick={() => setTyping(true)}>
            {t("editMoney")}
          </button>
        )}
      </div>
      {typing ? (
        <MoneyGrid
          keep={found.id}
          agencies={mine}
          sources={[...new Set(found.lines.map((line) => line.source))]}
          rows={editable.map((line) => ({
            organisation_id: line.organisation_id,
            source: line.source,
            year: String(line.year),
            required: plain(amountOf(line.required)),
            available: plain(amountOf(line.available)),
            spent: plain(amountOf(line.expenditure)),
          }))}
          save={save}
          done={() => setTyping(false)}
        />
      ) : found.lines.length === 0 ? (
        <p className="quiet">{t("noMoney")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        <section className="wp-scroll" tabIndex={0} aria-label={t("moneyTable")}>
          <table className="wp-table">
            <thead>
              <tr>
                <th scope="col">{t("filterAgency")}</th>
                <th scope="col">{t("source")}</th>
                <th scope="col">{t("year")}</th>
                {SHOWN.map((each) => (
                  <th key={each} scope="col" className="num">
                    {t(each)} <span className="small">{t("usd")}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.lines.map((line) => (
                <tr key={`${line.organisation_id}${line.source}${line.year}`}>
                  <th scope="row">{line.acronym}</th>
                  <td>{line.source}</td>
                  <td>{line.year}</td>
                  <Amounts money={line} />
                </tr>
              ))}
              {found.reported.map((line) => (
                <tr key={`${line.organisation_id}${line.year}`}>
                  <th scope="row">{line.acronym}</th>
                  <td className="quiet">{t("asReported")}</td>
                  <td>{line.year}</td>
                  <td className="num">–</td>
                  <td className="num">–</td>
                  <td className="num">{amount(amountOf(line.expenditure))}</td>
                  <td className="num">–</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="total">
                <th scope="row" colSpan={3}>
                  {t("total")}
                </th>
                <Amounts money={found.money} />
              </tr>
            </tfoot>
          </table>
        </section>
      )}
    </section>
  );
}

function Amounts({ money }: { money: PlanMoney }) {
  const amount = useAmount();
  const sum = sumOf(money);
  return (
    <>
      {SHOWN.map((each) => (
        <td key={each} className="num" data-sum={each}>
          {amount(sum[each])}
        </td>
      ))}
    </>
  );
}
