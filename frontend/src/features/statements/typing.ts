import { useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { type StatementRead, type TranslationRead, useKeep } from "./queries";
import { beside, carried, joined, partsOf, type Row, settled, typed } from "./rules";

export interface Translating {
  statement: StatementRead;
  translation: TranslationRead;
  close: () => void;
}

/** What is typed, beside which source, and on which version of the translation. */
interface Kept {
  title: string;
  rows: Row[];
  version: number;
}

const keyOf = (found: StatementRead, translation: TranslationRead) =>
  `unmn.draft.translation.${found.id}.${translation.language}`;

function keptOf(found: StatementRead, translation: TranslationRead): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(found, translation)) ?? "null") as Kept | null;
    return kept && Array.isArray(kept.rows) ? { ...kept, rows: carried(kept.rows, partsOf(found.text)) } : null;
  } catch {
    localStorage.removeItem(keyOf(found, translation));
    return null;
  }
}

/**
 * Kept on this device with every stroke, saved when a field is left or after 20 quiet seconds. Where somebody else was
 * quicker, both texts stay until one is chosen.
 */
export function useTyping({ statement: found, translation }: Translating) {
  const c = useStrings(common);
  const net = useNet();
  const keep = useKeep(found.id);
  const source = partsOf(found.text);
  const was = translation.source_text === null ? source : partsOf(translation.source_text);
  const standing = beside(source, was, typed(translation.text));
  const [kept] = useState(() => keptOf(found, translation));
  const [title, setTitle] = useState(kept?.title ?? translation.title ?? "");
  const [rows, setRows] = useState<Row[]>(kept?.rows ?? standing);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [savedAt, setSavedAt] = useState("");
  const [saving, setSaving] = useState(false);
  const [dirty, setDirty] = useState(kept !== null);
  const base = useRef(kept?.version ?? translation.version);
  const busy = useRef(false);
  const again = useRef(false);
  const write = (nextTitle: string, next: Row[]) => {
    setTitle(nextTitle);
    setRows(next);
    setDirty(true);
    localStorage.setItem(
      keyOf(found, translation),
      JSON.stringify({
        title: nextTitle,
        rows: next,
        version: base.current,
      } satisfies Kept),
    );
  };
  const latest = useRef({ title, rows, dirty });
  latest.current = { title, rows, dirty };
  const save = async (version = base.current): Promise<void> => {
    const { title, rows, dirty } = latest.current;
    const through = rows.every(settled);
    const text = joined(rows, through ? "source" : "was");
    if (!dirty || !text || !title.trim()) return;
    if (busy.current) {
      again.current = true; // a field was left while the one before was on its way
      return;
    }
    busy.current = true;
    setSaving(true);
    setProblem(null);
    try {
      const answer = await body(
        api.PUT("/api/v1/networks/{network}/statements/{statement_id}/translations/{language}", {
          params: {
            path: { network: net, statement_id: found.id, language: translation.language },
            header: { "If-Match": ifMatch(version) },
          },
          body: { title: title.trim(), text, source_hash: through ? found.text_hash : translation.source_hash },
        }),
      );
      base.current = answer.translations.find((each) => each.language === translation.language)?.version ?? version + 1;
      if (latest.current.title === title && latest.current.rows === rows) {
        localStorage.removeItem(keyOf(found, translation));
        setDirty(false);
        latest.current.dirty = false;
      }
      setSavedAt(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date()));
      keep(answer);
    } catch (thrown) {
      again.current = false;
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      busy.current = false;
      setSaving(false);
    }
    if (!again.current) return;
    again.current = false;
    await save();
  };
  /** Take what others saved: one's own text goes. */
  const yieldTo = () => {
    base.current = translation.version;
    localStorage.removeItem(keyOf(found, translation));
    setTitle(translation.title ?? "");
    setRows(standing);
    setDirty(false);
    setProblem(null);
  };
  return { title, rows, write, save, yieldTo, problem, saving, savedAt, dirty };
}
