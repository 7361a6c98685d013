import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog } from "../../ui/Form";
import { ProblemNote } from "../../ui/parts";
import { type Fault, faultsOf } from "./rules";
import { strings } from "./strings";

type Report = Schemas["ImportReport"];

/** A file is looked through first, writing nothing; then all its rows are recorded, or none. */
export function Import({ close }: { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (dry_run: boolean) => {
    if (!file || busy) return;
    setBusy(true);
    setProblem(null);
    setReport(null);
    const form = new FormData();
    form.append("file", file);
    try {
      const answer = await body(
        api.POST("/api/v1/networks/{network}/members/import", {
          params: { path: { network: net }, query: { dry_run } },
          body: {} as never,
          bodySerializer: () => form,
        }),
      );
      setReport(answer);
      if (!dry_run) queries.invalidateQueries({ queryKey: [net] });
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setBusy(false);
    }
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    send(true);
  };
  const ready = report?.dry_run && report.created > 0;
  return (
    <Dialog title={t("import")} close={close}>
      <p>{t("importSays")}</p>
      <p>
        <a href={`/api/v1/networks/${net}/members/import`} download="members.xlsx">
          {t("template")}
        </a>
      </p>
      <form onSubmit={check}>
        <div className="field">
          <label htmlFor="import-file">{t("file")}</label>
          <input
            id="import-file"
            type="file"
            accept=".xlsx,.csv"
            required
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              setReport(null);
              setProblem(null);
            }}
          />
        </div>
        <div role="status">
          {report && (
            <p>
              {t(report.dry_run ? "checked" : "imported", {
                rows: report.rows,
                created: report.created,
                unchanged: report.unchanged,
              })}
            </p>
          )}
        </div>
        {problem && <ProblemNote problem={problem} />}
        {problem && <Faults faults={faultsOf(problem.body)} />}
        <div className="acts">
          <button type="button" className="btn" onClick={close}>
            {c("close")}
          </button>
          <button type="submit" className={ready ? "btn" : "btn main"} disabled={busy}>
            {t("check")}
          </button>
          {ready && (
            <button type="button" className="btn main" disabled={busy} onClick={() => send(false)}>
              {t("importNow")}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Faults({ faults }: { faults: Fault[] }) {
  const t = useStrings(strings);
  if (faults.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table that is scrolled by keyboard too
    <section className="scroll faults" aria-label={t("fault")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("fault")}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.row} ${fault.column} ${fault.detail}`}>
              <th scope="row">{fault.row}</th>
              <td>
                <code>{fault.column}</code>
              </td>
              <td>{fault.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
