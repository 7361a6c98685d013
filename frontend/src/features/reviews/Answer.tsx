import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote, Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import { dropDraft, readDraft, writeDraft } from "../minutes/drafts";
import { type FieldRead, type ReviewRead, type SectionRead, useKeep } from "./queries";
import { strings } from "./strings";

type Limit = FieldRead["limit"];

/** How long it is, where the form limits it. */
export function Length({ limit, text }: { limit: Limit; text?: string }) {
  const t = useStrings(strings);
  if (!limit?.max) return null;
  const count = text === undefined ? limit.count : counted(text, limit.unit);
  const key = limit.unit === "characters" ? "charactersOf" : limit.unit;
  return <p className={count > limit.max ? "small tone-madder" : "small"}>{t(key, { count, max: limit.max })}</p>;
}

function counted(text: string, unit: NonNullable<Limit>["unit"]): number {
  if (unit === "characters") return text.length;
  if (unit === "words") return text.split(/\s+/).filter(Boolean).length;
  const items = text.match(/^\s*(?:[-*]|\d+[.)])\s+\S/gm)?.length;
  return items ?? text.split(/\n\n/).filter((each) => each.trim()).length;
}

interface Props {
  found: ReviewRead;
  held: SectionRead;
  field: FieldRead;
  close: () => void;
}

/** One answer, written where it stands; kept on this device with every stroke. Where somebody was quicker, both stay. */
export function Answer({ found, held, field, close }: Props) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const id = useId();
  const { keepSection, refresh } = useKeep(found.id);
  const name = `review.${found.id}.${field.id}`;
  const [kept] = useState(() => readDraft<string>(name));
  const [value, setValue] = useState(kept?.value ?? field.text);
  const base = useRef(kept ? { text: kept.base, version: kept.version } : { text: field.text, version: field.version });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const dirty = value.trim() !== base.current.text.trim();
  const told = problem?.body.current as { text?: string; version?: number } | undefined;
  const theirs = problem?.slug === "stale" && told?.version !== undefined ? told : null;
  const write = (text: string) => {
    setValue(text);
    writeDraft(name, { value: text, base: base.current.text, version: base.current.version });
  };
  const leave = () => {
    dropDraft(name);
    close();
  };
  const save = async (version = base.current.version) => {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      keepSection(
        await body(
          api.PATCH("/api/v1/networks/{network}/reviews/{review_id}/fields/{field_id}", {
            params: {
              path: { network: net, review_id: found.id, field_id: field.id },
              header: { "If-Match": ifMatch(version) },
            },
            body: { text: value.trim() },
          }),
        ),
      );
      leave();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    if (event.key === "Escape" && !dirty) leave();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field inside
    <div className="writing" onKeyDown={keys}>
      {kept && <p className="small">{t("keptDraft")}</p>}
      <label htmlFor={id} className="sr">
        {field.label}
      </label>
      <textarea
        ref={area}
        id={id}
        className="grows"
        rows={Math.min(16, 4 + Math.floor(value.length / 80))}
        maxLength={20_000}
        value={value}
        lang={held.language}
        aria-describedby={`${id}-help`}
        onChange={(event) => write(event.target.value)}
      />
      <p className="small" id={`${id}-help`}>
        {t("markdown")} · {t("characters", { count: value.length })}
      </p>
      <Length limit={field.limit} text={value} />
      {field.record && (
        <details className="small">
          <summary>{t("recordSays")}</summary>
          <p className="words" lang={held.language}>
            {field.record}
          </p>
          <button type="button" className="btn small" onClick={() => write(field.record ?? value)}>
            {t("takeRecord")}
          </button>
        </details>
      )}
      {problem && !theirs && <ProblemNote problem={problem} />}
      {theirs ? (
        <Both
          title={problem?.body.title ?? ""}
          language={held.language}
          was={base.current.text}
          mine={value}
          theirs={theirs.text ?? ""}
          take={() => {
            void refresh();
            leave();
          }}
          keepMine={() => void save(theirs.version)}
          join={() => {
            base.current = { text: theirs.text ?? "", version: theirs.version ?? 0 };
            write(`${theirs.text ?? ""}\n\n${value}`.trim());
            setProblem(null);
          }}
        />
      ) : (
        <div className="row">
          <button type="button" className="btn main small" disabled={saving || !dirty} onClick={() => void save()}>
            {c("save")} <span className="sr">{field.label}</span>
          </button>
          <button type="button" className="btn small" onClick={leave}>
            {c("cancel")}
          </button>
          <span className="small" role="status">
            {saving ? t("saving") : dirty ? t("unsaved") : ""}
          </span>
        </div>
      )}
    </div>
  );
}

interface BothProps {
  title: string;
  language: string;
  was: string;
  mine: string;
  theirs: string;
  take: () => void;
  keepMine: () => void;
  join: () => void;
}

/** What the other wrote and what I wrote, each with the words that changed since both began. */
function Both({ title, language, was, mine, theirs, take, keepMine, join }: BothProps) {
  const t = useStrings(strings);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="problem" role="alert" ref={heading} tabIndex={-1}>
      <strong>{title}</strong>
      <div className="two-texts">
        <div>
          <h4>{t("theirs")}</h4>
          <p className="words" lang={language}>
            <Words tokens={wordDiff(was, theirs)} />
          </p>
          <button type="button" className="btn small" onClick={take}>
            {t("takeTheirs")}
          </button>
        </div>
        <div>
          <h4>{t("mine")}</h4>
          <p className="words" lang={language}>
            <Words tokens={wordDiff(was, mine)} />
          </p>
          <button type="button" className="btn small" onClick={keepMine}>
            {t("keepMine")}
          </button>
        </div>
      </div>
      <button type="button" className="btn small" onClick={join}>
        {t("join")}
      </button>
    </div>
  );
}
