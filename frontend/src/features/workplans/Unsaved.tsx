import { useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import type { Edits, Pending } from "./edits";
import type { Activity, Agency, Field, Result } from "./model";
import { strings } from "./strings";

interface Props {
  edits: Edits;
  rows: { results: Result[]; activities: Activity[] };
  agencies: Agency[];
}

/** What was typed and is not saved: kept, told, and sent again; where two wrote the same, both stand side by side. */
export function Unsaved({ edits, rows, agencies }: Props) {
  const t = useStrings(strings);
  if (edits.open.length === 0) return null;
  const found = (id: string) =>
    rows.activities.find((each) => each.id === id) ?? rows.results.find((each) => each.id === id);
  const shown = (each: Pending, value: string | null) =>
    (each.field === "lead_id" ? agencies.find((agency) => agency.id === value)?.acronym : value) || "–";
  const failed = edits.open.filter((each) => each.state === "failed");
  return (
    <section className="problem wp-unsaved" role="alert" data-testid="unsaved">
      <strong>{t("unsaved", { count: edits.open.length })}</strong>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("activity")}</th>
            <th scope="col">{t("yours")}</th>
            <th scope="col">{t("theirs")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {edits.open.map((each) => {
            const row = found(each.id);
            const name = `${row?.code ?? ""} ${t(`field_${each.field as Field | "dates"}`)}`;
            return (
              <tr key={`${each.id}${each.field}`}>
                <th scope="row">
                  {name}
                  <br />
                  <span className="small">
                    {each.state === "conflict" ? t("conflict") : [each.title, each.detail].filter(Boolean).join(" ")}
                  </span>
                </th>
                <td>{shown(each, each.value)}</td>
                <td>{shown(each, edits.standing(each))}</td>
                <td className="row">
                  <button type="button" className="btn small" onClick={() => edits.settle(each, true)}>
                    {t("keepMine")}
                    <span className="sr">: {name}</span>
                  </button>
                  <button type="button" className="btn small" onClick={() => edits.settle(each, false)}>
                    {t("takeTheirs")}
                    <span className="sr">: {name}</span>
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {failed.length > 1 && (
        <div>
          <button type="button" className="btn small" onClick={edits.retry}>
            <Icon name="send" size={16} /> {t("sendAgain")}
          </button>
        </div>
      )}
    </section>
  );
}
