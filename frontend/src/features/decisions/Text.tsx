import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useKeys } from "../../app/keys";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Words } from "../../ui/parts";
import { changes, type DecisionRead, decision, KINDS, keyed, paragraphs, type RoundRead } from "./queries";
import { strings } from "./strings";

type Diff = Schemas["DiffRead"];

/** The frozen text of a round: what changed since my organisation answered, or clean, in three languages. */
export function Text({ decision: found, round }: { decision: DecisionRead; round: RoundRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const later = round.number > 1;
  const [clean, setClean] = useState(!later);
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? (round.texts[spoken] ? spoken : round.authoritative);
  const compared = useQuery({ ...changes(net, found.id, round.number, language), enabled: later });
  const diff = later && !clean && compared.data?.language === language ? compared.data : null;
  useKeys({ d: later ? () => setClean(!clean) : undefined });
  return (
    <section className="stack" aria-label={t("text")}>
      <div className="row">
        {later && (
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
        <Tongues texts={round.texts} authoritative={round.authoritative} chosen={language} choose={setChosen} />
      </div>
      {!round.texts[spoken] && (
        <p className="small">
          {NAMES[spoken]}: {t("preparing")}
        </p>
      )}
      {diff ? <Compared diff={diff} /> : <Paper text={round.texts[language]} language={language} />}
      <p className="small">
        {t("hash")}: <code title={round.text_hash}>{round.text_hash.slice(0, 16)}…</code>
      </p>
    </section>
  );
}

interface TonguesProps {
  texts: Record<string, string | null>;
  authoritative: string;
  chosen: Language;
  choose: (language: Language) => void;
}

/** The languages of a text by their own names; one is authoritative, one may still be in preparation. */
function Tongues({ texts, authoritative, chosen, choose }: TonguesProps) {
  const t = useStrings(strings);
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles side by side, not a form's fieldset
    <div className="tongues" role="group" aria-label={t("languagesOfText")}>
      {LANGUAGES.map((each) =>
        texts[each] ? (
          <button key={each} type="button" aria-pressed={chosen === each} onClick={() => choose(each)}>
            <span lang={each}>{NAMES[each]}</span>
            {each === authoritative && <span className="small"> {t("authoritative")}</span>}
          </button>
        ) : (
          <span key={each} className="small">
            <span lang={each}>{NAMES[each]}</span>: {t("preparing")}
          </span>
        ),
      )}
    </div>
  );
}

export function Paper({ text, language }: { text: string | null | undefined; language: string }) {
  return (
    <ol className="paper" lang={language} data-testid="text">
      {keyed(paragraphs(text)).map((paragraph) => (
        <li key={paragraph.key}>
          <span className="n" aria-hidden="true">
            {paragraph.number}
          </span>
          <span>{paragraph.text}</span>
        </li>
      ))}
    </ol>
  );
}

/** Word by word, inside numbered paragraphs. */
function Compared({ diff }: { diff: Diff }) {
  let at = 0;
  return (
    <ol className="paper" lang={diff.language} data-testid="text">
      {diff.paragraphs.map((paragraph) => {
        at += 1;
        const same = paragraph.tokens.every((token) => token.op === "equal");
        return (
          <li key={at} className={same ? "same" : undefined}>
            <span className="n" aria-hidden="true">
              {paragraph.number ?? ""}
            </span>
            <span>
              <Words tokens={paragraph.tokens.map(({ op, text }) => ({ op, text: text.replace(/\n{2,}/g, "") }))} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** What nobody has been asked about yet: secretariat and co-chairs write it. */
export function Editor({ decision: found, officer }: { decision: DecisionRead; officer: boolean }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [editing, setEditing] = useState(false);
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? (found.texts[spoken] ? spoken : found.authoritative);
  const empty = !found.texts[language];
  useKeys({ e: officer ? () => setEditing(true) : undefined });
  return (
    <section className="stack" aria-label={t("text")}>
      <div className="row">
        {officer && (
          <button type="button" className="btn" onClick={() => setEditing(true)}>
            {t("edit")}
          </button>
        )}
        <span className="grow" />
        <Tongues texts={found.texts} authoritative={found.authoritative} chosen={language} choose={setChosen} />
      </div>
      {empty ? <p className="quiet">{t("noText")}</p> : <Paper text={found.texts[language]} language={language} />}
      {editing && (
        <Dialog title={c("edit")} close={() => setEditing(false)} panel>
          <EditForm decision={found} close={() => setEditing(false)} />
        </Dialog>
      )}
    </section>
  );
}

const VISIBILITIES = ["public", "partners", "members", "secretariat"] as const;

/** Kind, title, text and circle of a decision, in the fields that a draft and its later edits share. */
export function TextFields({
  problem,
  found,
}: {
  problem: Parameters<typeof Field>[0]["problem"];
  found?: DecisionRead;
}) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  return (
    <>
      <Field
        label={c("kind")}
        name="kind"
        options={KINDS.map((value) => ({ value, label: word("decision.kind", value) }))}
        value={found?.kind ?? "other"}
        problem={problem}
      />
      <Field
        label={t("visibility")}
        name="visibility"
        options={VISIBILITIES.map((value) => ({ value, label: word("visibility", value) }))}
        value={found?.visibility ?? "members"}
        problem={problem}
      />
      <Field
        label={t("authoritativeText")}
        name="authoritative"
        options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
        value={found?.authoritative ?? "en"}
        problem={problem}
      />
      {LANGUAGES.map((each) => (
        <fieldset key={each}>
          <legend className="legend" lang={each}>
            {NAMES[each]}
          </legend>
          <Field
            label={c("title")}
            name={`title_${each}`}
            pointer={`/title/${each}`}
            value={found?.title[each] ?? ""}
            optional={each !== "en"}
            problem={problem}
            lang={each}
          />
          <Field
            label={t("text")}
            name={`text_${each}`}
            kind="prose"
            pointer={`/texts/${each}`}
            value={found?.texts[each] ?? ""}
            help={t("textHelp")}
            optional
            problem={problem}
            lang={each}
          />
        </fieldset>
      ))}
    </>
  );
}

export const textsOf = (values: Values) => ({
  kind: values.kind as Schemas["DecisionKind"],
  visibility: values.visibility as Schemas["Visibility"],
  authoritative: values.authoritative as Language,
  title: { en: values.title_en ?? "", ru: values.title_ru || null, tk: values.title_tk || null },
  texts: { en: values.text_en || null, ru: values.text_ru || null, tk: values.text_tk || null },
});

function EditForm({ decision: found, close }: { decision: DecisionRead; close: () => void }) {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  return (
    <Form
      act={c("save")}
      cancel={close}
      keep={`decision.${found.id}.${found.round_count}`}
      send={(values) =>
        body(
          api.PATCH("/api/v1/networks/{network}/decisions/{decision_id}", {
            params: { path: { network: net, decision_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
            body: textsOf(values),
          }),
        )
      }
      done={(answer) => {
        queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
        close();
      }}
    >
      {(problem) => (
        <>
          <TextFields problem={problem} found={found} />
          {problem?.slug === "stale" && (
            <Paper text={found.texts[found.authoritative]} language={found.authoritative} />
          )}
        </>
      )}
    </Form>
  );
}
