import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type DragEvent, type FormEvent, useEffect, useRef, useState } from "react";
import { asProblem, Problem } from "../../api/problems";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Loaded, ProblemNote } from "../../ui/parts";
import { strings } from "./import.strings";
import {
  checkFile,
  commitImport,
  ended,
  type ImportRead,
  type ImportReport,
  importOf,
  linesOf,
  stopImport,
} from "./importing";
import "./import.css";

const YEARS = 4;

/** A file of values: checked first, writing nothing; then all its rows are taken, or none. Its job is in the address. */
export function Import() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const { job } = useSearch({ strict: false }) as { job?: string };
  const go = (id?: string) => navigate({ to: ".", search: (id ? { job: id } : {}) as never });
  return (
    <Page title={t("title")} trail={<Link to={links.indicators(net)}>{c("indicators")}</Link>}>
      <div className="body stack import">{job ? <Running key={job} id={job} go={go} /> : <Begin go={go} />}</div>
    </Page>
  );
}

function Begin({ go }: { go: (id: string) => void }) {
  const t = useStrings(strings);
  return (
    <>
      <p>{t("says")}</p>
      <p className="notice">{t("noPersons")}</p>
      <Template />
      <Sending go={go} />
    </>
  );
}

function Template() {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const [year, setYear] = useState("");
  const now = new Date().getFullYear();
  const address = (format: string) =>
    `/api/v1/networks/${net}/indicator-imports/template?${new URLSearchParams({ format, language: spoken, ...(year ? { periods: year } : {}) })}`;
  return (
    <section className="stack">
      <h2>{t("step1")}</h2>
      <p>{t("templateSays")}</p>
      <div className="row">
        <label className="field">
          <span>{t("templateFor")}</span>
          <select value={year} onChange={(event) => setYear(event.target.value)}>
            <option value="">{t("thisPeriod")}</option>
            {Array.from({ length: YEARS }, (_, back) => String(now - back)).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <a className="btn" href={address("xlsx")} download>
          {t("template")}
        </a>
        <a className="btn" href={address("csv")} download>
          {t("templateCsv")}
        </a>
      </div>
    </section>
  );
}

function Sending({ go }: { go: (id: string) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = (found: File | null | undefined) => {
    setFile(found ?? null);
    setProblem(null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || busy) return;
    setBusy(true);
    try {
      go((await checkFile(net, file)).id);
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={send}>
      <h2>{t("step2")}</h2>
      <label
        className={over ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span>{file ? file.name : t("drop")}</span>
        <span className="btn" aria-hidden="true">
          {t("choose")}
        </span>
        <input
          type="file"
          accept=".xlsx,.csv,.tsv,.txt"
          aria-label={t("file")}
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </label>
      {problem && <ProblemNote problem={problem} />}
      <div className="row">
        <button type="submit" className="btn main" disabled={!file || busy}>
          {t("check")}
        </button>
      </div>
    </form>
  );
}

function Running({ id, go }: { id: string; go: (id?: string) => void }) {
  const net = useNet();
  const queries = useQueryClient();
  const query = useQuery(importOf(net, id));
  const over = query.data && ended(query.data) && !query.data.dry_run;
  useEffect(() => {
    if (over) queries.invalidateQueries({ queryKey: [net, "indicators"] });
  }, [over, net, queries]);
  return <Loaded query={query}>{(found) => <Found found={found} go={go} />}</Loaded>;
}

function Found({ found, go }: { found: ImportRead; go: (id?: string) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const heading = useRef<HTMLHeadingElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const over = ended(found);
  useEffect(() => {
    if (over) heading.current?.focus();
  }, [over]);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setBusy(false);
    }
  };
  const commit = () => act(async () => go((await commitImport(net, found.id)).id));
  if (!over) return <Going found={found} stop={() => act(() => stopImport(net, found.id))} busy={busy} />;
  return (
    <section className="stack">
      <h2 ref={heading} tabIndex={-1}>
        {found.name}
      </h2>
      <Outcome found={found} />
      {found.report && <Report report={found.report} />}
      {found.report && found.report.faults.length > 0 && <Faults id={found.id} report={found.report} />}
      {problem && <ProblemNote problem={problem} />}
      <div className="row">
        {found.moves.includes("commit") && changes(found.report) && (
          <button type="button" className="btn main" disabled={busy} onClick={commit}>
            {t("commit")}
          </button>
        )}
        {found.state === "done" && !found.dry_run && (
          <Link className="btn main" to={links.indicators(net)}>
            {t("toIndicators")}
          </Link>
        )}
        <button type="button" className="btn" onClick={() => go()}>
          {t("another")}
        </button>
      </div>
    </section>
  );
}

const changes = (report: ImportReport | null) => report !== null && report.created + report.changed > 0;

/** One sentence: what has happened, or what would. */
function Outcome({ found }: { found: ImportRead }) {
  const t = useStrings(strings);
  const { report, state, problem } = found;
  if (state === "cancelled") return <p role="status">{t("stopped")}</p>;
  if (problem && !report) return <ProblemNote problem={new Problem(problem as never)} />;
  if (!report) return null;
  if (report.fault_count > 0) {
    return (
      <p role="alert" className="wrong">
        {t("faultCount", { count: report.fault_count })}
      </p>
    );
  }
  if (found.dry_run) return <p role="status">{t(changes(report) ? "would" : "nothing")}</p>;
  return (
    <p role="status" className="right">
      {t("done", { name: found.name, created: report.created, changed: report.changed, unchanged: report.unchanged })}
    </p>
  );
}

function Going({ found, stop, busy }: { found: ImportRead; stop: () => void; busy: boolean }) {
  const t = useStrings(strings);
  const word = useWord();
  const step = word("job.step", found.word);
  const facts = { step, done: found.done, of: found.of };
  const said = found.of > 0 ? t("progress", facts) : found.done > 0 ? t("progressRows", facts) : step;
  const known = found.of > 0 ? { value: found.done, max: found.of } : {};
  return (
    <section className="stack">
      <h2>{t(found.dry_run ? "checking" : "importing", { name: found.name })}</h2>
      <progress aria-label={t(found.dry_run ? "checking" : "importing", { name: found.name })} {...known} />
      <p role="status">{said}</p>
      <p className="quiet">{t("mayLeave")}</p>
      <div className="row">
        <button type="button" className="btn" disabled={busy} onClick={stop}>
          {t("stop")}
        </button>
      </div>
    </section>
  );
}

function Report({ report }: { report: ImportReport }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const figure = new Intl.NumberFormat(spoken === "en" ? "en-GB" : "ru");
  return (
    <>
      <table className="report">
        <thead className="sr">
          <tr>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("count")}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(report).map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td>{figure.format(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.periods.length > 0 && (
        <p>
          {t("periods")}: {report.periods.join(", ")}
        </p>
      )}
      {report.encoding !== "" && report.encoding !== "utf-8" && (
        <p className="quiet">{t("encoding", { encoding: report.encoding })}</p>
      )}
    </>
  );
}

function Faults({ id, report }: { id: string; report: ImportReport }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const shown = report.faults.length;
  return (
    <>
      <div className="row">
        <a className="btn" href={`/api/v1/networks/${net}/indicator-imports/${id}/errors?language=${spoken}`} download>
          {t("allFaults")}
        </a>
        {shown < report.fault_count && <span>{t("firstFaults", { shown })}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table that is scrolled by keyboard too */}
      <section className="faults" aria-label={t("faults")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t("column")}</th>
              <th scope="col">{t("wrong")}</th>
            </tr>
          </thead>
          <tbody>
            {report.faults.map((fault) => (
              <tr key={`${fault.row} ${fault.letters} ${fault.code}`}>
                <th scope="row">{fault.row}</th>
                <td>{fault.letters ? `${fault.letters} · ${fault.column ?? ""}` : "–"}</td>
                <td>{fault.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
