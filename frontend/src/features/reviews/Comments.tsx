import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { shortDay } from "../../i18n/format";
import { Field, Form } from "../../ui/Form";
import { inline } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { Loaded } from "../../ui/parts";
import { type Comment, comments, type ReviewRead, useKeep } from "./queries";
import { strings } from "./strings";

/** What members said: about one section, or all of it. */
export function Discussion({ found, section }: { found: ReviewRead; section?: string }) {
  const t = useStrings(strings);
  const net = useNet();
  const open = found.comments_for.length > 0;
  const here = section ? (found.sections.find((each) => each.id === section)?.comment_count ?? 0) : found.comment_count;
  const query = useQuery({ ...comments(net, found.id), enabled: !section || here > 0 });
  if (section && here === 0 && !open) return null;
  return (
    <section className="stack discussion" aria-label={t("said")}>
      <h2>{t("said")}</h2>
      {section && here === 0 ? null : (
        <Loaded query={query}>
          {({ items }) => {
            const shown = items.filter((each) => !section || each.section_id === section);
            return shown.length === 0 ? (
              <p className="small">{t("noComments")}</p>
            ) : (
              <ul className="remarks">
                {shown.map((each) => (
                  <li key={each.id}>
                    <Said found={found} said={each} where={!section} />
                  </li>
                ))}
              </ul>
            );
          }}
        </Loaded>
      )}
      {open && <Write found={found} section={section ?? null} />}
    </section>
  );
}

function Write({ found, section }: { found: ReviewRead; section: string | null }) {
  const t = useStrings(strings);
  const net = useNet();
  const { refresh } = useKeep(found.id);
  const [sent, setSent] = useState(0);
  return (
    <Form
      key={sent}
      act={t("send")}
      keep={`review.comment.${found.id}.${section ?? "whole"}`}
      send={(values) =>
        body(
          api.POST("/api/v1/networks/{network}/reviews/{review_id}/comments", {
            params: { path: { network: net, review_id: found.id } },
            body: { text: values.text ?? "", section_id: section },
          }),
        )
      }
      done={() => {
        setSent(sent + 1);
        void refresh();
      }}
    >
      {(problem) => <Field label={t("comment")} name="text" kind="prose" max={4000} problem={problem} />}
    </Form>
  );
}

function Said({ found, said, where }: { found: ReviewRead; said: Comment; where: boolean }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const { refresh } = useKeep(found.id);
  const [answering, setAnswering] = useState(false);
  const title = found.sections.find((each) => each.id === said.section_id)?.title;
  const params = {
    path: { network: net, review_id: found.id, comment_id: said.id },
    header: { "If-Match": ifMatch(said.version) },
  };
  const takeBack = async () => {
    await body(
      api.DELETE("/api/v1/networks/{network}/reviews/{review_id}/comments/{comment_id}", { params: params as never }),
    );
    await refresh();
  };
  return (
    <article className="remark" data-remark={said.acronym}>
      <p className="meta">
        <strong title={said.person ?? undefined}>{said.acronym}</strong>
        {where && <> · {title ? `${t("onSection")} “${title}”` : t("onWhole")}</>} ·{" "}
        <time dateTime={said.created_at}>{shortDay(said.created_at, spoken)}</time> ·{" "}
        {t("versionShown", { number: said.version_number })}
      </p>
      {said.taken_back_at ? (
        <p className="small">{t("takenBack")}</p>
      ) : (
        <p className="words">{inline(said.text ?? "")}</p>
      )}
      {said.answer && (
        <p className="answered words">
          <strong>{t("answerOf")}</strong> {inline(said.answer)}
        </p>
      )}
      {!said.taken_back_at && (
        <p className="remark-acts">
          {found.may.includes("answer") && (
            <button type="button" className="btn plain small" onClick={() => setAnswering(true)}>
              {t("answer")} <span className="sr">{said.acronym}</span>
            </button>
          )}
          {said.mine && found.comments_for.length > 0 && (
            <Press className="btn plain small" act={takeBack}>
              {t("takeBack")} <span className="sr">{said.acronym}</span>
            </Press>
          )}
        </p>
      )}
      {answering && (
        <Form
          act={t("answer")}
          cancel={() => setAnswering(false)}
          keep={`review.answer.${said.id}`}
          send={(values) =>
            body(
              api.POST("/api/v1/networks/{network}/reviews/{review_id}/comments/{comment_id}/answer", {
                params,
                body: { answer: values.answer ?? "" },
              }),
            )
          }
          done={() => {
            setAnswering(false);
            void refresh();
          }}
        >
          {(problem) => (
            <Field
              label={t("answer")}
              name="answer"
              kind="prose"
              max={4000}
              value={said.answer ?? ""}
              problem={problem}
              focus
            />
          )}
        </Form>
      )}
    </article>
  );
}
