import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { LANGUAGES, NAMES, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Loaded, More, Written } from "../../ui/parts";
import { strings } from "./strings";

const KINDS = ["un_entity", "government", "civil_society", "academia", "private_sector", "other"] as const;

/** The common list: an organisation is known once, whatever networks it belongs to. */
export function Organisations() {
  const t = useStrings(strings);
  const word = useWord();
  const [adding, setAdding] = useState(false);
  const [said, setSaid] = useState("");
  const query = useInfiniteQuery({
    queryKey: ["organisations"],
    queryFn: ({ pageParam }) =>
      body(api.GET("/api/v1/organisations", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  return (
    <section className="stack">
      <div className="row">
        <h2 className="grow">{t("organisations")}</h2>
        <button type="button" className="btn" onClick={() => setAdding(true)}>
          {t("addOrganisation")}
        </button>
      </div>
      <p className="quiet">{t("organisationsSay")}</p>
      <p role="status">{said}</p>
      <Loaded query={query}>
        {(data) => (
          <ul className="organisations">
            {data.pages
              .flatMap((page) => page.items)
              .map((each) => (
                <li key={each.id}>
                  <span className="number">{each.acronym}</span>
                  <span>
                    <Written text={each.name} />
                    <br />
                    <span className="small">{word("organisation.kind", each.kind)}</span>
                  </span>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      <More query={query} />
      {adding && (
        <Add
          close={() => setAdding(false)}
          done={(acronym) => {
            setSaid(t("organisationAdded", { acronym }));
            query.refetch();
          }}
        />
      )}
    </section>
  );
}

function Add({ close, done }: { close: () => void; done: (acronym: string) => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const send = (values: Values) =>
    body(
      api.POST("/api/v1/organisations", {
        body: {
          acronym: values.acronym ?? "",
          name: { en: values.name_en ?? "", ru: values.name_ru || null, tk: values.name_tk || null },
          kind: values.kind as (typeof KINDS)[number],
          iati_id: values.iati_id || null,
          source: values.source || null,
        },
      }),
    );
  return (
    <Dialog title={t("addOrganisation")} close={close} panel>
      <Form
        act={t("addOrganisation")}
        cancel={close}
        send={send}
        done={(answer) => {
          done((answer as Schemas["OrganisationRead"]).acronym);
          close();
        }}
      >
        {(problem) => (
          <>
            <Field label={t("acronym")} name="acronym" help={t("acronymHelp")} problem={problem} max={20} />
            {LANGUAGES.map((each) => (
              <Field
                key={each}
                label={`${c("name")} (${NAMES[each]})`}
                name={`name_${each}`}
                pointer={`/name/${each}`}
                optional={each !== "en"}
                problem={problem}
                lang={each}
              />
            ))}
            <Field
              label={c("kind")}
              name="kind"
              value="un_entity"
              options={KINDS.map((value) => ({ value, label: word("organisation.kind", value) }))}
              problem={problem}
            />
            <Field label={t("iati")} name="iati_id" help={t("iatiHelp")} problem={problem} optional max={40} />
            <Field label={t("source")} name="source" help={t("sourceHelp")} problem={problem} optional />
          </>
        )}
      </Form>
    </Dialog>
  );
}
