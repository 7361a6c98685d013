import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { shortDay } from "../../i18n/format";
import { Field, Form } from "../../ui/Form";
import type { DecisionRead } from "./queries";
import { explanations, useVoices, type Voice } from "./talk";
import { talk } from "./talk.strings";
import { useZone } from "./zone";

/** After the end: why an organisation stood where it stood. Nothing of the outcome changes by it. */
export function Explanations({ found }: { found: DecisionRead }) {
  const t = useStrings(talk);
  const net = useNet();
  const spoken = useLanguage();
  const { zone } = useZone();
  const given = useQuery(explanations(net, found.id));
  const [writing, setWriting] = useState<Voice | null>(null);
  const seats = new Set(found.rounds.flatMap((round) => round.positions.map((each) => each.organisation_id)));
  const mine = useVoices(net).speak.filter(({ value }) => seats.has(value));
  if (seats.size === 0) return null;
  return (
    <section className="stack" aria-label={t("explanations")} data-testid="explanations">
      <h2>{t("explanations")}</h2>
      {given.data?.length === 0 && !writing && <p className="small">{t("noExplanations")}</p>}
      <ul className="remarks">
        {given.data?.map((each) => (
          <li key={each.id}>
            <article className="remark" data-organisation={each.acronym}>
              <p className="meta">
                <strong title={each.person ?? undefined}>{each.acronym}</strong>{" "}
                <time dateTime={each.created_at}>{shortDay(each.created_at, spoken, zone)}</time>
              </p>
              <p className="words" lang={each.language === spoken ? undefined : each.language}>
                {each.text}
              </p>
            </article>
          </li>
        ))}
      </ul>
      {writing && <Write found={found} voice={writing} close={() => setWriting(null)} />}
      {!writing && (
        <div className="row">
          {mine.map((voice) => (
            <button key={voice.value} type="button" className="btn small" onClick={() => setWriting(voice)}>
              {t("explain", { organisation: voice.label })}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

function Write({ found, voice, close }: { found: DecisionRead; voice: Voice; close: () => void }) {
  const t = useStrings(talk);
  const net = useNet();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const send = (text: string, language: Language) =>
    body<Schemas["ExplanationRead"]>(
      api.POST("/api/v1/networks/{network}/decisions/{decision_id}/explanations", {
        params: { path: { network: net, decision_id: found.id } },
        body: { text, language, organisation_id: voice.value },
      }),
    );
  return (
    <Form
      act={t("explain", { organisation: voice.label })}
      cancel={close}
      keep={`explanation.${found.id}.${voice.value}`}
      send={(values) => send(values.text ?? "", values.language as Language)}
      done={() => {
        queries.invalidateQueries({ queryKey: explanations(net, found.id).queryKey });
        close();
      }}
    >
      {(problem) => (
        <>
          <Field
            label={t("writtenIn")}
            name="language"
            value={spoken}
            options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
            problem={problem}
          />
          <Field
            label={t("explanation")}
            name="text"
            kind="prose"
            help={t("explanationHelp")}
            problem={problem}
            focus
          />
        </>
      )}
    </Form>
  );
}
