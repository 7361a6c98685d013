import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Press } from "../../ui/Press";
import { ProblemNote, Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import { dropDraft, readDraft, writeDraft } from "./drafts";
import { cellsOf, rowOf } from "./merge";
import { CIRCLES, type Circle, type MinutesRead, minutes, type ParagraphRead, type PartRead, useKeep } from "./queries";
import { strings } from "./strings";

export interface Place {
  found: MinutesRead;
  part: PartRead;
  paragraph: ParagraphRead;
}

interface Words3 {
  text: string;
  visibility: Circle | null;
}

/** What a paragraph says: one field, or a field for each cell of a row. */
export function Fields({
  part,
  text,
  label,
  language,
  write,
  leave,
  focus,
  bare,
}: {
  part: Pick<PartRead, "layout" | "columns">;
  text: string;
  label: string;
  language: string | null;
  write: (text: string) => void;
  leave?: () => void;
  focus?: boolean;
  /** The heads of the columns stand above already. */
  bare?: boolean;
}) {
  const t = useStrings(strings);
  const id = useId();
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) first.current?.focus();
  }, [focus]);
  const cells = part.layout === "text" ? [] : cellsOf(text, part.columns.length);
  if (cells.length < 2)
    return (
      <>
        <label htmlFor={id} className="sr">
          {label}
        </label>
        <textarea
          ref={first}
          id={id}
          className="grows"
          rows={Math.min(14, 2 + Math.floor(text.length / 90))}
          value={text}
          maxLength={20_000}
          lang={language ?? undefined}
          onChange={(event) => write(event.target.value)}
          onBlur={leave}
        />
      </>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: the fields of one row, not a form's fieldset
    <div className="cells" role="group" aria-label={label}>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells keep their places
        <div key={at} className="field">
          <label htmlFor={`${id}-${at}`} lang={language ?? undefined} className={bare ? "sr" : undefined}>
            {part.columns[at] ?? t("cell", { number: at + 1 })}
          </label>
          <textarea
            ref={at === 0 ? first : undefined}
            id={`${id}-${at}`}
            className="grows"
            rows={1}
            value={cell}
            maxLength={4_000}
            lang={language ?? undefined}
            onChange={(event) => write(rowOf(cells.with(at, event.target.value.replaceAll("\n", " "))))}
            onBlur={leave}
          />
        </div>
      ))}
    </div>
  );
}

/** Who may read it: as the minutes, or a narrower circle. */
export function Circles({
  own,
  value,
  write,
  label,
}: {
  own: Circle;
  value: Circle | null;
  write: (circle: Circle | null) => void;
  label: string;
}) {
  const t = useStrings(strings);
  const word = useWord();
  const id = useId();
  const narrower = CIRCLES.slice(CIRCLES.indexOf(own) + 1);
  if (narrower.length === 0) return null;
  return (
    <span className="circles">
      <label htmlFor={id}>
        {t("whoSees")} <span className="sr">{label}</span>
      </label>
      <select id={id} value={value ?? ""} onChange={(event) => write((event.target.value || null) as Circle | null)}>
        <option value="">{t("likeMinutes")}</option>
        {narrower.map((each) => (
          <option key={each} value={each}>
            {word("visibility", each)}
          </option>
        ))}
      </select>
    </span>
  );
}

/**
 * One paragraph, written where it stands. Kept on this device with every stroke; where somebody else was quicker, both
 * texts stay until one is chosen.
 */
export function EditParagraph({
  found,
  part,
  paragraph,
  number,
  close,
}: Place & { number: string; close: () => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const { keep } = useKeep(found.meeting.id);
  const name = `${found.id}.${paragraph.id}`;
  const standing: Words3 = { text: paragraph.text, visibility: paragraph.visibility };
  const [kept] = useState(() => readDraft<Words3>(name));
  const [value, setValue] = useState(kept?.value ?? standing);
  const base = useRef(
    kept ? { value: kept.base, version: kept.version } : { value: standing, version: paragraph.version },
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const dirty = value.text !== base.current.value.text || value.visibility !== base.current.value.visibility;
  const newest = useQuery(minutes(net, found.meeting.id)).data ?? found;
  const now = newest.parts.flatMap((each) => each.paragraphs).find((each) => each.id === paragraph.id);
  const theirs = problem?.slug === "stale" ? currentOf(problem, now) : null;
  const write = (next: Words3) => {
    setValue(next);
    writeDraft(name, { value: next, base: base.current.value, version: base.current.version });
  };
  const params = (version: number) => ({
    path: { network: net, meeting_id: found.meeting.id, paragraph_id: paragraph.id },
    header: { "If-Match": ifMatch(version) },
  });
  const send = async (act: () => Promise<unknown>) => {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      keep(await act());
      dropDraft(name);
      close();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  const save = (version = base.current.version) =>
    send(() =>
      body(
        api.PATCH("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/paragraphs/{paragraph_id}", {
          params: params(version),
          body: { text: value.text.trim(), visibility: value.visibility },
        }),
      ),
    );
  const remove = () =>
    body(
      api.DELETE("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/paragraphs/{paragraph_id}", {
        params: params(base.current.version) as never,
      }),
    ).then((answer) => {
      dropDraft(name);
      keep(answer);
    });
  const cancel = () => {
    dropDraft(name);
    close();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && value.text.trim()) void save();
    if (event.key === "Escape" && !dirty) cancel();
  };
  const label = t(part.layout === "text" ? "paragraph" : "row", { number });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside
    <div className="writing" lang={document.documentElement.lang} onKeyDown={keys}>
      {kept && <p className="small">{t("keptDraft")}</p>}
      <Fields
        part={part}
        text={value.text}
        label={label}
        language={found.language}
        write={(text) => write({ ...value, text })}
        focus
      />
      {paragraph.record && (
        <p className="small">
          {t("recordSays")} <span lang={found.language ?? undefined}>{paragraph.record}</span>{" "}
          <button
            type="button"
            className="link"
            onClick={() => write({ ...value, text: paragraph.record ?? value.text })}
          >
            {t("takeRecord")}
          </button>
        </p>
      )}
      {problem && !theirs && <ProblemNote problem={problem} />}
      {theirs ? (
        <Both
          title={problem?.body.title ?? ""}
          language={found.language}
          was={base.current.value.text}
          mine={value.text}
          theirs={theirs.text}
          take={() => {
            dropDraft(name);
            close();
          }}
          keepMine={() => void save(theirs.version)}
          join={() => {
            base.current = { value: { text: theirs.text, visibility: theirs.visibility }, version: theirs.version };
            write({ ...value, text: `${theirs.text}\n${value.text}` });
            setProblem(null);
          }}
        />
      ) : (
        <div className="row">
          <button
            type="button"
            className="btn main small"
            disabled={saving || !dirty || !value.text.trim()}
            onClick={() => void save()}
          >
            {c("save")} <span className="sr">{label}</span>
          </button>
          <button type="button" className="btn small" onClick={cancel}>
            {c("cancel")}
          </button>
          <Circles
            own={found.meeting.visibility}
            value={value.visibility}
            write={(visibility) => write({ ...value, visibility })}
            label={label}
          />
          <Press className="btn plain small" act={remove}>
            {t("removeParagraph")} <span className="sr">{label}</span>
          </Press>
          <span className="small" role="status">
            {saving ? t("saving") : dirty ? t("unsaved") : ""}
          </span>
        </div>
      )}
    </div>
  );
}

interface Current {
  text: string;
  visibility: Circle | null;
  version: number;
}

/** What stands now, from the refusal itself or from the page that was read anew. */
function currentOf(problem: Problem, now: ParagraphRead | undefined): Current {
  const told = problem.body.current as Partial<Current> | undefined;
  return {
    text: told?.text ?? now?.text ?? "",
    visibility: told?.visibility ?? now?.visibility ?? null,
    version: told?.version ?? (problem.body.current_version as number | undefined) ?? now?.version ?? 0,
  };
}

interface BothProps {
  title: string;
  language: string | null;
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
          <h3>{t("theirs")}</h3>
          <p className="words" lang={language ?? undefined}>
            {theirs ? <Words tokens={wordDiff(was, theirs)} /> : t("removedHere")}
          </p>
          <button type="button" className="btn small" onClick={take}>
            {t("choose_theirs")}
          </button>
        </div>
        <div>
          <h3>{t("mine")}</h3>
          <p className="words" lang={language ?? undefined}>
            <Words tokens={wordDiff(was, mine)} />
          </p>
          <div className="row">
            <button type="button" className="btn small main" onClick={keepMine}>
              {t("choose_mine")}
            </button>
            {theirs && (
              <button type="button" className="btn small" onClick={join}>
                {t("intoMine")}
              </button>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

/** A paragraph of an officer's own, at the end of a part. It collides with nothing that others edit. */
export function AddParagraph({ found, part, close }: { found: MinutesRead; part: PartRead; close: () => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const { keep } = useKeep(found.meeting.id);
  const name = `${found.id}.new.${part.id}`;
  const [text, setText] = useState(
    () => readDraft<string>(name)?.value ?? (part.layout === "text" ? "" : part.columns.map(() => "").join(" | ")),
  );
  const [circle, setCircle] = useState<Circle | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const blank = !text.replaceAll("|", "").trim();
  const write = (next: string) => {
    setText(next);
    writeDraft(name, { value: next, base: "", version: 0 });
  };
  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      keep(
        await body(
          api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/paragraphs", {
            params: { path: { network: net, meeting_id: found.meeting.id } },
            body: {
              part_id: part.id,
              after_id: part.paragraphs.at(-1)?.id ?? null,
              text: text.trim(),
              visibility: circle,
            },
          }),
        ),
      );
      dropDraft(name);
      close();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  return (
    <div className="writing" lang={document.documentElement.lang}>
      <Fields part={part} text={text} label={t("newParagraph")} language={found.language} write={write} focus />
      {problem && <ProblemNote problem={problem} />}
      <div className="row">
        <button type="button" className="btn main small" disabled={saving || blank} onClick={() => void save()}>
          {t(part.layout === "text" ? "addParagraph" : "addRow")}
        </button>
        <button
          type="button"
          className="btn small"
          onClick={() => {
            dropDraft(name);
            close();
          }}
        >
          {c("cancel")}
        </button>
        <Circles own={found.meeting.visibility} value={circle} write={setCircle} label={t("newParagraph")} />
      </div>
    </div>
  );
}
