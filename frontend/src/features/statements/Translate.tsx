import { useEffect, useId, useRef } from "react";
import { NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { Check } from "./Check";
import { Pair } from "./Pair";
import { GAP, joined, settled, typed } from "./rules";
import { strings } from "./strings";
import { type Translating, useTyping } from "./typing";

const QUIET = 20_000;

/** Paragraph by paragraph beside the source; what has changed in the source since is shown word by word. */
export const Translate = (props: Translating) => <Side key={props.statement.text_hash} {...props} />;

function Side(props: Translating) {
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
