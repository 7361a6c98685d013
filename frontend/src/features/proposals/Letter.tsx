import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { type ProposalRead, today, useKeep, useRights } from "./queries";
import { strings } from "./strings";

const BEFORE_SUBMISSION: ProposalRead["state"][] = [
  "idea",
  "concept_note_draft",
  "concept_note_network_review",
  "concept_note_endorsed",
  "jp_document_draft",
  "revision_requested",
];

/** The Government's endorsement, as its letter tells. */
export function Letter({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const rights = useRights(found);
  const keep = useKeep(found.id);
  const [recording, setRecording] = useState(false);
  const letter = found.government_endorsement;
  const open = BEFORE_SUBMISSION.includes(found.state);
  return (
    <section className="stack" aria-labelledby="letter">
      <h2 id="letter">{t("governmentEndorsement")}</h2>
      {letter ? (
        <dl className="kv">
          <dt>{t("endorsedBy")}</dt>
          <dd>{letter.organisation}</dd>
          <dt>{t("on")}</dt>
          <dd>{day(letter.on, spoken)}</dd>
          <dt>{t("reference")}</dt>
          <dd>{letter.reference}</dd>
          <dt>{t("document")}</dt>
          <dd>{letter.document ?? "–"}</dd>
          <dt>{t("letter")}</dt>
          <dd>{letter.text ?? "–"}</dd>
        </dl>
      ) : (
        <p>{t("governmentWaits")}</p>
      )}
      {open &&
        (rights.secretariat ? (
          <div>
            <button type="button" className="btn" onClick={() => setRecording(true)}>
              {letter ? t("recordAgain") : t("record")}
              <span className="sr">: {t("governmentEndorsement")}</span>
            </button>
          </div>
        ) : (
          !letter && <p className="quiet">{t("secretariatRecords")}</p>
        ))}
      {recording && (
        <Dialog title={t("governmentEndorsement")} close={() => setRecording(false)} panel>
          <Form
            act={t("record")}
            cancel={() => setRecording(false)}
            keep={`${found.id}.letter`}
            send={(values) =>
              body(
                api.PUT("/api/v1/networks/{network}/proposals/{proposal_id}/government-endorsement", {
                  params: {
                    path: { network: net, proposal_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: {
                    on: values.on ?? "",
                    reference: values.reference ?? "",
                    organisation: values.organisation ?? "",
                    document: values.document || null,
                    text: values.text || null,
                  },
                }),
              )
            }
            done={(answer) => {
              keep(answer);
              setRecording(false);
            }}
          >
            {(problem) => (
              <>
                <Field
                  label={t("endorsedBy")}
                  name="organisation"
                  value={letter?.organisation ?? found.government_counterparts[0]?.name ?? ""}
                  problem={problem}
                />
                <Field label={t("on")} name="on" kind="date" value={letter?.on ?? today()} problem={problem} />
                <Field label={t("reference")} name="reference" value={letter?.reference ?? ""} problem={problem} />
                <Field
                  label={t("document")}
                  name="document"
                  value={letter?.document ?? ""}
                  problem={problem}
                  optional
                />
                <Field
                  label={t("letter")}
                  name="text"
                  kind="prose"
                  value={letter?.text ?? ""}
                  problem={problem}
                  optional
                />
              </>
            )}
          </Form>
        </Dialog>
      )}
    </section>
  );
}
