import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { Chip, Written } from "../../ui/parts";
import { members, type ProposalRead, rate, rateOf, useKeep, usePanel, useRights } from "./queries";
import { strings } from "./strings";

/** Who takes part: UN organisations, exactly one of them convening, and Government entities. */
export function Partners({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const rights = useRights(found);
  const [panel, show] = usePanel();
  const writes = found.editable && rights.leads;
  return (
    <>
      <section className="stack" aria-labelledby="punos">
        <div className="row">
          <h2 id="punos" className="grow">
            {t("punos")}
          </h2>
          {writes && (
            <button type="button" className="btn" onClick={() => show("punos")}>
              {t("editPunos")}
            </button>
          )}
        </div>
        {found.punos.length === 0 && <p className="quiet">{t("punosNone")}</p>}
        <ul className="plain">
          {found.punos.map((puno) => (
            <li key={puno.organisation_id}>
              <strong>{puno.acronym}</strong>
              <span className="grow">
                <Written text={puno.name} />
              </span>
              <Chip tone={puno.role === "convening" ? "info" : ""}>{t(`role_${puno.role}`)}</Chip>
              <span className="quiet">{t("rate_of", { rate: rate(puno.indirect_bps, spoken) })}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="government">
        <div className="row">
          <h2 id="government" className="grow">
            {t("government")}
          </h2>
          {writes && (
            <button type="button" className="btn" onClick={() => show("government")}>
              {t("editGovernment")}
            </button>
          )}
        </div>
        {found.government_counterparts.length === 0 && <p className="quiet">{t("governmentNone")}</p>}
        <ul className="plain">
          {found.government_counterparts.map((entity) => (
            <li key={entity.name}>
              <strong>{entity.name}</strong>
              <span className="quiet grow">{entity.role}</span>
            </li>
          ))}
        </ul>
      </section>
      {!found.editable && <p className="small">{t("frozen")}</p>}
      {panel === "punos" && writes && <Punos proposal={found} close={() => show()} />}
      {panel === "government" && writes && <Government proposal={found} close={() => show()} />}
    </>
  );
}

let key = 0;
export const keyed = <T,>(value: T) => {
  key += 1;
  return { key, value };
};

type Puno = Pick<ProposalRead["punos"][number], "organisation_id" | "role" | "indirect_bps">;

function Punos({ proposal: found, close }: { proposal: ProposalRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const keep = useKeep(found.id);
  const all = useQuery(members(net));
  const [rows, setRows] = useState(() => found.punos.map((puno) => keyed<Puno>(puno)));
  const options = (all.data?.items ?? [])
    .filter((each) => each.kind === "member" || rows.some((row) => row.value.organisation_id === each.organisation_id))
    .map((each) => ({ value: each.organisation_id, label: `${each.acronym} · ${written(each.name, spoken).text}` }));
  const next = options.find((each) => !rows.some((row) => row.value.organisation_id === each.value));
  if (!all.data) return null;
  return (
    <Dialog title={t("editPunos")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        send={(values) =>
          body(
            api.PUT("/api/v1/networks/{network}/proposals/{proposal_id}/punos", {
              params: {
                path: { network: net, proposal_id: found.id },
                header: { "If-Match": ifMatch(found.version) },
              },
              body: {
                punos: rows.map((row) => ({
                  organisation_id: values[`organisation_${row.key}`] ?? "",
                  role: values.convening === String(row.key) ? "convening" : "participating",
                  indirect_bps: rateOf(values[`rate_${row.key}`] ?? ""),
                })),
              },
            } as never),
          )
        }
        done={(answer) => {
          keep(answer);
          close();
        }}
      >
        {(problem) => (
          <>
            <p className="quiet">{t("rateHelp")}</p>
            {rows.map((row, at) => (
              <fieldset key={row.key} className="line">
                <legend className="sr">{t("punos")}</legend>
                <Field
                  label={c("organisation")}
                  name={`organisation_${row.key}`}
                  pointer={`/punos/${at}/organisation_id`}
                  options={options}
                  value={row.value.organisation_id}
                  problem={problem}
                />
                <div className="row">
                  <Field
                    label={t("rate")}
                    name={`rate_${row.key}`}
                    pointer={`/punos/${at}/indirect_bps`}
                    value={rate(row.value.indirect_bps, spoken)}
                    problem={problem}
                    max={6}
                  />
                  <label className="row">
                    <input
                      type="radio"
                      name="convening"
                      value={row.key}
                      defaultChecked={row.value.role === "convening"}
                    />
                    {t("convenes")}
                  </label>
                  <button
                    type="button"
                    className="btn plain"
                    onClick={() => setRows(rows.filter((each) => each !== row))}
                  >
                    {c("remove")}
                    <span className="sr">
                      {" "}
                      {options.find((each) => each.value === row.value.organisation_id)?.label}
                    </span>
                  </button>
                </div>
              </fieldset>
            ))}
            {next && (
              <button
                type="button"
                className="btn"
                onClick={() =>
                  setRows([
                    ...rows,
                    keyed<Puno>({ organisation_id: next.value, role: "participating", indirect_bps: 700 }),
                  ])
                }
              >
                {t("addPuno")}
              </button>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}

function Government({ proposal: found, close }: { proposal: ProposalRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const [rows, setRows] = useState(() => {
    const standing = found.government_counterparts.map((entity) => keyed(entity));
    return standing.length > 0 ? standing : [keyed({ name: "", role: "" })];
  });
  return (
    <Dialog title={t("editGovernment")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        send={(values) =>
          body(
            api.PATCH("/api/v1/networks/{network}/proposals/{proposal_id}", {
              params: {
                path: { network: net, proposal_id: found.id },
                header: { "If-Match": ifMatch(found.version) },
              },
              body: {
                government_counterparts: rows.map((row) => ({
                  name: values[`name_${row.key}`] ?? "",
                  role: values[`role_${row.key}`] || null,
                })),
              },
            } as never),
          )
        }
        done={(answer) => {
          keep(answer);
          close();
        }}
      >
        {(problem) => (
          <>
            {rows.map((row, at) => (
              <fieldset key={row.key} className="line">
                <legend className="sr">{t("entity")}</legend>
                <Field
                  label={t("entity")}
                  name={`name_${row.key}`}
                  pointer={`/government_counterparts/${at}/name`}
                  value={row.value.name}
                  problem={problem}
                />
                <Field
                  label={t("part")}
                  name={`role_${row.key}`}
                  pointer={`/government_counterparts/${at}/role`}
                  value={row.value.role ?? ""}
                  problem={problem}
                  optional
                />
                <div>
                  <button
                    type="button"
                    className="btn plain"
                    onClick={() => setRows(rows.filter((each) => each !== row))}
                  >
                    {c("remove")}
                    <span className="sr"> {row.value.name}</span>
                  </button>
                </div>
              </fieldset>
            ))}
            <button type="button" className="btn" onClick={() => setRows([...rows, keyed({ name: "", role: "" })])}>
              {t("addEntity")}
            </button>
          </>
        )}
      </Form>
    </Dialog>
  );
}
