import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { ProblemNote } from "../../ui/parts";
import { clock, dropDraft, readDraft, writeDraft } from "./drafts";
import { Circles, Fields } from "./EditParagraph";
import { docOf, type MergedPart, merged, type Para, type Part, sameText, sentOf, together } from "./merge";
import { type Circle, type MinutesRead, minutes, type PartRead, useKeep } from "./queries";
import { strings } from "./strings";
import { Within } from "./Text";
import { Together } from "./Together";

const nameOf = (found: MinutesRead) => `${found.id}.whole`;

/** What was typed over the whole text and is not saved yet, if anything. */
export const keptOf = (found: MinutesRead) => readDraft<Part[]>(nameOf(found));

interface Props {
  found: MinutesRead;
  close: () => void;
}

/**
 * The whole text in one form. Every stroke is kept on this device; saving makes one version. Where somebody else saved
 * meanwhile, what both wrote is brought together paragraph by paragraph, and people choose where it does not fit.
 */
function useWriting({ found }: Props) {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const { keep } = useKeep(found.meeting.id);
  const name = nameOf(found);
  const [kept] = useState(() => keptOf(found));
  const [parts, setParts] = useState<Part[]>(kept?.value ?? docOf(found.parts));
  const base = useRef(
    kept ? { parts: kept.base, version: kept.version } : { parts: docOf(found.parts), version: found.version },
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [conflict, setConflict] = useState<{ rows: MergedPart[]; theirs: Part[]; version: number } | null>(null);
  const [saving, setSaving] = useState(false);
  const [savedAt, setSavedAt] = useState("");
  const dirty = !sameText(parts, base.current.parts);
  const write = (next: Part[]) => {
    setParts(next);
    writeDraft(name, { value: next, base: base.current.parts, version: base.current.version });
  };
  const settle = (answer: MinutesRead) => {
    base.current = { parts: docOf(answer.parts), version: answer.version };
    dropDraft(name);
    setParts(docOf(answer.parts));
    setConflict(null);
    keep(answer);
  };
  /** What the other saved, as far as it is known; it is read anew, since the refusal may tell less. */
  const clash = async () => {
    const now = await queries.fetchQuery({ ...minutes(net, found.meeting.id), staleTime: 0 });
    const theirs = docOf(now.parts);
    setConflict({ rows: merged(base.current.parts, parts, theirs), theirs, version: now.version });
  };
  const save = async (wanted = parts, version = base.current.version) => {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      const answer = await body(
        api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/text", {
          params: { path: { network: net, meeting_id: found.meeting.id }, header: { "If-Match": ifMatch(version) } },
          body: { parts: sentOf(wanted) as never },
        }),
      );
      settle(answer);
      setSavedAt(clock());
    } catch (thrown) {
      const told = asProblem(thrown, { title: c("failed"), detail: c("failedDetail") });
      if (told.slug === "stale") await clash().catch(() => setProblem(told));
      else setProblem(told);
    } finally {
      setSaving(false);
    }
  };
  /** Go on with what was brought together, upon what stands now. */
  const goOn = (next: Part[]) => {
    if (!conflict) return;
    base.current = { parts: conflict.theirs, version: conflict.version };
    setConflict(null);
    write(next);
  };
  const drop = () => {
    dropDraft(name);
    base.current = { parts: docOf(found.parts), version: found.version };
    setParts(docOf(found.parts));
    setProblem(null);
    setConflict(null);
  };
  return { parts, write, save, goOn, drop, problem, conflict, saving, savedAt, dirty, restored: kept !== null };
}

export function Whole(props: Props) {
  const { found, close } = props;
  const t = useStrings(strings);
  const c = useStrings(common);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [asking, setAsking] = useState(false);
  const writing = useWriting(props);
  const { parts, write, save, goOn, drop, problem, conflict, saving, savedAt, dirty, restored } = writing;
  useEffect(() => heading.current?.focus(), []);
  const keys = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (dirty && !conflict) void save();
  };
  const change = (at: number, next: Partial<Part>) => write(parts.with(at, { ...(parts[at] as Part), ...next }));
  return (
    <section className="stack whole" aria-labelledby={`${id}-h`} onKeyDown={keys}>
      <div className="writing-bar">
        <h2 ref={heading} id={`${id}-h`} tabIndex={-1} className="grow">
          {t("editingAll")}
        </h2>
        <span className="small" role="status">
          {saving ? t("saving") : dirty ? t("unsaved") : savedAt ? t("savedAt", { at: savedAt }) : ""}
        </span>
        {dirty && (
          <button type="button" className="btn plain" onClick={() => setAsking(true)}>
            {t("discard")}
          </button>
        )}
        <button type="button" className="btn" onClick={close}>
          {t("leaveEditor")}
        </button>
        <button
          type="button"
          className="btn main"
          disabled={saving || !dirty || conflict !== null}
          onClick={() => void save()}
        >
          {c("save")}
        </button>
      </div>
      <p className="small">
        {restored && dirty && `${t("keptDraft")} `}
        {t("savesVersion")}
      </p>
      {problem && <ProblemNote problem={problem} />}
      {conflict ? (
        <Together
          rows={conflict.rows}
          found={found}
          goOn={(choices) => goOn(together(conflict.rows, choices))}
          save={(choices) => void save(together(conflict.rows, choices), conflict.version)}
        />
      ) : (
        parts.map((part, at) => (
          <PartFields
            key={part.id}
            found={found}
            part={part}
            read={found.parts.find((each) => each.id === part.id)}
            number={at + 1}
            change={(next) => change(at, next)}
          />
        ))
      )}
      {asking && (
        <Dialog title={t("discard")} close={() => setAsking(false)}>
          <p>{t("discardAsk")}</p>
          <div className="acts">
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {c("cancel")}
            </button>
            <button
              type="button"
              className="btn danger"
              onClick={() => {
                drop();
                setAsking(false);
              }}
            >
              {t("discard")}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

interface PartProps {
  found: MinutesRead;
  part: Part;
  read: PartRead | undefined;
  number: number;
  change: (next: Partial<Part>) => void;
}

function PartFields({ found, part, read, number, change }: PartProps) {
  const t = useStrings(strings);
  const id = useId();
  const layout = read ?? { layout: "text" as const, columns: [] as string[] };
  const text = layout.layout === "text";
  const set = (at: number, next: Partial<Para>) =>
    change({ paragraphs: part.paragraphs.with(at, { ...(part.paragraphs[at] as Para), ...next }) });
  const swap = (at: number, by: 1 | -1) => {
    const [one, other] = [part.paragraphs[at], part.paragraphs[at + by]];
    if (one && other) change({ paragraphs: part.paragraphs.with(at, other).with(at + by, one) });
  };
  const add = () => {
    const blank = text ? "" : layout.columns.map(() => "").join(" | ");
    const key = `new.${crypto.randomUUID()}`;
    change({ paragraphs: [...part.paragraphs, { id: null, key, text: blank, visibility: null }] });
  };
  return (
    <section className="part-fields" aria-label={`${number}. ${part.title}`}>
      <div className="row">
        <label htmlFor={id} className="sr">
          {t("partTitle", { number })}
        </label>
        <span className="n" aria-hidden="true">
          {number}.
        </span>
        <input
          id={id}
          className="grow heading"
          value={part.title}
          maxLength={300}
          lang={found.language ?? undefined}
          onChange={(event) => change({ title: event.target.value })}
        />
        <Circles
          own={found.meeting.visibility}
          value={part.visibility as Circle | null}
          write={(visibility) => change({ visibility })}
          label={part.title}
        />
      </div>
      {part.paragraphs.map((each, at) => {
        const label = t(text ? "paragraph" : "row", { number: text ? `${number}.${at + 1}` : at + 1 });
        return (
          <div key={each.key} className={each.visibility ? `one kept-${each.visibility}` : "one"}>
            <div>
              {each.visibility && <Within circle={each.visibility} />}
              <Fields
                part={layout}
                text={each.text}
                label={label}
                language={found.language}
                write={(next) => set(at, { text: next })}
                bare={at > 0}
              />
            </div>
            <Menu label={<Icon name="more" />} name={`${t("acts")}: ${label}`} className="dots">
              <li>
                <Circles
                  own={found.meeting.visibility}
                  value={each.visibility as Circle | null}
                  write={(visibility) => set(at, { visibility })}
                  label={label}
                />
              </li>
              {at > 0 && <Item label={label} name={t("up")} act={() => swap(at, -1)} />}
              {at < part.paragraphs.length - 1 && <Item label={label} name={t("down")} act={() => swap(at, 1)} />}
              <Item
                label={label}
                name={t("removeParagraph")}
                act={() => change({ paragraphs: part.paragraphs.filter((other) => other.key !== each.key) })}
              />
            </Menu>
          </div>
        );
      })}
      <button type="button" className="btn plain small add" onClick={add}>
        <Icon name="plus" size={16} /> {t(text ? "addParagraph" : "addRow")}
        <span className="sr"> {t("addTo", { number })}</span>
      </button>
    </section>
  );
}

function Item({ label, name, act }: { label: string; name: string; act: () => void }) {
  return (
    <li>
      <button type="button" onClick={act}>
        {name} <span className="sr">{label}</span>
      </button>
    </li>
  );
}
