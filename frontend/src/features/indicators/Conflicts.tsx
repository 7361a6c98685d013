import { useLanguage, useStrings } from "../../i18n";
import { EMPTY, type Row } from "./entry";
import { pathOf } from "./Grid";
import { told } from "./numbers";
import { strings } from "./strings";
import { keyAndMeasure, type Typing } from "./typing";

/** Somebody saved this value meanwhile: both numbers side by side, taken over one by one. */
export function Conflicts({ typing, rows }: { typing: Typing; rows: Row[] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const named = (at: string) => {
    const [key, measure] = keyAndMeasure(at);
    const row = rows.find((each) => each.key === key);
    return t("cellName", {
      row: row ? pathOf(rows, row) : key,
      measure: t(measure === "value" ? "valueColumn" : measure),
    });
  };
  return (
    <div className="problem" role="alert" data-testid="conflicts">
      <strong>{t("conflict")}</strong>
      {typing.conflicts.length === 0 && <span>{t("conflictNone")}</span>}
      {typing.conflicts.length > 0 && (
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
            {typing.conflicts.map((at) => {
              const [key, measure] = keyAndMeasure(at);
              return (
                <tr key={at}>
                  <th scope="row">{named(at)}</th>
                  <td className="num">{typing.typed[at]?.text || "–"}</td>
                  <td className="num">{told((typing.saved.get(key) ?? EMPTY)[measure], spoken)}</td>
                  <td className="row">
                    <button type="button" className="btn small" onClick={() => typing.settle(at, true)}>
                      {t("keepMine")}
                      <span className="sr">: {named(at)}</span>
                    </button>
                    <button type="button" className="btn small" onClick={() => typing.settle(at, false)}>
                      {t("takeTheirs")}
                      <span className="sr">: {named(at)}</span>
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
