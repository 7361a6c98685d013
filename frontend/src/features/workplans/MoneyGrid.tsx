import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { asProblem, type Problem } from "../../api/problems";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/parts";
import type { Agency } from "./model";
import { block, COLUMNS, faultsOf, type Line, MEASURES, parse, pasted, type Typed, total } from "./money";
import { useAmount } from "./Parts";
import { strings } from "./strings";

interface Props {
  /** Under which name what is typed stays on this device until it is saved. */
  keep: string;
  rows: Omit<Typed, "key">[];
  agencies: Agency[];
  sources: string[];
  save: (rows: Typed[]) => Promise<unknown>;
  done: () => void;
}

let last = 0;
const keyed = (row: Omit<Typed, "key">): Typed => {
  last += 1;
  return { ...row, key: last };
};

const read = (keep: string): Omit<Typed, "key">[] | null => {
  try {
    return JSON.parse(localStorage.getItem(keep) ?? "null");
  } catch {
    return null;
  }
};

/** Amounts of one line as they count: what is no amount yet counts as blank. */
const asLine = (row: Typed): Line => ({
  agency: row.organisation_id,
  source: row.source,
  year: Number(row.year),
  required: parse(row.required) ?? null,
  available: parse(row.available) ?? null,
  spent: parse(row.spent) ?? null,
});

/** Organisation, source, year and amounts, typed as in a sheet: arrows and Enter go on, a pasted block fills it. */
export function MoneyGrid({ keep, rows: standing, agencies, sources, save, done }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const amount = useAmount();
  const id = useId();
  const name = `unmn.draft.${keep}.money`;
  const fresh = (): Typed =>
    keyed({
      organisation_id: agencies[0]?.id ?? "",
      source: "",
      year: standing.at(-1)?.year ?? "",
      required: "",
      available: "",
      spent: "",
    });
  const [restored] = useState(() => read(name) !== null);
  const [rows, setRows] = useState<Typed[]>(() => (read(name) ?? standing).map(keyed));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState("");
  const table = useRef<HTMLTableElement>(null);
  const put = (next: Typed[]) => {
    setRows(next);
    localStorage.setItem(name, JSON.stringify(next.map(({ key: _, ...row }) => row)));
  };
  useEffect(() => {
    table.current?.querySelector<HTMLElement>("select, input")?.focus();
  }, []);
  const change = (key: number, field: keyof Omit<Typed, "key">, value: string) =>
    put(rows.map((row) => (row.key === key ? { ...row, [field]: value } : row)));
  const paste = (at: number, column: number, event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const cells = block(text);
    put(pasted(rows, at, column, cells, fresh));
    say(t("pastedRows", { count: cells.length }));
  };
  const go = (event: KeyboardEvent, at: number, column: number) => {
    const down =
      event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)
        ? 1
        : event.key === "ArrowUp" || event.key === "Enter"
          ? -1
          : 0;
    if (down === 0) return;
    event.preventDefault();
    if (at + down === rows.length) put([...rows, { ...fresh(), organisation_id: rows[at]?.organisation_id ?? "" }]);
    setTimeout(() => table.current?.querySelector<HTMLElement>(`[data-cell="${at + down}:${column}"]`)?.focus());
  };
  const faults = rows.map(faultsOf);
  const send = async () => {
    if (busy || faults.some((each) => each.length > 0)) return;
    setBusy(true);
    setProblem(null);
    try {
      await save(rows);
      localStorage.removeItem(name);
      done();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setBusy(false);
    }
  };
  const cancel = () => {
    localStorage.removeItem(name);
    done();
  };
  const sum = total(rows.map(asLine));
  return (
    <div className="stack">
      {restored && <p className="small">{c("restored")}</p>}
      <p className="small">{t("pasteHelp")}</p>
      <div className="wp-lines">
        <table ref={table} className="wp-table">
          <thead>
            <tr>
              <th scope="col">{t("filterAgency")}</th>
              <th scope="col">{t("source")}</th>
              <th scope="col">{t("year")}</th>
              {MEASURES.map((each) => (
                <th key={each} scope="col" className="num">
                  {t(each)} <span className="small">{t("usd")}</span>
                </th>
              ))}
              <th scope="col">
                <span className="sr">{c("remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.key}>
                <td>
                  <select
                    aria-label={t("cellOf", { column: t("filterAgency"), row: at + 1 })}
                    value={row.organisation_id}
                    onChange={(event) => change(row.key, "organisation_id", event.target.value)}
                  >
                    {agencies.map((each) => (
                      <option key={each.id} value={each.id}>
                        {each.acronym}
                      </option>
                    ))}
                  </select>
                </td>
                {COLUMNS.map((column, place) => {
                  const wrong = faults[at]?.includes(column) && row[column].trim() !== "";
                  return (
                    <td key={column} className={`${place > 1 ? "num" : ""}${wrong ? " fault" : ""}`}>
                      <input
                        data-cell={`${at}:${place}`}
                        aria-label={t("cellOf", { column: t(column), row: at + 1 })}
                        aria-invalid={wrong || undefined}
                        aria-describedby={wrong ? `${id}-wrong` : undefined}
                        inputMode={place > 0 ? "decimal" : undefined}
                        list={place === 0 ? `${id}-sources` : undefined}
                        maxLength={200}
                        value={row[column]}
                        onChange={(event) => change(row.key, column, event.target.value)}
                        onKeyDown={(event) => go(event, at, place)}
                        onPaste={(event) => paste(at, place, event)}
                      />
                    </td>
                  );
                })}
                <td>
                  <button
                    type="button"
                    className="btn plain icon"
                    aria-label={`${c("remove")}: ${at + 1}`}
                    onClick={() => put(rows.filter((each) => each.key !== row.key))}
                  >
                    <Icon name="cross" size={16} />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t("total")}
              </th>
              {MEASURES.map((each) => (
                <td key={each} className="num" data-total={each}>
                  <strong>{amount(sum[each])}</strong>
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
        <datalist id={`${id}-sources`}>
          {sources.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </div>
      <p className="sr" role="status">
        {said}
      </p>
      {faults.some((each, at) => each.some((column) => rows[at]?.[column].trim() !== "")) && (
        <p id={`${id}-wrong`} className="tone-madder">
          {t("notAmount")}
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      <div className="row">
        <button type="button" className="btn" onClick={() => put([...rows, fresh()])}>
          <Icon name="plus" size={16} /> {t("addLine")}
        </button>
        <span className="grow" />
        <button type="button" className="btn" onClick={cancel}>
          {c("cancel")}
        </button>
        <button
          type="button"
          className="btn main"
          disabled={busy || faults.some((each) => each.length > 0)}
          onClick={send}
        >
          {c("save")}
        </button>
      </div>
    </div>
  );
}
