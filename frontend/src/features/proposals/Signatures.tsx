import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { type ProposalRead, today, useKeep, useRights } from "./queries";
import { strings } from "./strings";

const SIGNED: ProposalRead["state"][] = ["signature", "funds_transferred", "implementation", "suspended"];
const RUNNING: ProposalRead["state"][] = ["implementation", "suspended"];
const OTHERS = ["resident_coordinator", "government"] as const;

/** Everybody signs between approval and the first transfer. */
export function Signatures({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const rights = useRights(found);
  const keep = useKeep(found.id);
  const [signing, setSigning] = useState(false);
  if (!SIGNED.includes(found.state) && found.signatures.length === 0) return null;
  const parties = [
    ...found.punos.map((puno) => ({ value: puno.organisation_id, label: puno.acronym, party: "puno" as const })),
    ...OTHERS.map((party) => ({ value: party, label: t(`party_${party}`), party })),
  ];
  const of = (one: (typeof parties)[number]) =>
    found.signatures.find((each) => (one.party === "puno" ? each.acronym === one.label : each.party === one.party));
  const missing = parties.filter((one) => !of(one));
  return (
    <section className="stack" aria-labelledby="signatures">
      <h2 id="signatures">{t("signatures")}</h2>
      <p>{t("signedSoFar", { done: parties.length - missing.length, all: parties.length })}</p>
      <ul className="plain">
        {parties.map((one) => (
          <Party key={one.value} label={one.label} on={of(one)?.on} reference={of(one)?.reference} />
        ))}
      </ul>
      {found.state === "signature" && rights.secretariat && missing.length > 0 && (
        <div>
          <button type="button" className="btn" onClick={() => setSigning(true)}>
            {t("sign")}
          </button>
        </div>
      )}
      {signing && (
        <Dialog title={t("sign")} close={() => setSigning(false)}>
          <Form
            act={t("record")}
            cancel={() => setSigning(false)}
            send={(values) => {
              const chosen = parties.find((one) => one.value === values.party);
              return body(
                api.POST("/api/v1/networks/{network}/proposals/{proposal_id}/signatures", {
                  params: {
                    path: { network: net, proposal_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: {
                    party: chosen?.party ?? "puno",
                    organisation_id: chosen?.party === "puno" ? chosen.value : null,
                    on: values.on ?? "",
                    reference: values.reference ?? "",
                  },
                } as never),
              );
            }}
            done={(answer) => {
              keep(answer);
              setSigning(false);
            }}
          >
            {(problem) => (
              <>
                <Field label={t("who")} name="party" options={missing} problem={problem} />
                <Field label={t("on")} name="on" kind="date" value={today()} problem={problem} />
                <Field label={t("reference")} name="reference" problem={problem} />
              </>
            )}
          </Form>
        </Dialog>
      )}
    </section>
  );
}

function Party({ label, on, reference }: { label: string; on?: string; reference?: string }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <li>
      <span className={on ? "tone-green" : "tone-ochre"}>
        <Icon name={on ? "tick" : "wait"} />
      </span>
      <strong>{label}</strong>
      <span className="quiet grow">{on ? `${day(on, spoken)}${reference ? ` · ${reference}` : ""}` : t("none")}</span>
    </li>
  );
}

/** Each organisation's word that its part is complete; then the programme can be closed operationally. */
export function Confirmations({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const rights = useRights(found);
  const keep = useKeep(found.id);
  const [confirming, setConfirming] = useState(false);
  if (!RUNNING.includes(found.state) && found.confirmations.length === 0) return null;
  const of = (acronym: string) => found.confirmations.find((each) => each.acronym === acronym);
  const mine = found.punos.filter(
    (puno) => !of(puno.acronym) && (rights.secretariat || rights.speaks(puno.organisation_id)),
  );
  const done = found.punos.filter((puno) => of(puno.acronym)).length;
  return (
    <section className="stack" aria-labelledby="confirmations">
      <h2 id="confirmations">{t("confirmations")}</h2>
      <p>{t("confirmedSoFar", { done, all: found.punos.length })}</p>
      <ul className="plain">
        {found.punos.map((puno) => (
          <Party key={puno.organisation_id} label={puno.acronym} on={of(puno.acronym)?.on} />
        ))}
      </ul>
      {RUNNING.includes(found.state) && mine.length > 0 && (
        <div>
          <button type="button" className="btn" onClick={() => setConfirming(true)}>
            {t("confirm")}
          </button>
        </div>
      )}
      {confirming && (
        <Dialog title={t("confirm")} close={() => setConfirming(false)}>
          <Form
            act={t("confirm")}
            cancel={() => setConfirming(false)}
            send={(values) =>
              body(
                api.POST("/api/v1/networks/{network}/proposals/{proposal_id}/confirmations", {
                  params: {
                    path: { network: net, proposal_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: { organisation_id: values.organisation_id ?? "", on: values.on ?? "" },
                } as never),
              )
            }
            done={(answer) => {
              keep(answer);
              setConfirming(false);
            }}
          >
            {(problem) => (
              <>
                <Field
                  label={t("who")}
                  name="organisation_id"
                  options={mine.map((puno) => ({ value: puno.organisation_id, label: puno.acronym }))}
                  problem={problem}
                />
                <Field label={t("on")} name="on" kind="date" value={today()} problem={problem} />
              </>
            )}
          </Form>
        </Dialog>
      )}
    </section>
  );
}
