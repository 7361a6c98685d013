import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { fromLocal, local, Moves } from "../../ui/Moves";
import { Chip, Loaded, Needs, useNow, Words } from "../../ui/parts";
import { changes, type DecisionRead, decision, type RoundRead, TONE } from "./queries";
import { Round } from "./Round";
import { strings } from "./strings";

/** Bring one text to consensus, and show that everybody was asked. */
export function Decision() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(decision(net, id));
  return <Loaded query={query}>{(found) => <Opened decision={found} />}</Loaded>;
}

function Opened({ decision: found }: { decision: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const search = useSearch({ strict: false }) as { round?: number };
  const last = found.rounds.at(-1);
  const round = found.rounds.find((each) => each.number === Number(search.round)) ?? last;
  const editable = found.state === "draft" || found.state === "revising";
  return (
    <Page
      title={written(found.title, spoken).text}
      visibility={found.visibility}
      trail={
        <>
          <Link to={links.decisions(net)}>{c("decisions")}</Link> / <strong>{found.number ?? t("draft")}</strong> ·{" "}
          {word("decision.kind", found.kind)}
          {round && ` · ${t("round", { number: round.number })}, ${word("procedure", round.procedure)}`}
          {found.superseded_by && ` · ${t("superseded", { number: found.superseded_by })}`}
        </>
      }
      chip={<Chip tone={TONE[found.state]}>{word("decision.state", found.state)}</Chip>}
      acts={<Acts decision={found} />}
    >
      <div className="body">
        <Needs needs={found.needs} />
      </div>
      <div className="split">
        <div className="body">
          {found.rounds.length > 1 && <Rounds decision={found} shown={round} />}
          {editable && <Editor decision={found} />}
          {round && !(editable && round === last) && <Text decision={found} round={round} />}
          {!round && !editable && <p>{t("noText")}</p>}
          <Linked decision={found} />
        </div>
        {round && <Round decision={found} round={round} live={round === last} />}
      </div>
    </Page>
  );
}

function Acts({ decision: found }: { decision: DecisionRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const now = useNow(found.server_time);
  const make = async (move: string, values: Values) => {
    const { deadline_at, procedure, ...rest } = values;
    const sent: Record<string, unknown> = { ...rest };
    if (procedure) sent.procedure = procedure;
    if (deadline_at) sent.deadline_at = fromLocal(deadline_at);
    const path = `/api/v1/networks/{network}/decisions/{decision_id}/${move.replaceAll("_", "-")}`;
    const answer = await body(
      api.POST(
        path as "/api/v1/networks/{network}/decisions/{decision_id}/open",
        {
          params: { path: { network: net, decision_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: (move === "adopt" ? undefined : sent) as never,
        } as never,
      ),
    );
    queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
    queries.invalidateQueries({ queryKey: [net] });
  };
  const wanted = new Date(now + 73 * 3_600_000);
  const last = found.rounds.at(-1);
  return (
    <Moves
      of="decision"
      moves={found.moves}
      main={["open", "adopt", "revise", "extend"]}
      warn={{
        adopt: t("warnAdopt", { number: found.number }),
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
          value: local(
            found.state === "open" && last ? new Date(new Date(last.deadline_at).getTime() + 86_400_000) : wanted,
          ),
          help: found.state === "open" ? undefined : t("deadlineHelp"),
          optional: found.state !== "open",
        },
        to: {
          label: t("to"),
          options: [
            { value: "meeting", label: t("meeting") },
            { value: "unct", label: t("unct") },
          ],
        },
        reason: { label: c("reason"), kind: "prose" },
      }}
      make={make}
    />
  );
}

function Rounds({ decision: found, shown }: { decision: DecisionRead; shown?: RoundRead }) {
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

const paragraphs = (text: string) => text.split(/\n\s*\n/).filter((part) => part.trim());

function Text({ decision: found, round }: { decision: DecisionRead; round: RoundRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const [clean, setClean] = useState(round.number === 1);
  const [language, setLanguage] = useState<Language>(round.texts[spoken] ? spoken : round.authoritative);
  const compared = useQuery({ ...changes(net, found.id, round.number), enabled: round.number > 1 });
  const text = round.texts[language] ?? round.texts[round.authoritative] ?? "";
  const diff =
    !clean && round.number > 1 && compared.data && compared.data.language === language ? compared.data : null;
  return (
    <section className="stack" aria-label={t("text")}>
      <div className="row">
        {round.number > 1 && (
          // biome-ignore lint/a11y/useSemanticElements: two views of one text, not a form's fieldset
          <div className="segmented" role="group" aria-label={t("text")}>
            <button type="button" aria-pressed={!clean} onClick={() => setClean(false)}>
              {t("changes", { number: compared.data?.base ?? round.number - 1 })}
            </button>
            <button type="button" aria-pressed={clean} onClick={() => setClean(true)}>
              {t("clean")}
            </button>
          </div>
        )}
        <span className="grow" />
        {(Object.keys(NAMES) as Language[]).map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            className="btn plain small"
            aria-pressed={language === each}
            disabled={!round.texts[each]}
            onClick={() => setLanguage(each)}
          >
            {NAMES[each]}{" "}
            <span className="small">
              {each === round.authoritative ? t("authoritative") : round.texts[each] ? "" : t("preparing")}
            </span>
          </button>
        ))}
      </div>
      <ol className="paper" lang={language} data-testid="text">
        {diff
          ? diff.paragraphs.map((paragraph, at) => (
              <li key={`${paragraph.number}-${at}`}>
                <span className="n">{paragraph.number ?? ""}</span>
                <span>
                  <Words tokens={paragraph.tokens} />
                </span>
              </li>
            ))
          : paragraphs(text).map((paragraph, at) => (
              <li key={paragraph}>
                <span className="n">{at + 1}</span>
                <span>{paragraph}</span>
              </li>
            ))}
      </ol>
      <p className="small">
        {t("hash")}: <code>{round.text_hash.slice(0, 16)}…</code>
      </p>
    </section>
  );
}

function Editor({ decision: found }: { decision: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  return (
    <section className="stack">
      <ol className="paper" lang={found.authoritative} data-testid="text">
        {paragraphs(found.texts[found.authoritative] ?? "").map((paragraph, at) => (
          <li key={paragraph}>
            <span className="n">{at + 1}</span>
            <span>{paragraph}</span>
          </li>
        ))}
      </ol>
      {!found.texts[found.authoritative] && <p className="quiet">{t("noText")}</p>}
      <div>
        <button type="button" className="btn" onClick={() => setEditing(true)}>
          {c("edit")}
        </button>
      </div>
      {editing && (
        <Dialog title={t("text")} close={() => setEditing(false)} panel>
          <Form
            act={c("save")}
            cancel={() => setEditing(false)}
            send={(values) =>
              body(
                api.PATCH("/api/v1/networks/{network}/decisions/{decision_id}", {
                  params: {
                    path: { network: net, decision_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: {
                    title: { en: values.title_en ?? "", ru: values.title_ru || null, tk: values.title_tk || null },
                    texts: { en: values.en || null, ru: values.ru || null, tk: values.tk || null },
                  },
                } as never),
              )
            }
            done={(answer) => {
              queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
              setEditing(false);
            }}
          >
            {(problem) =>
              (Object.keys(NAMES) as Language[]).map((each) => (
                <fieldset key={each}>
                  <legend className="legend">{NAMES[each]}</legend>
                  <Field
                    label={c("title")}
                    name={`title_${each}`}
                    pointer={`/title/${each}`}
                    value={found.title[each] ?? ""}
                    optional={each !== "en"}
                    problem={problem}
                    lang={each}
                  />
                  <Field
                    label={t("text")}
                    name={each}
                    kind="prose"
                    pointer={`/texts/${each}`}
                    value={found.texts[each] ?? ""}
                    help={t("textHelp")}
                    optional
                    problem={problem}
                    lang={each}
                  />
                </fieldset>
              ))
            }
          </Form>
        </Dialog>
      )}
    </section>
  );
}

function Linked({ decision: found }: { decision: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  if (!found.meeting_id && !found.proposal_id && !found.adopted_at) return null;
  return (
    <p className="row">
      <span className="quiet">{c("linked")}</span>
      {found.meeting_id && <Link to={links.meeting(net, found.meeting_id)}>{t("theMeeting")}</Link>}
      {found.proposal_id && (
        <Link to={links.proposal(net, found.proposal_id)}>
          {t("linkedProposal", { number: found.proposal_revision })}
        </Link>
      )}
      {found.adopted_at && (
        <span>
          {t("adoptedOn")} {day(found.adopted_at, spoken)} ({found.adopted_by.join(", ")})
        </span>
      )}
    </p>
  );
}
