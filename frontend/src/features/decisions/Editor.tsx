import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useKeys } from "../../app/keys";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Words } from "../../ui/parts";
import { wordDiff } from "./diff";
import { type DecisionRead, decision, KINDS, standing } from "./queries";
import { strings } from "./strings";

/** What nobody has been asked about yet: secretariat and co-chairs write it. */
export function Editor({ found }: { found: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [editing, setEditing] = useState(false);
  useKeys({ e: () => setEditing(true) });
  return (
    <>
      <button type="button" className="btn" onClick={() => setEditing(true)}>
        {t("edit")}
      </button>
      {editing && (
        <Dialog title={c("edit")} close={() => setEditing(false)} panel>
          <EditForm found={found} close={() => setEditing(false)} />
        </Dialog>
      )}
    </>
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
          {found?.stale_languages.includes(each) && (
            <label className="checked">
              <input type="checkbox" name={`checked_${each}`} value="on" /> {t("stillFits")}
            </label>
          )}
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

const CITED = ["supersedes", "rescinds", "allowedBy"] as const;
const FIELD = { supersedes: "supersedes_id", rescinds: "rescinds_id", allowedBy: "allowed_by_id" } as const;

/** Which adopted decisions it ends or builds on. While a draft, all of them can be chosen; later what allows it. */
export function Citing({ problem, found }: { problem: Parameters<typeof Field>[0]["problem"]; found?: DecisionRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const adopted = useQuery(standing(useNet())).data ?? [];
  if (adopted.length === 0) return null;
  const draft = !found || found.state === "draft";
  return (
    <>
      {CITED.filter((each) => draft || each === "allowedBy").map((each) => (
        <Field
          key={`${each}.${adopted.length}`}
          label={t(each)}
          name={FIELD[each]}
          value={found?.[FIELD[each]] ?? ""}
          help={each === "allowedBy" ? t("allowedHelp") : undefined}
          optional
          problem={problem}
          options={[
            { value: "", label: "–" },
            ...adopted.map(({ id, number, title }) => ({
              value: id,
              label: `${number} ${written(title, spoken).text}`,
            })),
          ]}
        />
      ))}
    </>
  );
}

/** Only what the form has asked for: what is not there stays as it is. */
export const citedOf = (values: Values) =>
  Object.fromEntries(
    Object.values(FIELD).flatMap((name) => (name in values ? [[name, values[name] || null]] : [])),
  ) as Partial<Record<(typeof FIELD)[keyof typeof FIELD], string | null>>;

/** Translations of which somebody says that they still fit the text. */
const checkedOf = (values: Values) => {
  const checked = LANGUAGES.filter((each) => values[`checked_${each}`]);
  return checked.length > 0 ? { translations_checked: checked } : {};
};

function EditForm({ found, close }: { found: DecisionRead; close: () => void }) {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const sent = useRef<Values>({});
  return (
    <Form
      act={c("save")}
      cancel={close}
      keep={`decision.${found.id}.${found.round_count}`}
      send={(values) => {
        sent.current = values;
        return body(
          api.PATCH("/api/v1/networks/{network}/decisions/{decision_id}", {
            params: { path: { network: net, decision_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
            body: { ...textsOf(values), ...citedOf(values), ...checkedOf(values) },
          }),
        );
      }}
      done={(answer) => {
        queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
        close();
      }}
    >
      {(problem) => (
        <>
          <TextFields problem={problem} found={found} />
          <Citing problem={problem} found={found} />
          {problem?.slug === "stale" && <Both found={found} mine={sent.current} />}
        </>
      )}
    </Form>
  );
}

/** Somebody saved in the meantime: what stands now beside what I wrote, by word, and each can be taken. */
function Both({ found, mine }: { found: DecisionRead; mine: Values }) {
  const t = useStrings(strings);
  const take = (language: Language) => {
    const field = document.querySelector<HTMLTextAreaElement>(`dialog textarea[name=text_${language}]`);
    if (!field) return;
    field.value = found.texts[language] ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  const differing = LANGUAGES.filter((each) => (found.texts[each] ?? "") !== (mine[`text_${each}`] ?? ""));
  return (
    <section className="both stack" aria-label={t("bothTexts")}>
      <h3>{t("bothTexts")}</h3>
      {differing.length === 0 && <p className="small">{t("bothSame")}</p>}
      {differing.map((each) => (
        <div key={each} className="stack">
          <p className="small">
            <span lang={each}>{NAMES[each]}</span>: {t("bothSay")}
          </p>
          <p className="words preview" lang={each}>
            <Words tokens={wordDiff(found.texts[each] ?? "", mine[`text_${each}`] ?? "")} />
          </p>
          <div>
            <button type="button" className="btn small" onClick={() => take(each)}>
              {t("takeTheirs")}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}
