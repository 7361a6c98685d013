import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { keyed } from "./keyed";
import { members, type ProposalRead, rate, rateOf, useKeep } from "./queries";
import { strings } from "./strings";

type Puno = Pick<ProposalRead["punos"][number], "organisation_id" | "role" | "indirect_bps">;

/** The whole list at once: rates, and which one convenes. */
export function PunosEditor({ proposal: found, close }: { proposal: ProposalRead; close: () => void }) {
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
