import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { asProblem, type Problem } from "../../api/problems";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { FieldName } from "./FieldName";
import { type ImportReport, importPlan, workplans } from "./queries";
import { strings } from "./strings";
import "./workplans.css";

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
  const into = drafts.find((each) => each.id === plan) ?? drafts[0];
  const send = async (dry: boolean) => {
    if (!file || busy || !into) return;
    setBusy(true);
    setProblem(null);
    setReport(null);
    try {
      const answer = await importPlan(net, into, file, dry);
      setReport(answer);
      if (answer.written) {
        queries.invalidateQueries({ queryKey: [net] });
        navigate({ to: links.workplan(net, into.id), search: { view: "table" } as never });
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
  const ready = report?.dry_run && report.error_count === 0 && report.added + report.changed > 0;
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
                value={into?.id}
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
                  {report.error_count > 0
                    ? t("importErrors", { count: report.error_count })
                    : t("importReport", { ...report })}
                </p>
              )}
            </div>
            {problem && <ProblemNote problem={problem} />}
            {report && <Report report={report} />}
            <div className="row">
              <button type="submit" className={ready ? "btn" : "btn main"} disabled={busy || !file}>
                {t("check")}
              </button>
              {ready && (
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

/** What is wrong, by row and column; else what would change. */
function Report({ report }: { report: ImportReport }) {
  const t = useStrings(strings);
  if (report.errors.length > 0)
    return (
      <Scroll label={t("fault")}>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("fault")}</th>
          </tr>
        </thead>
        <tbody>
          {report.errors.map((fault) => (
            <tr key={`${fault.row} ${fault.column} ${fault.code} ${fault.sentence}`} data-fault={fault.code}>
              <th scope="row">{fault.row ?? "–"}</th>
              <td>{fault.column ?? "–"}</td>
              <td>{fault.sentence}</td>
            </tr>
          ))}
        </tbody>
      </Scroll>
    );
  return (
    <>
      {report.activities.length > 0 && (
        <Scroll label={t("activities")}>
          <thead>
            <tr>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("activity")}</th>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t("whatChanged")}</th>
            </tr>
          </thead>
          <tbody>
            {report.activities.map((each) => (
              <tr key={each.rows.join()}>
                <td>{each.code ?? "–"}</td>
                <th scope="row">{each.title}</th>
                <td>{each.rows.join(", ")}</td>
                <td>{each.change === "added" ? t("change_added") : <Fields names={each.fields} />}</td>
              </tr>
            ))}
          </tbody>
        </Scroll>
      )}
      {report.missing.length > 0 && <p className="quiet">{t("importMissing", { codes: report.missing.join(", ") })}</p>}
    </>
  );
}

const Fields = ({ names }: { names: string[] }) => (
  <>
    {names.map((name, at) => (
      <span key={name}>
        {at > 0 && ", "}
        <FieldName name={name} />
      </span>
    ))}
  </>
);

function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table that is scrolled by keyboard too
    <section className="wp-scroll" aria-label={label} tabIndex={0}>
      <table className="wp-table">{children}</table>
    </section>
  );
}
