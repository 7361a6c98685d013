import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { shortDay } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Field, Form, type Values } from "../../ui/Form";
import { Icon, type IconName } from "../../ui/Icon";
import { inline } from "../../ui/Markdown";
import { Moves } from "../../ui/Moves";
import { Chip, type Tone, Words } from "../../ui/parts";
import { wordDiff } from "./diff";
import { type DecisionRead, decision } from "./queries";
import { InNameOf } from "./Remarks";
import { type Suggestion, suggestions, useVoices } from "./talk";
import { talk } from "./talk.strings";
import { useZone } from "./zone";

/** Shape, word and, third, colour. */
const SHOWN: Record<Suggestion["state"], [IconName, Tone]> = {
  open: ["wait", "wait"],
  accepted: ["tick", "good"],
  declined: ["cross", ""],
  taken_back: ["out", ""],
};

interface WriteProps {
  found: DecisionRead;
  paragraph: string;
  /** The paragraph of the authoritative text as it stands. */
  stands: string;
  close: () => void;
}

/** The paragraph's own words, to be written over; what would change is shown meanwhile. */
export function WriteSuggestion({ found, paragraph, stands, close }: WriteProps) {
  const t = useStrings(talk);
  const net = useNet();
  const queries = useQueryClient();
  const { speak } = useVoices(net);
  const [text, setText] = useState(stands);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // a text kept from before is put back after the first drawing
    const timer = setTimeout(() => setText(box.current?.querySelector("textarea")?.value ?? stands), 50);
    return () => clearTimeout(timer);
  }, [stands]);
  const send = (values: Values) =>
    body(
      api.POST("/api/v1/networks/{network}/decisions/{decision_id}/suggestions", {
        params: { path: { network: net, decision_id: found.id } },
        body: {
          paragraph_id: paragraph,
          text: values.text ?? "",
          quote: stands,
          reason: values.reason || null,
          organisation_id: values.organisation_id ?? null,
        },
      }),
    );
  return (
    <Form
      act={t("suggest")}
      cancel={close}
      keep={`suggestion.${found.id}.${paragraph}`}
      send={send}
      done={() => {
        queries.invalidateQueries({ queryKey: suggestions(net, found.id).queryKey });
        close();
      }}
    >
      {(problem) => (
        <>
          <p className="small">{t("inAuthoritative", { language: NAMES[found.authoritative] })}</p>
          <InNameOf voices={speak} problem={problem} />
          <div ref={box} onInput={(event: FormEvent) => setText((event.target as HTMLTextAreaElement).value)}>
            <Field
              label={t("asItShould")}
              name="text"
              kind="prose"
              value={stands}
              help={t("leaveOut")}
              problem={problem}
              lang={found.authoritative}
              optional
              focus
            />
          </div>
          {text !== stands && (
            <section className="preview" aria-label={t("preview")}>
              <p className="small">{t("preview")}</p>
              <p lang={found.authoritative} className="words">
                <Words tokens={wordDiff(stands, text)} show={inline} />
              </p>
            </section>
          )}
          <Field label={t("why")} name="reason" kind="prose" max={2000} problem={problem} optional />
        </>
      )}
    </Form>
  );
}

interface ListProps {
  found: DecisionRead;
  all: Suggestion[];
  where?: (paragraph: string) => ReactNode;
}

export function Suggestions({ found, all, where }: ListProps) {
  if (all.length === 0) return null;
  return (
    <ul className="remarks" data-testid="suggestions">
      {all.map((each) => (
        <li key={each.id}>
          <Suggested found={found} suggestion={each} where={where?.(each.paragraph_id)} />
        </li>
      ))}
    </ul>
  );
}

interface SuggestedProps {
  found: DecisionRead;
  suggestion: Suggestion;
  where?: ReactNode;
}

/** What an organisation would write instead, what became of it, and why. */
function Suggested({ found, suggestion, where }: SuggestedProps) {
  const t = useStrings(talk);
  const net = useNet();
  const word = useWord();
  const spoken = useLanguage();
  const { zone } = useZone();
  const queries = useQueryClient();
  const [icon, tone] = SHOWN[suggestion.state];
  const make = async (move: string, values: Values) => {
    const path = `/api/v1/networks/{network}/decisions/{decision_id}/suggestions/{suggestion_id}/${move.replaceAll("_", "-")}`;
    try {
      await api.POST(path as "/api/v1/networks/{network}/decisions/{decision_id}/suggestions/{suggestion_id}/decline", {
        params: {
          path: { network: net, decision_id: found.id, suggestion_id: suggestion.id },
          header: { "If-Match": ifMatch(suggestion.version) },
        },
        body: (move === "decline" ? { reason: values.reason ?? "" } : undefined) as never,
      });
    } finally {
      // accepted words stand in the text, and other suggestions on it may no longer fit
      queries.invalidateQueries({ queryKey: suggestions(net, found.id).queryKey });
      queries.invalidateQueries({ queryKey: decision(net, found.id).queryKey });
    }
  };
  const lang = found.authoritative as Language;
  return (
    <article className="remark" data-suggestion={suggestion.state} data-organisation={suggestion.acronym}>
      <p className="meta">
        <strong title={suggestion.person ?? undefined}>{suggestion.acronym}</strong> {t("suggested")}
        {where && <> · {where}</>} ·{" "}
        <time dateTime={suggestion.created_at}>{shortDay(suggestion.created_at, spoken, zone)}</time>{" "}
        <Chip tone={tone}>
          <Icon name={icon} size={14} /> {word("suggestion.state", suggestion.state)}
        </Chip>
      </p>
      <p className="words" lang={lang === spoken ? undefined : lang}>
        <Words tokens={wordDiff(suggestion.quote, suggestion.text)} show={inline} />
      </p>
      {suggestion.text === "" && <p className="small">{t("gone")}</p>}
      {suggestion.reason && (
        <p>
          {t("why")}: <q>{suggestion.reason}</q>
        </p>
      )}
      {suggestion.answer && (
        <p>
          {t("answer")}: <q>{suggestion.answer}</q>
        </p>
      )}
      {suggestion.changed && <p className="tone-ochre">{t("changedSince")}</p>}
      <Moves of="suggestion" moves={suggestion.moves} main={["accept"]} make={make} />
    </article>
  );
}
