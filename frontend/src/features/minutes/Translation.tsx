import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { NAMES, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { Markdown } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { Chip, Loaded, ProblemNote } from "../../ui/parts";
import { clock, dropDraft, readDraft, writeDraft } from "./drafts";
import { type MinutesRead, paperOf, type TranslationRead, translation, useKeep } from "./queries";
import { strings } from "./strings";

interface Props {
  found: MinutesRead;
  language: "en" | "ru" | "tk";
}

/** The minutes in another language, paragraph beside paragraph; once adopted, officers translate what people wrote. */
export function Translation({ found, language }: Props) {
  const net = useNet();
  const query = useQuery(translation(net, found.meeting.id, language));
  return <Loaded query={query}>{(read) => <Opened found={found} read={read} language={language} />}</Loaded>;
}

type Texts = Record<string, string>;

function useTranslating({ found, language }: Props, read: TranslationRead) {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const { refresh } = useKeep(found.meeting.id);
  const name = `${found.id}.${language}`;
  const [kept] = useState(() => readDraft<Texts>(name));
  const [typed, setTyped] = useState<Texts>(kept?.value ?? {});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const [savedAt, setSavedAt] = useState("");
  const write = (id: string, text: string) => {
    const next = { ...typed, [id]: text };
    setTyped(next);
    writeDraft(name, { value: next, base: {}, version: read.version });
  };
  const params = {
    path: { network: net, meeting_id: found.meeting.id, language },
    header: { "If-Match": ifMatch(read.version) },
  };
  const keep = (answer: TranslationRead) => {
    queries.setQueryData(translation(net, found.meeting.id, language).queryKey, answer);
    void refresh();
  };
  const save = async () => {
    setSaving(true);
    setProblem(null);
    const texts = Object.entries(typed)
      .filter(([, text]) => text.trim())
      .map(([id, text]) => ({ id, text: text.trim() }));
    try {
      keep(
        await body(
          api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/translations/{language}", {
            params,
            body: { texts },
          }),
        ),
      );
      dropDraft(name);
      setTyped({});
      setSavedAt(clock());
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      void refresh();
    } finally {
      setSaving(false);
    }
  };
  const check = async () =>
    keep(
      await body(
        api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/translations/{language}/check", { params }),
      ),
    );
  const dirty = Object.keys(typed).length > 0;
  return { typed, write, save, check, problem, saving, savedAt, dirty };
}

function Opened({ found, language, read }: Props & { read: TranslationRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const [writing, setWriting] = useState(false);
  const { typed, write, save, check, problem, saving, savedAt, dirty } = useTranslating({ found, language }, read);
  const may = found.may.includes("translate");
  const parts = new Map(
    found.parts.flatMap((part) => [
      [part.id, "heading"] as const,
      ...part.paragraphs.map((each) => [each.id, part.layout] as const),
    ]),
  );
  useEffect(() => {
    if (dirty && may) setWriting(true);
  }, [dirty, may]);
  return (
    <section className="stack" aria-label={NAMES[language]}>
      <div className="writing-bar">
        <h2 className="grow" lang={language}>
          {NAMES[language]}{" "}
          <span lang={document.documentElement.lang}>
            <Standing read={read} />
          </span>
        </h2>
        <a className="btn" href={paperOf(net, found.meeting.id, "pdf", language)} download>
          PDF
        </a>
        <a className="btn" href={paperOf(net, found.meeting.id, "docx", language)} download>
          DOCX
        </a>
        {may && read.status !== "checked" && read.status !== null && !read.stale && !dirty && (
          <Press className="btn" act={check} name={`${t("check")}: ${t("checkSays")}`}>
            {t("check")}
          </Press>
        )}
        {may && !writing && (
          <button type="button" className="btn main" onClick={() => setWriting(true)}>
            {t("translate")}
          </button>
        )}
        {writing && (
          <>
            <span className="small" role="status">
              {saving ? t("saving") : dirty ? t("unsaved") : savedAt ? t("savedAt", { at: savedAt }) : ""}
            </span>
            <button type="button" className="btn" onClick={() => setWriting(false)} disabled={dirty}>
              {t("leaveEditor")}
            </button>
            <button type="button" className="btn main" disabled={!dirty || saving} onClick={() => void save()}>
              {c("save")}
            </button>
          </>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {read.stale && (
        <p className="tone-ochre">
          <Icon name="warning" size={16} /> {t("staleSays")}
        </p>
      )}
      {read.status === null && <p className="quiet">{t("asTyped")}</p>}
      <ol className="translated">
        {read.texts.map((each) => (
          <li key={each.id} data-written={each.written || undefined}>
            <div className="source" lang={found.language ?? undefined}>
              <Line text={each.source} part={parts.get(each.id)} />
            </div>
            {writing ? (
              <Target
                id={each.id}
                text={typed[each.id] ?? each.text}
                source={each.source}
                language={language}
                write={(text) => write(each.id, text)}
              />
            ) : (
              <div lang={each.written || each.text !== each.source ? language : (found.language ?? undefined)}>
                <Line text={each.text} part={parts.get(each.id)} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A heading, the cells of a row, or a paragraph. */
function Line({ text, part }: { text: string; part: "heading" | "text" | "table" | "facts" | undefined }) {
  if (part === "heading") return <h3>{text}</h3>;
  if (!part || part === "text") return <Markdown text={text} />;
  return (
    <p className="line-cells">
      {text.split(" | ").map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells keep their places
        <span key={at}>{cell}</span>
      ))}
    </p>
  );
}

interface TargetProps {
  id: string;
  text: string;
  source: string;
  language: string;
  write: (text: string) => void;
}

function Target({ text, source, language, write }: TargetProps) {
  const t = useStrings(strings);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="sr">
        {t("translate")}: {source.slice(0, 80)}
      </label>
      <textarea
        id={id}
        className="grows"
        rows={Math.min(10, 1 + Math.floor(text.length / 60))}
        lang={language}
        value={text}
        maxLength={20_000}
        onChange={(event) => write(event.target.value)}
      />
    </div>
  );
}

function Standing({ read }: { read: TranslationRead }) {
  const t = useStrings(strings);
  if (read.stale) return <Chip tone="wait">{t("stale")}</Chip>;
  if (read.status === "checked") return <Chip tone="good">{t("status_checked", { by: read.checked_by })}</Chip>;
  return <Chip>{t(read.status === "draft" ? "status_draft" : "status_none")}</Chip>;
}
