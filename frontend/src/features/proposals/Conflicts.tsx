import { useQuery } from "@tanstack/react-query";
import { useLanguage, useStrings, written } from "../../i18n";
import { useAmount } from "./Bars";
import { parse } from "./budget";
import type { Typing } from "./drafts";
import { type ProposalRead, reference, told } from "./queries";
import { strings } from "./strings";

interface Props {
  puno: ProposalRead["punos"][number];
  typing: Typing;
  keys: string[];
}

/** Somebody saved this part meanwhile: both amounts side by side, taken over one by one. */
export function Conflicts({ puno, typing, keys }: Props) {
  const t = useStrings(strings);
  const amount = useAmount();
  const spoken = useLanguage();
  const categories = useQuery(reference("budget-categories"));
  const named = (key: string) => {
    const [output, at, year] = key.split("|");
    const category = categories.data?.find((each) => String(each.number) === at);
    return t("cellName", {
      output: output || t("noOutput"),
      category: written(told(category, "title"), spoken).text,
      year,
    });
  };
  return (
    <div className="problem" role="alert" data-testid="conflicts">
      <strong>{t("conflict")}</strong>
      {keys.length === 0 && <span>{t("conflictNone")}</span>}
      {keys.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("cell")}</th>
              <th scope="col" className="num">
                {t("yours")}
              </th>
              <th scope="col" className="num">
                {t("theirs")}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key}>
                <th scope="row">{named(key)}</th>
                <td className="num">{amount(parse(typing.draftOf(puno.acronym)?.cells[key]?.text ?? ""))}</td>
                <td className="num">{amount(typing.standing(puno.acronym, key))}</td>
                <td className="row">
                  <button
                    type="button"
                    className="btn small"
                    onClick={() => typing.settle(puno.acronym, puno.version, key, true)}
                  >
                    {t("keepMine")}
                    <span className="sr">: {named(key)}</span>
                  </button>
                  <button
                    type="button"
                    className="btn small"
                    onClick={() => typing.settle(puno.acronym, puno.version, key, false)}
                  >
                    {t("takeTheirs")}
                    <span className="sr">: {named(key)}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
