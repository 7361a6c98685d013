import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { asProblem, type Problem } from "../../api/problems";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { type ImportReport, importPlan, workplans } from "./queries";
import { strings } from "./strings";
import "./workplans.css";

interface Fault {
  row: number | null;
  column: string | null;
  detail: string;
}

/** A file of UN INFO: looked through first, writing nothing; then all its rows are taken, or none. */
export function Import() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ strict: false }) as { plan?: string };
  const drafts = (useQuery(workplans(net)).data?.items ?? []).filter((each) => each.state === "draft");
  const [plan, setPlan] = useState(search.plan ?? "");
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const into = plan || drafts[0]?.id || "";
  const send = async (dry: boolean) => {
    if (!file || busy || !into) return;
    setBusy(true);
    setProblem(null);
    setReport(null);
    try {
      const answer = await importPlan(net, into, file, dry);
      setReport(answer);
      if (!dry) {
        queries.invalidateQueries({ queryKey: [net] });
        navigate({ to: links.workplan(net, into), search: { view: "table" } as never });
      }
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
  const faults = (problem?.body.rows ?? problem?.body.faults ?? []) as Fault[];
  return (
    <Page title={t("import")} trail={<Link to={links.workplans(net)}>{c("workplans")}</Link>}>
      <div className="body">
        <p>{t("importSays")}</p>
        {drafts.length === 0 ? (
          <p className="empty">{t("importNeedsDraft")}</p>
        ) : (
          <form className="stack" onSubmit={check}>
            <label className="field">
              <span>{t("importInto")}</span>
              <select
                value={into}
                onChange={(event) => {
                  setPlan(event.target.value);
                  setReport(null);
                }}
              >
                {drafts.map((each) => (
                  <option key={each.id} value={each.id}>
                    {written(each.title, spoken).text}
                  </option>
                ))}
              </select>
            </label>
            <div className="field">
              <label htmlFor="uninfo-file">{t("file")}</label>
              <input
                id="uninfo-file"
                type="file"
                accept=".xlsx"
                required
                onChange={(event) => {
                  setFile(event.target.files?.[0] ?? null);
                  setReport(null);
                  setProblem(null);
                }}
              />
            </div>
            <div role="status">{report && <Report report={report} />}</div>
            {problem && <ProblemNote problem={problem} />}
            {faults.length > 0 && <Faults faults={faults} />}
            <div className="row">
              <button type="submit" className={report ? "btn" : "btn main"} disabled={busy || !file}>
                {t("check")}
              </button>
              {report?.dry_run && (
                <button type="button" className="btn main" disabled={busy} onClick={() => send(false)}>
                  {t("importNow")}
                </button>
              )}
            </div>
          </form>
        )}
      </div>
    </Page>
  );
}

function Report({ report }: { report: ImportReport }) {
  const t = useStrings(strings);
  return <p>{t("importReport", { ...report } as Record<string, unknown>)}</p>;
}

function Faults({ faults }: { faults: Fault[] }) {
  const t = useStrings(strings);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table that is scrolled by keyboard too
    <section className="wp-scroll" aria-label={t("fault")} tabIndex={0}>
      <table className="wp-table">
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
              <th scope="row">{fault.row ?? "–"}</th>
              <td>{fault.column ?? "–"}</td>
              <td>{fault.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
