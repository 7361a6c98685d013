import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { shortDay } from "../../i18n/format";
import { Field, Form } from "../../ui/Form";
import { inline } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { type DecisionRead, FINAL } from "./queries";
import { type Comment, comments, type Thread, useVoices, type Voice } from "./talk";
import { talk } from "./talk.strings";
import { useZone } from "./zone";

interface NamedProps {
  voices: Voice[];
  problem: Parameters<typeof Field>[0]["problem"];
}

/** For whom, where somebody speaks for several organisations. */
export function InNameOf({ voices, problem }: NamedProps) {
  const t = useStrings(talk);
  if (voices.length < 2) return null;
  return <Field label={t("inNameOf")} name="organisation_id" options={voices} problem={problem} />;
}

interface WriteProps {
  found: DecisionRead;
  paragraph: string | null;
  parent?: Comment;
  close: () => void;
}

/** A remark or a reply. What is typed stays on this device until it is sent. */
export function WriteRemark({ found, paragraph, parent, close }: WriteProps) {
  const t = useStrings(talk);
  const net = useNet();
  const queries = useQueryClient();
  const { remark } = useVoices(net);
  return (
    <Form
      act={t(parent ? "reply" : "addRemark")}
      cancel={close}
      keep={`remark.${found.id}.${parent?.id ?? paragraph ?? "whole"}`}
      send={(values) =>
        body(
          api.POST("/api/v1/networks/{network}/decisions/{decision_id}/comments", {
            params: { path: { network: net, decision_id: found.id } },
            body: {
              text: values.text ?? "",
              paragraph_id: parent ? null : paragraph,
              parent_id: parent?.id ?? null,
              organisation_id: values.organisation_id ?? null,
            },
          }),
        )
      }
      done={() => {
        queries.invalidateQueries({ queryKey: comments(net, found.id).queryKey });
        close();
      }}
    >
      {(problem) => (
        <>
          <InNameOf voices={remark} problem={problem} />
          <Field
            label={parent ? t("replyTo", { organisation: parent.acronym }) : t("remark")}
            name="text"
            kind="prose"
            max={4000}
            help={parent ? undefined : t("remarkHelp")}
            problem={problem}
            focus
          />
        </>
      )}
    </Form>
  );
}

interface ThreadsProps {
  found: DecisionRead;
  round: number;
  threads: Thread[];
  /** Where each stands; nothing where it is beside its paragraph. */
  where?: (paragraph: string | null) => ReactNode;
}

export function Threads({ found, round, threads, where }: ThreadsProps) {
  if (threads.length === 0) return null;
  return (
    <ul className="remarks">
      {threads.map(({ first, replies }) => (
        <li key={first.id}>
          <Said found={found} round={round} said={first} where={where?.(first.paragraph_id)} />
          {replies.length > 0 && (
            <ul className="remarks">
              {replies.map((each) => (
                <li key={each.id}>
                  <Said found={found} round={round} said={each} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

interface SaidProps {
  found: DecisionRead;
  round: number;
  said: Comment;
  where?: ReactNode;
}

/** One remark: which organisation said it, where, when; whoever made it can take it back. */
function Said({ found, round, said, where }: SaidProps) {
  const t = useStrings(talk);
  const net = useNet();
  const spoken = useLanguage();
  const { zone } = useZone();
  const queries = useQueryClient();
  const voices = useVoices(net);
  const [replying, setReplying] = useState(false);
  const takeBack = async () => {
    const params = {
      path: { network: net, decision_id: found.id, comment_id: said.id },
      header: { "If-Match": ifMatch(said.version) },
    };
    await api
      .POST("/api/v1/networks/{network}/decisions/{decision_id}/comments/{comment_id}/take-back", { params })
      .finally(() => queries.invalidateQueries({ queryKey: comments(net, found.id).queryKey }));
  };
  const open = !FINAL.includes(found.state);
  return (
    <article className="remark" data-remark={said.acronym}>
      <p className="meta">
        <strong title={said.person ?? undefined}>{said.acronym}</strong>
        {where && <> · {where}</>} · <time dateTime={said.created_at}>{shortDay(said.created_at, spoken, zone)}</time>
        {said.round_number !== round && said.round_number > 0 && ` · ${t("inRound", { number: said.round_number })}`}
      </p>
      {said.taken_back_at ? (
        <p className="small">{t("takenBack", { at: shortDay(said.taken_back_at, spoken, zone) })}</p>
      ) : (
        <p className="words">{inline(said.text ?? "")}</p>
      )}
      {open && (
        <p className="remark-acts">
          {!said.parent_id && voices.remark.length > 0 && (
            <button
              type="button"
              className="btn plain small"
              aria-expanded={replying}
              onClick={() => setReplying(!replying)}
            >
              {t("reply")} <span className="sr">{said.acronym}</span>
            </button>
          )}
          {said.mine && (
            <Press className="btn plain small" act={takeBack}>
              {t("takeBack")} <span className="sr">{said.acronym}</span>
            </Press>
          )}
        </p>
      )}
      {replying && (
        <WriteRemark found={found} paragraph={said.paragraph_id} parent={said} close={() => setReplying(false)} />
      )}
    </article>
  );
}
