import { useEffect, useId, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { ProblemNote, Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import { type StatementRead, type TranslationRead, useKeep, useRights } from "./queries";
import { beside, carried, changed, GAP, joined, partsOf, type Row, settled, typed } from "./rules";
import { strings } from "./strings";

interface Props {
  statement: StatementRead;
  translation: TranslationRead;
  close: () => void;
}

const QUIET = 20_000;

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

/** Paragraph by paragraph beside the source; what has changed in the source since is shown word by word. */
export const Translate = (props: Props) => <Side key={props.statement.text_hash} {...props} />;

/**
 * Kept on this device with every stroke, saved when a field is left or after 20 quiet seconds. Where somebody else was
 * quicker, both texts stay until one is chosen.
 */
function useTyping({ statement: found, translation }: Props) {
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

function Side(props: Props) {
  const { statement: found, translation, close } = props;
  const t = useStrings(strings);
  const c = useStrings(common);
  const spoken = useLanguage();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const typing = useTyping(props);
  const { title, rows, write, save, yieldTo, problem, saving, savedAt, dirty } = typing;
  const language = NAMES[translation.language];
  const stale = problem?.slug === "stale";
  useEffect(() => heading.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stroke begins the quiet time anew
  useEffect(() => {
    if (!dirty || problem) return;
    const timer = setTimeout(() => void save(), QUIET);
    return () => clearTimeout(timer);
  }, [title, rows, dirty, problem]);
  const left = () => !problem && void save();
  const empty = rows.filter((row) => row.source !== null && !row.text.trim()).length;
  const open = rows.filter((row) => !settled(row)).length;
  return (
    <section className="body" aria-labelledby={`${id}-h`}>
      <div className="writing-bar">
        <h2 ref={heading} id={`${id}-h`} tabIndex={-1} className="grow">
          {t("translating", { language })}
        </h2>
        <span className="small" role="status">
          {saving ? t("saving") : dirty ? t("unsaved") : savedAt ? t("savedAt", { at: savedAt }) : ""}
        </span>
        <button type="button" className="btn" disabled={saving || !dirty || stale} onClick={() => void save()}>
          {c("save")}
        </button>
        <Check {...props} ready={!dirty && empty + open === 0} />
        <button type="button" className="btn" onClick={close}>
          {t("backToStatement")}
        </button>
      </div>
      <p className={empty + open > 0 ? "quiet" : "tone-green"}>
        {open > 0
          ? t("unsettled", { count: open })
          : empty > 0
            ? t("untranslated", { count: empty })
            : t("allTranslated")}
      </p>
      {problem && !stale && <ProblemNote problem={problem} />}
      {stale && (
        <div className="problem" role="alert">
          <strong>{problem.body.title}</strong>
          <p>{t("both")}</p>
          <div className="two-texts">
            <div>
              <h3>{t("theirs")}</h3>
              <p lang={translation.language} className="as-written">
                {typed(translation.text).join("\n\n")}
              </p>
              <button type="button" className="btn" onClick={yieldTo}>
                {t("takeTheirs")}
              </button>
            </div>
            <div>
              <h3>{t("mine")}</h3>
              <p lang={translation.language} className="as-written">
                {joined(rows).replaceAll(GAP, "")}
              </p>
              <button type="button" className="btn main" onClick={() => void save(translation.version)}>
                {t("keepMine")}
              </button>
            </div>
          </div>
        </div>
      )}
      <ol className="beside">
        <li>
          <p className="source" lang={written(found.title, found.authoritative).lang}>
            <strong>{written(found.title, found.authoritative).text}</strong>
          </p>
          <div className="field">
            <label htmlFor={`${id}-title`}>{t("titleOf")}</label>
            <input
              id={`${id}-title`}
              name="title"
              lang={translation.language}
              value={title}
              maxLength={300}
              onChange={(event) => write(event.target.value, rows)}
              onBlur={left}
            />
          </div>
        </li>
        {rows.map((row, at) => (
          <Pair
            // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their places while they are typed
            key={at}
            row={row}
            number={rows.slice(0, at + 1).filter((each) => each.source !== null).length}
            statement={found}
            translation={translation}
            type={(text) => write(title, rows.with(at, { ...row, text }))}
            settle={() => write(title, rows.with(at, { ...row, was: row.source }))}
            left={left}
          />
        ))}
      </ol>
      <p className="small" lang={spoken}>
        {t("titleNeeded")}
      </p>
    </section>
  );
}

interface PairProps {
  row: Row;
  number: number;
  statement: StatementRead;
  translation: TranslationRead;
  type: (text: string) => void;
  settle: () => void;
  left: () => void;
}

/** One paragraph and its translation. */
function Pair({ row, number, statement: found, translation, type, settle, left }: PairProps) {
  const t = useStrings(strings);
  const id = useId();
  const gone = row.source === null;
  const other = changed(row);
  return (
    <li className={gone ? "gone" : other ? "changed" : undefined}>
      <div>
        {other && (
          <p className="tone-ochre small">
            <Icon name="warning" size={15} />{" "}
            {t(gone ? "sourceGone" : row.was === null ? "sourceNew" : "sourceChanged")}
          </p>
        )}
        <p className="source" lang={found.authoritative} id={`${id}-source`}>
          {gone ? (
            <del>{row.was}</del>
          ) : other && row.was !== null ? (
            <Words tokens={wordDiff(row.was, row.source ?? "")} />
          ) : (
            row.source
          )}
        </p>
      </div>
      <div className="field">
        <label htmlFor={id}>{t("paragraph", { number })}</label>
        <textarea
          id={id}
          lang={translation.language}
          value={row.text}
          readOnly={gone}
          maxLength={20_000}
          aria-describedby={`${id}-source`}
          onChange={(event) => type(event.target.value)}
          onBlur={left}
        />
        {other && !gone && row.was !== null && row.text && (
          <div>
            <button type="button" className="btn small" onClick={settle}>
              {t("stillFits")}
              <span className="sr"> {t("paragraph", { number })}</span>
            </button>
          </div>
        )}
      </div>
    </li>
  );
}

/** Somebody who may speak for the network compared both; only then it is published. */
function Check({ statement: found, translation, ready }: Props & { ready: boolean }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const rights = useRights(net);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!rights.checks || translation.status === "missing" || translation.status === "checked") return null;
  const check = async () => {
    setProblem(null);
    try {
      keep(
        await body(
          api.POST("/api/v1/networks/{network}/statements/{statement_id}/translations/{language}/check", {
            params: {
              path: { network: net, statement_id: found.id, language: translation.language },
              header: { "If-Match": ifMatch(translation.version) },
            },
          }),
        ),
      );
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  return (
    <>
      <button
        type="button"
        className="btn main"
        disabled={!ready || translation.stale}
        title={t("checkSays")}
        onClick={check}
      >
        {t("check")}
      </button>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
