import { useStrings } from "../../i18n";
import { strings } from "./strings";

export interface Risk {
  id: string;
  number: number;
  title: string;
  likelihood: number;
  impact: number;
}

const LEVELS = [1, 2, 3, 4, 5];

/** How much a risk weighs: steps of petrol, never traffic lights. */
export const heat = (likelihood: number, impact: number): number => {
  const weight = likelihood * impact;
  return weight >= 15 ? 3 : weight >= 8 ? 2 : weight >= 4 ? 1 : 0;
};

/** Likelihood upwards, impact to the right; each risk by its number, which leads to its row. */
export function Matrix({ risks }: { risks: Risk[] }) {
  const t = useStrings(strings);
  return (
    <table className="wp-matrix">
      <caption className="sr">{t("matrix")}</caption>
      <thead>
        <tr>
          <th scope="col" className="small">
            {t("likelihood")} ↑ · {t("impact")} →
          </th>
          {LEVELS.map((impact) => (
            <th key={impact} scope="col">
              {impact}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...LEVELS].reverse().map((likelihood) => (
          <tr key={likelihood}>
            <th scope="row">{likelihood}</th>
            {LEVELS.map((impact) => (
              <td key={impact} data-heat={heat(likelihood, impact)}>
                {risks
                  .filter((risk) => risk.likelihood === likelihood && risk.impact === impact)
                  .map((risk) => (
                    <a key={risk.id} className="dot" href={`#risk-${risk.id}`} title={risk.title}>
                      <span className="sr">{risk.title} </span>
                      {risk.number}
                    </a>
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
