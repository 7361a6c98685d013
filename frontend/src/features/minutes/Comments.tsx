import { type ReactNode, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { shortDay } from "../../i18n/format";
import { Field, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { inline } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { Chip } from "../../ui/parts";
import { type Comment, type MinutesRead, useKeep } from "./queries";
import { strings } from "./strings";

/** Whether the reader can say something now, and why not. */
function useCommenting(found: MinutesRead) {
  const move = found.moves.find((each) => each.move === "comment");
  return { open: Boolean(move && !move.refused && found.comments_for.length > 0), refused: move?.refused ?? null };
}

interface BesideProps {
  found: MinutesRead;
  number: string;
  here: Comment[];
  opened: boolean;
  toggle: () => void;
}

/** Beside a paragraph: how much was said about it; an objection is a mark of its own. */
export function Beside({ found, number, here, opened, toggle }: BesideProps) {
  const t = useStrings(strings);
  const commenting = useCommenting(found);
  const count = here.filter((each) => !each.taken_back_at).length;
  const objects = here.some((each) => each.objection && !each.lifted_at && !each.taken_back_at);
  if (here.length === 0 && !commenting.open) return null;
  return (
    <button
      type="button"
      className={`beside ${count ? "some" : ""} ${objects ? "objects" : ""}`}
      aria-expanded={opened}
      aria-label={`${t(count ? "besideSome" : "besideNone", { number, count })}${objects ? `, ${t("objects")}` : ""}`}
      onClick={toggle}
    >
      {objects ? (
        <Icon name="blocker" size={18} />
      ) : (
        <svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M3 4h14v9.5H9.5L6 17v-3.5H3z" strokeWidth="1.5" strokeLinejoin="round" />
        </svg>
      )}
      {count > 0 && <span aria-hidden="true">{count}</span>}
    </button>
  );
}

interface Props {
  found: MinutesRead;
  said: Comment[];
  /** Beside this paragraph only; without: everything, under the text. */
  paragraph?: string;
  number?: string;
}

/** What those who attended said: beside one paragraph, or all of it under the text. */
export function Discussion({ found, said, paragraph, number }: Props) {
  const t = useStrings(strings);
  const commenting = useCommenting(found);
  const [writing, setWriting] = useState(false);
  const here = said.filter((each) => !each.parent_id && (!paragraph || each.paragraph_id === paragraph));
  const numbers = new Map(
    found.parts.flatMap((part) =>
      part.paragraphs.map((each) => [each.id, each.number ?? `${part.number} (${each.cells?.[0] ?? ""})`] as const),
    ),
  );
  const where = (each: Comment): ReactNode => {
    if (paragraph) return null;
    if (!each.paragraph_id) return t("onWhole");
    const told = numbers.get(each.paragraph_id);
    return told ? t("onParagraph", { number: told }) : t("onGone");
  };
  const label = paragraph ? t("paragraph", { number }) : t("said");
  return (
    <section
      className={paragraph ? "thread" : "stack discussion"}
      aria-label={label}
      lang={document.documentElement.lang}
    >
      {!paragraph && <h2>{t("said")}</h2>}
      {here.length === 0 && !writing && <p className="small">{t("noComments")}</p>}
      {!paragraph && commenting.refused && <p className="small">{commenting.refused.detail}</p>}
      {here.length > 0 && (
        <ul className="remarks">
          {here.map((first) => (
            <li key={first.id}>
              <Said found={found} said={first} where={where(first)} />
              {said.some((each) => each.parent_id === first.id) && (
                <ul className="remarks">
                  {said
                    .filter((each) => each.parent_id === first.id)
                    .map((each) => (
                      <li key={each.id}>
                        <Said found={found} said={each} />
                      </li>
                    ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {writing && <Write found={found} paragraph={paragraph ?? null} close={() => setWriting(false)} />}
      {!writing && commenting.open && (
        <div>
          <button type="button" className="btn small" onClick={() => setWriting(true)}>
            {t(paragraph ? "addComment" : "commentWhole")}
            {paragraph && <span className="sr"> {label}</span>}
          </button>
        </div>
      )}
    </section>
  );
}

interface WriteProps {
  found: MinutesRead;
  paragraph: string | null;
  parent?: Comment;
  close: () => void;
}

/** A comment, an objection or a reply. What is typed stays on this device until it is sent. */
function Write({ found, paragraph, parent, close }: WriteProps) {
  const t = useStrings(strings);
  const net = useNet();
  const { refresh } = useKeep(found.meeting.id);
  const voices = found.attended
    .filter(({ acronym }) => found.comments_for.includes(acronym))
    .map((each) => ({ value: each.organisation_id, label: each.acronym }));
  return (
    <Form
      act={t(parent ? "reply" : "addComment")}
      cancel={close}
      keep={`minutes.comment.${found.id}.${parent?.id ?? paragraph ?? "whole"}`}
      send={(values) =>
        body(
          api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/comments", {
            params: { path: { network: net, meeting_id: found.meeting.id } },
            body: {
              text: values.text ?? "",
              paragraph_id: parent ? parent.paragraph_id : paragraph,
              parent_id: parent?.id ?? null,
              objection: values.objection === "on",
              organisation_id: values.organisation_id ?? null,
            },
          }),
        )
      }
      done={() => {
        void refresh();
        close();
      }}
    >
      {(problem) => (
        <>
          {voices.length > 1 && (
            <Field label={t("inNameOf")} name="organisation_id" options={voices} problem={problem} />
          )}
          <Field
            label={parent ? t("replyTo", { organisation: parent.acronym }) : t("comment")}
            name="text"
            kind="prose"
            max={4000}
            help={parent ? undefined : t("commentHelp")}
            problem={problem}
            focus
          />
          {!parent && (
            <label className="choice">
              <input type="checkbox" name="objection" />
              {t("objection")}
            </label>
          )}
        </>
      )}
    </Form>
  );
}

/** One comment: which organisation, where, when, whether it objects; what the secretariat made of it. */
function Said({ found, said, where }: { found: MinutesRead; said: Comment; where?: ReactNode }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const { refresh } = useKeep(found.meeting.id);
  const commenting = useCommenting(found);
  const [doing, setDoing] = useState<"reply" | "answer" | null>(null);
  const move = (act: "take-back" | "lift") => () =>
    api
      .POST(
        `/api/v1/networks/{network}/meetings/{meeting_id}/minutes/comments/{comment_id}/${act}` as "/api/v1/networks/{network}/meetings/{meeting_id}/minutes/comments/{comment_id}/lift",
        {
          params: {
            path: { network: net, meeting_id: found.meeting.id, comment_id: said.id },
            header: { "If-Match": ifMatch(said.version) },
          },
        },
      )
      .finally(() => void refresh());
  const over = found.state === "adopted";
  const gone = said.taken_back_at !== null;
  const objects = said.objection && !said.lifted_at && !gone;
  return (
    <article className="remark" data-remark={said.acronym}>
      <p className="meta">
        <strong title={said.person ?? undefined}>{said.acronym}</strong>
        {where && <> · {where}</>} · <time dateTime={said.created_at}>{shortDay(said.created_at, spoken)}</time>
        {said.version_number !== found.text_version && ` · ${t("onVersion", { number: said.version_number })}`}{" "}
        {objects && (
          <Chip tone="bad">
            <Icon name="blocker" size={14} /> {t("objects")}
          </Chip>
        )}
      </p>
      {gone ? (
        <p className="small">{t("takenBack", { at: shortDay(said.taken_back_at ?? "", spoken) })}</p>
      ) : (
        <p className="words">{inline(said.text ?? "")}</p>
      )}
      {said.lifted_at && <p className="small">{t("lifted", { at: shortDay(said.lifted_at, spoken) })}</p>}
      {said.answer && (
        <p className="answered words">
          <strong>{t("answerOf")}</strong> {inline(said.answer)}
        </p>
      )}
      {!over && !gone && (
        <p className="remark-acts">
          {!said.parent_id && commenting.open && (
            <button type="button" className="btn plain small" onClick={() => setDoing("reply")}>
              {t("reply")} <span className="sr">{said.acronym}</span>
            </button>
          )}
          {found.may.includes("answer") && (
            <button type="button" className="btn plain small" onClick={() => setDoing("answer")}>
              {t("answer")} <span className="sr">{said.acronym}</span>
            </button>
          )}
          {said.mine && objects && (
            <Press className="btn plain small" act={move("lift")}>
              {t("lift")}
            </Press>
          )}
          {said.mine && (
            <Press className="btn plain small" act={move("take-back")}>
              {t("takeBack")} <span className="sr">{said.acronym}</span>
            </Press>
          )}
        </p>
      )}
      {doing === "reply" && (
        <Write found={found} paragraph={said.paragraph_id} parent={said} close={() => setDoing(null)} />
      )}
      {doing === "answer" && <Answer found={found} said={said} close={() => setDoing(null)} />}
    </article>
  );
}

function Answer({ found, said, close }: { found: MinutesRead; said: Comment; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const { refresh } = useKeep(found.meeting.id);
  return (
    <Form
      act={t("answer")}
      cancel={close}
      keep={`minutes.answer.${said.id}`}
      send={(values) =>
        body(
          api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/comments/{comment_id}/answer", {
            params: {
              path: { network: net, meeting_id: found.meeting.id, comment_id: said.id },
              header: { "If-Match": ifMatch(said.version) },
            },
            body: { answer: values.answer ?? "" },
          }),
        )
      }
      done={() => {
        void refresh();
        close();
      }}
    >
      {(problem) => (
        <Field
          label={t("answerField")}
          name="answer"
          kind="prose"
          max={4000}
          value={said.answer ?? ""}
          problem={problem}
          focus
        />
      )}
    </Form>
  );
}
