import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Loaded } from "../../ui/parts";
import { organisations } from "./queries";
import { todayAt } from "./rules";
import { strings } from "./strings";

const KINDS = ["un_entity", "government", "civil_society", "academia", "private_sector", "other"] as const;
const NEW = "new";

interface Props {
  founding?: boolean;
  applying?: boolean;
  close: () => void;
}

/** An organisation comes in: recorded by the secretariat, or by its application. */
export function Join({ founding, applying, close }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const known = useQuery(organisations);
  const [which, setWhich] = useState("");
  const kinds = founding ? (["member", "observer", "partner"] as const) : (["observer", "partner"] as const);
  const send = (values: Values) => {
    const who = which === NEW ? { organisation: written3(values, applying) } : { organisation_id: which };
    const source = values.source || null;
    const params = { path: { network: net } };
    if (applying) {
      return body(api.POST("/api/v1/networks/{network}/members/apply", { params, body: { ...who, source } } as never));
    }
    const more = { kind: values.kind, joined_on: values.joined_on, capacity: [], source };
    return body(api.POST("/api/v1/networks/{network}/members", { params, body: { ...who, ...more } } as never));
  };
  return (
    <Dialog title={t(applying ? "apply" : "record")} close={close} panel>
      <p className="quiet">{t(applying ? "applySays" : founding ? "recordFounding" : "recordSays")}</p>
      <Loaded query={known}>
        {(all) => (
          <Form
            act={t(applying ? "apply" : "record")}
            cancel={close}
            send={send}
            done={() => {
              queries.invalidateQueries({ queryKey: [net] });
              queries.invalidateQueries({ queryKey: ["organisations"] });
              close();
            }}
          >
            {(problem) => (
              <>
                <Field
                  label={c("organisation")}
                  name="organisation_id"
                  options={[
                    { value: "", label: "–" },
                    ...all
                      .filter((each) => !applying || each.kind === "un_entity")
                      .map((each) => ({
                        value: each.id,
                        label: `${each.acronym} · ${written(each.name, spoken).text}`,
                      })),
                    { value: NEW, label: t("another") },
                  ]}
                  chosen={which}
                  choose={setWhich}
                  problem={problem}
                />
                {which === NEW && <NewOrganisation problem={problem} kindless={applying} />}
                {!applying && (
                  <>
                    <Field
                      label={c("kind")}
                      name="kind"
                      options={kinds.map((value) => ({ value, label: word("membership.kind", value) }))}
                      problem={problem}
                    />
                    <Field
                      label={t("joinedOn")}
                      name="joined_on"
                      kind="date"
                      value={todayAt(PLACE)}
                      problem={problem}
                    />
                  </>
                )}
                <Field
                  label={t("source")}
                  name="source"
                  help={t("sourceHelp")}
                  problem={problem}
                  optional={!founding}
                />
              </>
            )}
          </Form>
        )}
      </Loaded>
    </Dialog>
  );
}

function written3(values: Values, applying?: boolean) {
  return {
    acronym: values.acronym,
    name: { en: values.name_en, ru: values.name_ru || null, tk: values.name_tk || null },
    kind: applying ? "un_entity" : values.organisation_kind,
  };
}

function NewOrganisation({ problem, kindless }: { problem: Problem | null; kindless?: boolean }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <>
      <Field
        label={t("acronym")}
        name="acronym"
        pointer={problem?.at("/acronym") ? "/acronym" : "/organisation/acronym"}
        help={t("acronymHelp")}
        max={20}
        problem={problem}
      />
      {(Object.keys(NAMES) as Language[]).map((each) => (
        <Field
          key={each}
          label={`${t("fullName")} (${NAMES[each]})`}
          name={`name_${each}`}
          pointer={`/organisation/name/${each}`}
          optional={each !== "en"}
          problem={problem}
          lang={each}
        />
      ))}
      {!kindless && (
        <Field
          label={t("organisationKind")}
          name="organisation_kind"
          pointer="/organisation/kind"
          options={KINDS.map((value) => ({ value, label: word("organisation.kind", value) }))}
          problem={problem}
        />
      )}
    </>
  );
}
