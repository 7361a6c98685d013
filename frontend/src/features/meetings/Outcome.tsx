import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useKeys } from "../../app/keys";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { type AgendaItemRead, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

interface Props {
  found: MeetingRead;
  item: AgendaItemRead;
}

/** What came of an item: written by the officers in session or after, read by everybody. */
export function Outcome({ found, item }: Props) {
  const t = useStrings(strings);
  const recorded = ["in_session", "held"].includes(found.state);
  if (recorded && found.may.includes("record") && item.place > 0) return <Writing found={found} item={item} />;
  if (!recorded && !item.outcome)
    return found.may.includes("arrange") ? <p className="small">{t("outcomeLater")}</p> : null;
  return (
    <div className="stack">
      <h3>{t("outcome")}</h3>
      {item.outcome ? <p className="pre outcome">{item.outcome}</p> : <p className="quiet">{t("noOutcome")}</p>}
    </div>
  );
}

const QUIET = 20_000;
const keyOf = (item: AgendaItemRead) => `unmn.draft.outcome.${item.id}`;

/** What was typed, and what it was typed upon: a draft of yesterday never overwrites what others wrote since. */
interface Kept {
  text: string;
  base: { text: string; version: number };
}

function keptFor(item: AgendaItemRead): Kept {
  const standing = { text: item.outcome ?? "", version: item.version };
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(item)) ?? "null") as Kept | null;
    if (typeof kept?.text === "string" && typeof kept.base?.version === "number") return kept;
  } catch {
    localStorage.removeItem(keyOf(item));
  }
  return { text: standing.text, base: standing };
}

/**
 * Kept on this device with every stroke, saved when the field is left or after 20 quiet seconds. What could not be saved
 * stays; where somebody else was quicker, both texts are shown.
 */
function useOutcome({ found, item }: Props) {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const [kept] = useState(() => keptFor(item));
  const [text, setText] = useState(kept.text);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [savedAt, setSavedAt] = useState("");
  const [saving, setSaving] = useState(false);
  const base = useRef(kept.base);
  const dirty = text !== base.current.text;
  const theirs = problem?.slug === "stale" ? (item.outcome ?? "") : null;

  // what others write is shown here while nothing of one's own is at stake
  useEffect(() => {
    if (item.version === base.current.version || problem) return;
    if (text === base.current.text) setText(item.outcome ?? "");
    else if ((item.outcome ?? "") !== base.current.text) return;
    base.current = { text: item.outcome ?? "", version: item.version };
  }, [item, text, problem]);

  const write = (next: string) => {
    setText(next);
    localStorage.setItem(keyOf(item), JSON.stringify({ text: next, base: base.current } satisfies Kept));
  };
  const save = async (version = base.current.version, wanted = text) => {
    if (saving || (wanted === base.current.text && version === base.current.version)) return;
    setSaving(true);
    setProblem(null);
    try {
      const answer = await body(
        api.PATCH("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}", {
          params: {
            path: { network: net, meeting_id: found.id, item_id: item.id },
            header: { "If-Match": ifMatch(version) },
          },
          body: { outcome: wanted.trim() ? wanted : null },
        }),
      );
      const read = answer.agenda_items.find((each) => each.id === item.id);
      base.current = { text: wanted, version: read?.version ?? version + 1 };
      localStorage.removeItem(keyOf(item));
      setSavedAt(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date()));
      queries.setQueryData(meeting(net, found.id).queryKey, answer);
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      queries.invalidateQueries({ queryKey: meeting(net, found.id).queryKey });
    } finally {
      setSaving(false);
    }
  };
  /** Take what stands: one's own text goes. */
  const yieldTo = () => {
    base.current = { text: item.outcome ?? "", version: item.version };
    localStorage.removeItem(keyOf(item));
    setText(item.outcome ?? "");
    setProblem(null);
  };
  return { text, write, save, yieldTo, problem, theirs, saving, savedAt, dirty };
}

function Writing({ found, item }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, write, save, yieldTo, problem, theirs, saving, savedAt, dirty } = useOutcome({ found, item });
  useKeys({ o: () => field.current?.focus() });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stroke begins the quiet time anew
  useEffect(() => {
    if (!dirty || problem) return;
    const timer = setTimeout(() => void save(), QUIET);
    return () => clearTimeout(timer);
  }, [text, dirty, problem]);
  return (
    <div className="field outcome-field">
      <label htmlFor={id}>{t("outcome")}</label>
      <textarea
        ref={field}
        id={id}
        value={text}
        maxLength={20_000}
        aria-describedby={`${id}-help`}
        onChange={(event) => write(event.target.value)}
        onBlur={() => !problem && void save()}
      />
      <div className="row">
        <span id={`${id}-help`} className="help grow">
          {t("outcomeHelp")}
        </span>
        <span className="small" role="status">
          {saving ? t("saving") : dirty ? t("unsaved") : savedAt ? t("savedAt", { at: savedAt }) : ""}
        </span>
        {theirs === null && (
          <button type="button" className="btn small" disabled={saving || !dirty} onClick={() => void save()}>
            {c("save")}
          </button>
        )}
      </div>
      {problem && theirs === null && <ProblemNote problem={problem} />}
      {theirs !== null && (
        <div className="problem" role="alert">
          <strong>{problem?.body.title}</strong>
          <p>{t("both")}</p>
          <div className="both">
            <div>
              <h3>{t("theirs")}</h3>
              <p className="pre">{theirs || t("noOutcome")}</p>
              <button type="button" className="btn" onClick={yieldTo}>
                {t("takeTheirs")}
              </button>
            </div>
            <div>
              <h3>{t("mine")}</h3>
              <p className="pre">{text}</p>
              <button type="button" className="btn main" onClick={() => void save(item.version)}>
                {t("keepMine")}
              </button>
            </div>
          </div>
        </div>
      )}
    </div>
  );
}
