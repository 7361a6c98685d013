import { type ReactNode, useEffect, useState } from "react";
import { asProblem, type Problem } from "../api/problems";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";

export interface Fault {
  pointer: string;
  code: string;
  detail: string;
  id?: string;
  label?: string | null;
}

export function ProblemNote({ problem, faults }: { problem: Problem; faults?: Fault[] }) {
  const t = useStrings(common);
  const errors: Fault[] = faults?.length ? faults : (problem.body.errors ?? []);
  const findings = problem.body.findings as { sentence: string; mend: string }[] | undefined;
  return (
    <div className="problem" role="alert" tabIndex={-1}>
      <strong>{problem.body.title}</strong>
      <span>{problem.slug === "stale" ? t("stale") : problem.body.detail}</span>
      {errors.length > 0 && (
        <ul>
          {errors.map((error) => (
            <li key={error.pointer + error.code}>
              {error.id ? <a href={`#${error.id}`}>{error.label ?? error.pointer}</a> : error.pointer}: {error.detail}
            </li>
          ))}
        </ul>
      )}
      {findings && (
        <ul>
          {findings.map((finding) => (
            <li key={finding.sentence}>
              {finding.sentence} {finding.mend}
            </li>
          ))}
        </ul>
      )}
      {problem.body.request_id && (
        <span className="small">
          {t("request")} {problem.body.request_id}
        </span>
      )}
    </div>
  );
}

/** Grey lines after 300 ms, a sentence after 8 s; never a spinner over the whole page. */
export function Bones({ rows = 5 }: { rows?: number }) {
  const t = useStrings(common);
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [setTimeout(() => setStage(1), 300), setTimeout(() => setStage(2), 8000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div className="bones" role="status" aria-label={t("loading")}>
      {stage > 0 && [..."abcdefghijkl"].slice(0, rows).map((row) => <i key={row} />)}
      {stage > 1 && <p>{t("slow")}</p>}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Loading, refused and ready, the same on every page. */
export function Loaded<T>({ query, children }: { query: Asked<T>; children: (data: T) => ReactNode }) {
  const t = useStrings(common);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <Bones />;
  const problem = asProblem(query.error, { title: t("failed"), detail: t("failedDetail") });
  return (
    <div className="stack">
      <ProblemNote problem={problem} />
      <div>
        <button type="button" className="btn" onClick={() => query.refetch()}>
          {t("again")}
        </button>
      </div>
    </div>
  );
}
