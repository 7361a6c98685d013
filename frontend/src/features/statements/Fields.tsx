import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import type { Problem } from "../../api/problems";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { fromLocal, local } from "../../ui/Moves";
import { overview } from "../objectives/queries";
import { CHANNELS, CIRCLES, page, type StatementRead, useKeep } from "./queries";
import { strings } from "./strings";
import { Paper } from "./Text";

interface FieldsProps {
  problem: Problem | null;
  found?: StatementRead;
}

/** Title in three languages and the text in the authoritative one: the decision's, once consensus is asked for. */
function Words({ problem, found }: FieldsProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [language, setLanguage] = useState<string>(found?.authoritative ?? "en");
  return (
    <>
      {LANGUAGES.map((each) => (
        <Field
          key={each}
          label={`${c("title")} (${NAMES[each]})`}
          name={`title_${each}`}
          pointer={`/title/${each}`}
          value={found?.title[each] ?? ""}
          optional={each !== "en"}
          problem={problem}
          lang={each}
        />
      ))}
      <Field
        label={t("authoritativeText")}
        name="authoritative"
        options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
        chosen={language}
        choose={setLanguage}
        problem={problem}
      />
      <Field
        label={`${t("text")} (${NAMES[language as Language]})`}
        name="text"
        kind="prose"
        value={found?.text ?? ""}
        help={t("textHelp")}
        optional
        problem={problem}
        lang={language}
      />
      <Field
        label={t("urgentHow")}
        name="urgency"
        options={[
          { value: "ordinary", label: t("urgentNo") },
          { value: "urgent", label: t("urgentYes") },
        ]}
        value={found?.urgency ?? "ordinary"}
        problem={problem}
      />
    </>
  );
}

/** When, where and for whom it is to be released, and whom journalists ask. */
function Plan({ problem, found }: FieldsProps) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  return (
    <>
      <Field
        label={t("embargoField")}
        name="embargo_at"
        kind="datetime-local"
        value={found?.embargo_at ? local(new Date(found.embargo_at)) : ""}
        help={t("embargoHelp")}
        optional
        problem={problem}
      />
      <fieldset className="tick-boxes">
        <legend className="legend">{t("channels")}</legend>
        {CHANNELS.map((each) => (
          <label key={each}>
            <input type="checkbox" name={`channel_${each}`} defaultChecked={found?.channels.includes(each)} />{" "}
            {word("channel", each)}
          </label>
        ))}
      </fieldset>
      <Field
        label={t("circle")}
        name="visibility"
        options={CIRCLES.map((value) => ({ value, label: word("visibility", value) }))}
        value={found?.visibility ?? "public"}
        problem={problem}
      />
      <fieldset>
        <legend className="legend">{t("media")}</legend>
        <Field
          label={c("name")}
          name="media_name"
          pointer="/media_contact/name"
          value={found?.media_contact?.name ?? ""}
          optional
          problem={problem}
        />
        <Field
          label={c("email")}
          name="media_email"
          pointer="/media_contact/email"
          kind="email"
          value={found?.media_contact?.email ?? ""}
          optional
          problem={problem}
        />
        <Field
          label={t("phone")}
          name="media_phone"
          pointer="/media_contact/phone"
          value={found?.media_contact?.phone ?? ""}
          optional
          max={80}
          problem={problem}
        />
      </fieldset>
    </>
  );
}

const wordsOf = (values: Values) => ({
  title: { en: values.title_en ?? "", ru: values.title_ru || null, tk: values.title_tk || null },
  authoritative: values.authoritative as Language,
  text: values.text || null,
  urgency: values.urgency as StatementRead["urgency"],
});

const planOf = (values: Values) => ({
  embargo_at: values.embargo_at ? fromLocal(values.embargo_at) : null,
  channels: CHANNELS.filter((each) => values[`channel_${each}`]),
  visibility: values.visibility as (typeof CIRCLES)[number],
  media_contact:
    values.media_name || values.media_email
      ? { name: values.media_name ?? "", email: values.media_email ?? "", phone: values.media_phone || null }
      : null,
});

/** A draft: title, text, how fast, on which objectives. Only secretariat and co-chairs know of it. */
export function NewStatement({ close }: { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const goals = useQuery(overview(net));
  const published = useQuery({
    queryKey: [net, "statements", "to-correct"],
    queryFn: () => page(net, { state: "published" }),
  });
  return (
    <Dialog title={t("new")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        keep={`statement.new.${net}`}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/statements", {
              params: { path: { network: net } },
              body: {
                ...wordsOf(values),
                ...planOf(values),
                corrects_id: values.corrects_id || null,
                objectives: (goals.data?.items ?? [])
                  .filter((each) => values[`objective_${each.number}`])
                  .map((each) => each.number),
              },
            }),
          )
        }
        done={(made) => navigate({ to: links.statement(net, (made as StatementRead).id) })}
      >
        {(problem) => (
          <>
            <Words problem={problem} />
            {goals.data && (
              <fieldset className="goals">
                <legend className="legend">
                  {t("objectivesOf")} <span className="small">{c("optional")}</span>
                </legend>
                {goals.data.items.map((each) => (
                  <label key={each.number} title={written(each.title, spoken).text}>
                    <input type="checkbox" name={`objective_${each.number}`} />
                    <span aria-hidden="true">{each.number}</span>
                    <span className="sr">
                      {each.number}. {written(each.title, spoken).text}
                    </span>
                  </label>
                ))}
              </fieldset>
            )}
            {(published.data?.items.length ?? 0) > 0 && (
              <Field
                label={t("corrects")}
                name="corrects_id"
                optional
                problem={problem}
                options={[
                  { value: "", label: "–" },
                  ...(published.data?.items ?? []).map((each) => ({
                    value: each.id,
                    label: `${each.number} ${written(each.title, spoken).text}`,
                  })),
                ]}
              />
            )}
            <h3>{t("plan")}</h3>
            <Plan problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Until consensus is asked for everything; afterwards only when, where and for whom it is released. */
export function EditStatement({ statement: found, close }: { statement: StatementRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  return (
    <Dialog title={t(found.editable ? "edit" : "editPlan")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        keep={`statement.${found.id}.${found.editable ? "text" : "plan"}`}
        send={(values) =>
          body(
            api.PATCH("/api/v1/networks/{network}/statements/{statement_id}", {
              params: {
                path: { network: net, statement_id: found.id },
                header: { "If-Match": ifMatch(found.version) },
              },
              body: { ...(found.editable ? wordsOf(values) : {}), ...planOf(values) },
            }),
          )
        }
        done={(answer) => {
          keep(answer);
          close();
        }}
      >
        {(problem) => (
          <>
            {found.editable && <Words problem={problem} found={found} />}
            <Plan problem={problem} found={found} />
            {problem?.slug === "stale" && <Paper text={found.text} language={found.authoritative} />}
          </>
        )}
      </Form>
    </Dialog>
  );
}
