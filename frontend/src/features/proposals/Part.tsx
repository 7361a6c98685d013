import { useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { useAmount } from "./Bars";
import { cellKey, fromAmount, laidOver, parse, type Totals, toAmount } from "./budget";
import { Conflicts } from "./Conflicts";
import type { Typing } from "./drafts";
import { Grid } from "./Grid";
import { type ProposalRead, useKeep, useRights } from "./queries";
import { strings } from "./strings";

type Puno = ProposalRead["punos"][number];

interface Props {
  proposal: ProposalRead;
  puno: Puno;
  typing: Typing;
  span: number[];
  sums: Totals;
}

/** The part of one organisation: its grid, and one act that saves it by the version it was read in. */
export function Part({ proposal: found, puno, typing, span, sums }: Props) {
  const t = useStrings(strings);
  const amount = useAmount();
  const rights = useRights(found);
  const [added, setAdded] = useState<number[]>([]);
  const [told, tell] = useState("");
  const draft = typing.draftOf(puno.acronym);
  const conflicts = typing.conflicts(puno.acronym);
  const stale = draft !== undefined && draft.version !== puno.version;
  const writes = found.editable && (rights.leads || rights.speaks(puno.organisation_id));
  const faults = useFaults(found, puno, typing);
  const all = [...new Set([...span, ...added])].sort((one, other) => one - other);
  const [problem, at, save, saving] = useSaving(found, puno, typing, (answer) =>
    tell(t("savedPart", { organisation: puno.acronym, total: amount(fromAmount(answer.budget.total.amount)) })),
  );
  return (
    <div className="stack">
      <div className="savebar">
        {writes ? (
          <>
            <span className="grow">{draft ? t("unsaved", { count: Object.keys(draft.cells).length }) : told}</span>
            <button
              type="button"
              className="btn"
              onClick={() => setAdded([...added, (all.at(-1) ?? new Date().getFullYear()) + 1])}
            >
              {t("addYear")}
            </button>
            {draft && (
              <button type="button" className="btn" onClick={() => typing.drop(puno.acronym)}>
                {t("discard")}
              </button>
            )}
            <button
              type="button"
              className="btn main"
              disabled={!draft || conflicts.length > 0 || faults.local > 0 || saving}
              onClick={save}
            >
              {t("savePart", { organisation: puno.acronym })}
            </button>
          </>
        ) : (
          <span className="quiet">{found.editable ? t("notYours", { organisation: puno.acronym }) : t("frozen")}</span>
        )}
      </div>
      <div className="sr" role="status" aria-live="polite" data-testid="says">
        {told}
      </div>
      {typing.restored && draft && <p className="small">{t("restoredDraft")}</p>}
      {stale && <Conflicts puno={puno} typing={typing} keys={conflicts} />}
      {problem && problem.slug !== "stale" && <ProblemNote problem={problem} />}
      <Grid
        proposal={found}
        puno={puno}
        typing={typing}
        span={all}
        sums={sums}
        writes={writes}
        faults={{ ...faults.cells, ...at }}
        tell={tell}
      />
      {writes && (
        <p className="small">
          {t("keys")} {draft && t("preview")}
        </p>
      )}
    </div>
  );
}

/** What is wrong in which cell, in words: what is no amount, and what readiness found in this part. */
function useFaults(found: ProposalRead, puno: Puno, typing: Typing) {
  const t = useStrings(strings);
  const cells: Record<string, string> = {};
  let local = 0;
  for (const finding of found.readiness.findings) {
    const at = /^\/budget\/lines\/(\d+)\//.exec(finding.where);
    const line = at && found.budget.lines[Number(at[1])];
    if (!line || line.acronym !== puno.acronym) continue;
    const key = cellKey(line.output, line.category, line.year);
    if (!typing.draftOf(puno.acronym)?.cells[key]) cells[key] = `${finding.sentence} ${finding.mend}`;
  }
  for (const [key, { text }] of Object.entries(typing.draftOf(puno.acronym)?.cells ?? {})) {
    if (parse(text) !== undefined) continue;
    cells[key] = t("noAmount");
    local += 1;
  }
  return { cells, local };
}

type Saving = [problem: Problem | null, at: Record<string, string>, save: () => void, busy: boolean];

/** Sends the part by its version; faults that the server places at a line are shown at its cell. */
function useSaving(found: ProposalRead, puno: Puno, typing: Typing, done: (answer: ProposalRead) => void): Saving {
  const c = useStrings(common);
  const net = useNet();
  const keep = useKeep(found.id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [at, setAt] = useState<Record<string, string>>({});
  const busy = useRef(false);
  const [saving, setSaving] = useState(false);
  const save = async () => {
    if (busy.current) return;
    busy.current = true;
    setSaving(true);
    setProblem(null);
    setAt({});
    const lines = laidOver(typing.lines, puno.acronym, typing.draftOf(puno.acronym));
    const resolved = typing.conflicts(puno.acronym).length === 0;
    try {
      const answer = await body(
        api.PUT("/api/v1/networks/{network}/proposals/{proposal_id}/budget/{organisation_id}", {
          params: {
            path: { network: net, proposal_id: found.id, organisation_id: puno.organisation_id },
            header: {
              "If-Match": ifMatch(resolved ? puno.version : (typing.draftOf(puno.acronym)?.version ?? puno.version)),
            },
          },
          body: {
            lines: lines.map((line) => ({
              output: line.output,
              category: line.category,
              year: line.year,
              amount: { amount: toAmount(line.cents), currency: "USD" },
            })),
          },
        } as never),
      );
      typing.drop(puno.acronym);
      keep(answer);
      done(answer as ProposalRead);
    } catch (thrown) {
      const refused = asProblem(thrown, { title: c("failed"), detail: c("failedDetail") });
      setProblem(refused);
      for (const error of refused.body.errors ?? []) {
        const line = lines[Number(/^\/lines\/(\d+)/.exec(error.pointer)?.[1] ?? -1)];
        if (line) setAt((so) => ({ ...so, [cellKey(line.output, line.category, line.year)]: error.detail }));
      }
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };
  return [problem, at, save, saving];
}
