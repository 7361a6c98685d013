import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day, number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { fromLocal, local, Moves } from "../../ui/Moves";
import { Chip, Loaded, Needs, useNow } from "../../ui/parts";
import { Answer } from "./Answer";
import "./decisions.css";
import { useLive } from "./live";
import {
  type DecisionRead,
  decision,
  meeting,
  PENDING,
  paragraphs,
  type RoundRead,
  TONE,
  useOfficer,
  useSecretariat,
} from "./queries";
import { Mine, RoundRing, Seats } from "./Round";
import { strings } from "./strings";
import { Editor, Text } from "./Text";

interface Search {
  round?: number;
  panel?: string;
}

/** Bring one text to consensus, and show that everybody was asked. */
export function Decision() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(decision(net, id));
  return <Loaded query={query}>{(found) => <Opened key={found.id} found={found} />}</Loaded>;
}

/** “TKM/2026/002 · workplan · round 1, silence procedure”, and what became of it later. */
export function Trail({ found, round }: { found: DecisionRead; round?: RoundRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  return (
    <>
      <Link to={links.decisions(net)}>{c("decisions")}</Link> / <strong>{found.number ?? t("draft")}</strong> ·{" "}
      {word("decision.kind", found.kind)}
      {round && ` · ${t("round", { number: round.number })}, ${word("procedure", round.procedure)}`}
      {found.superseded_by && ` · ${t("superseded", { number: found.superseded_by })}`}
    </>
  );
}

function Opened({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const officer = useOfficer(net);
  const secretariat = useSecretariat(net);
  const last = found.rounds.at(-1);
  const round = found.rounds.find((each) => each.number === Number(search.round)) ?? last;
  const open = found.state === "open" && round === last;
  const editable = found.state === "draft" || found.state === "revising";
  useLive(net, PENDING.includes(found.state));
  const go = (next: Search) => navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const mine = round?.positions.filter((position) => found.speaks_for.includes(position.acronym)) ?? [];
  const asked = search.panel === "answer" ? mine[0]?.acronym : search.panel;
  const answering = open ? round?.positions.find((position) => position.acronym === asked) : undefined;
  const other = (by: number) => {
    const next = found.rounds[found.rounds.indexOf(round as RoundRead) + by];
    return next ? () => void go({ round: next.number }) : undefined;
  };
  useKeys({
    r: open && mine[0] ? () => void go({ panel: mine[0]?.acronym }) : undefined,
    "[": other(-1),
    "]": other(1),
  });
  return (
    <Page
      title={written(found.title, spoken).text}
      tab={found.number ?? undefined}
      visibility={found.visibility}
      trail={<Trail found={found} round={round} />}
      chip={<Chip tone={TONE[found.state]}>{word("decision.state", found.state)}</Chip>}
      acts={<Acts found={found} />}
    >
      <div className="body">
        <Needs needs={found.needs}>
          {open && officer && round && <Remind found={found} round={round} />}
          {found.state === "referred" && officer && <Referral found={found} />}
        </Needs>
        <Reasons found={found} />
      </div>
      <div className={round ? "decision" : "decision alone"}>
        {round && (
          <section className="around" aria-label={t("round", { number: round.number })}>
            <RoundRing found={found} round={round} open={open} />
          </section>
        )}
        <div className="body text">
          {found.rounds.length > 1 && <Rounds found={found} shown={round} />}
          {editable && round === last && <Editor decision={found} officer={officer} />}
          {round && !(editable && round === last) && <Text key={round.number} decision={found} round={round} />}
          <Linked found={found} />
          {open &&
            round &&
            mine.map((position) => (
              <Mine
                key={position.acronym}
                found={found}
                round={round}
                position={position}
                answer={() => go({ panel: position.acronym })}
              />
            ))}
        </div>
        {round && (
          <div className="list">
            <Seats
              found={found}
              round={round}
              open={open}
              secretariat={secretariat}
              answer={(position) => go({ panel: position.acronym })}
            />
          </div>
        )}
      </div>
      {answering && round && (
        <Answer
          found={found}
          round={round}
          position={answering}
          own={found.speaks_for.includes(answering.acronym)}
          close={() => go({ panel: undefined })}
        />
      )}
    </Page>
  );
}

/** Why it was revised, referred or withdrawn, and what came of a referral. */
function Reasons({ found }: { found: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  if (!found.reason && !found.referral_result) return null;
  return (
    <dl className="kv">
      {found.reason && (
        <>
          <dt>{c("reason")}</dt>
          <dd>{found.reason}</dd>
        </>
      )}
      {found.referral_result && (
        <>
          <dt>{t("referralResult")}</dt>
          <dd>{found.referral_result}</dd>
        </>
      )}
    </dl>
  );
}

function Acts({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const now = useNow(found.server_time);
  const last = found.rounds.at(-1);
  const make = async (move: string, values: Values) => {
    const { deadline_at, procedure, ...rest } = values;
    const sent = {
      ...rest,
      ...(procedure ? { procedure } : {}),
      ...(deadline_at ? { deadline_at: fromLocal(deadline_at) } : {}),
    };
    const path = `/api/v1/networks/{network}/decisions/{decision_id}/${move.replaceAll("_", "-")}`;
    const answer = await body(
      api.POST(path as "/api/v1/networks/{network}/decisions/{decision_id}/open", {
        params: { path: { network: net, decision_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
        body: (move === "adopt" ? undefined : sent) as never,
      }),
    );
    queries.setQueryData(decision(net, found.id).queryKey, answer);
    queries.invalidateQueries({ queryKey: [net] });
  };
  const later = new Date(
    found.state === "open" && last ? new Date(last.deadline_at).getTime() + 86_400_000 : now + 73 * 3_600_000,
  );
  return (
    <div className="row acts">
      {found.rounds.length > 0 && (
        <Link className="btn wide-only" to={links.proof(net, found.id)}>
          <Icon name="print" size={18} /> {t("proof")}
        </Link>
      )}
      <Moves
        of="decision"
        moves={found.moves}
        main={found.state === "open" ? ["extend"] : ["adopt", "open", "revise"]}
        verbs={{ adopt: t("adoptAct", { number: found.number }) }}
        warn={{
          adopt: <Adopting found={found} />,
          open: t("warnOpen"),
          record_no_consensus: t("warnFinal"),
          withdraw: t("warnFinal"),
        }}
        asks={{
          procedure: {
            label: t("procedure"),
            options: ["silence", "express", "meeting"].map((value) => ({ value, label: word("procedure", value) })),
            value: "silence",
          },
          deadline_at: {
            label: t("deadlineAt"),
            kind: "datetime-local",
            value: local(later),
            help: found.state === "open" ? undefined : t("deadlineHelp"),
            optional: found.state !== "open",
          },
          to: {
            label: t("to"),
            options: ["meeting", "unct"].map((value) => ({ value, label: t(value as "meeting" | "unct") })),
          },
          reason: { label: c("reason"), kind: "prose" },
        }}
        make={make}
      />
    </div>
  );
}

/** Before the act that cannot be taken back: what it is, which text, who is told, what stays for ever. */
function Adopting({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const last = found.rounds.at(-1);
  if (!last) return null;
  const text = last.texts[last.authoritative] ?? "";
  const reserved = last.positions.filter((each) => ["reservation", "disassociate"].includes(each.value ?? ""));
  return (
    <>
      <p>{t("adoptSays", { number: found.number, title: written(found.title, spoken).text })}</p>
      <dl className="kv">
        <dt>{t("text")}</dt>
        <dd>
          {t("round", { number: last.number })} · {t("length", { count: paragraphs(text).length })} ·{" "}
          {t("characters", { number: number(text.length, spoken) })}
          <br />
          SHA-256 <code className="hash">{last.text_hash}</code>
        </dd>
        {reserved.length > 0 && (
          <>
            <dt>{t("onRecord")}</dt>
            <dd>{reserved.map((each) => each.acronym).join(", ")}</dd>
          </>
        )}
        <dt>{t("told")}</dt>
        <dd>{last.positions.map((each) => each.acronym).join(", ")}</dd>
      </dl>
      <p>{t("warnAdopt", { number: found.number })}</p>
    </>
  );
}

/** A reminder to everybody who has not answered; whom it reaches is said before. */
function Remind({ found, round }: { found: DecisionRead; round: RoundRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const silent = round.positions.filter((position) => !position.value && !position.released_at);
  if (silent.length === 0) return null;
  const all = silent.map((position) => position.acronym).join(", ");
  const send = async () => {
    for (const position of silent)
      await api.POST(
        "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/remind",
        {
          params: {
            path: {
              network: net,
              decision_id: found.id,
              number: round.number,
              organisation_id: position.organisation_id,
            },
            header: { "If-Match": ifMatch(position.version) },
          },
        },
      );
  };
  const done = () => {
    queries.invalidateQueries({ queryKey: [net, "decisions"] });
    setAsking(false);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        <Icon name="send" size={18} />
        {silent.length === 1 ? t("remind", { organisation: all }) : t("remindAll", { count: silent.length })}
      </button>
      {asking && (
        <Dialog title={t("remindAll", { count: silent.length })} close={() => setAsking(false)}>
          <p>
            {t("remindWho")} {all}.
          </p>
          <Form act={t("remindAll", { count: silent.length })} cancel={() => setAsking(false)} send={send} done={done}>
            {() => null}
          </Form>
        </Dialog>
      )}
    </>
  );
}

/** What came of a referral is recorded by secretariat or co-chairs. */
function Referral({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const [writing, setWriting] = useState(false);
  return (
    <>
      <button type="button" className="btn" onClick={() => setWriting(true)}>
        {t("referralResult")}
      </button>
      {writing && (
        <Dialog title={t("referralResult")} close={() => setWriting(false)}>
          <Form
            act={c("save")}
            cancel={() => setWriting(false)}
            send={(values) =>
              body(
                api.POST("/api/v1/networks/{network}/decisions/{decision_id}/referral", {
                  params: {
                    path: { network: net, decision_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: { result: values.result ?? "" },
                }),
              )
            }
            done={(answer) => {
              queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
              setWriting(false);
            }}
          >
            {(problem) => <Field label={t("referralResult")} name="result" kind="prose" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </>
  );
}

function Rounds({ found, shown }: { found: DecisionRead; shown?: RoundRead }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <nav className="segmented" aria-label={t("earlier")}>
      {found.rounds.map((round) => (
        <Link
          key={round.number}
          to="."
          search={{ round: round.number } as never}
          aria-current={round === shown ? "page" : undefined}
        >
          {t("round", { number: round.number })} ·{" "}
          {round.outcome ? word("round.outcome", round.outcome) : word("round.state", round.state)}
        </Link>
      ))}
    </nav>
  );
}

/** What hangs together with it: its agenda item and meeting, the proposal, who adopted it and when it is looked at again. */
function Linked({ found }: { found: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const held = useQuery(meeting(net, found.meeting_id ?? ""));
  const item = held.data?.agenda_items.find((each) => each.id === found.agenda_item_id);
  const parts: [string, ReactNode][] = [];
  if (found.meeting_id)
    parts.push([
      "meeting",
      <Link key="meeting" to={links.meeting(net, found.meeting_id)}>
        <Icon name="meeting" size={16} />
        {held.data ? `${item ? `${t("item", { number: item.place })}, ` : ""}${held.data.number}` : t("theMeeting")}
      </Link>,
    ]);
  if (found.proposal_id)
    parts.push([
      "proposal",
      <Link key="proposal" to={links.proposal(net, found.proposal_id)}>
        <Icon name="proposal" size={16} />
        {t("linkedProposal", { number: found.proposal_revision })}
      </Link>,
    ]);
  if (found.adopted_at)
    parts.push(["adopted", `${t("adoptedOn")} ${day(found.adopted_at, spoken)} (${found.adopted_by.join(", ")})`]);
  if (found.review_on) parts.push(["review", `${t("review")} ${day(found.review_on, spoken)}`]);
  const proof = found.rounds.length > 0 && (
    <Link className="narrow-only" to={links.proof(net, found.id)}>
      {t("proof")}
    </Link>
  );
  if (parts.length === 0 && !proof) return null;
  return (
    <p className="linked">
      {parts.length > 0 && <span className="quiet">{c("linked")}</span>}
      {parts.map(([key, part]) => (
        <span key={key}>{part}</span>
      ))}
      {proof}
    </p>
  );
}
