import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { keyed } from "./keyed";
import { type ProposalRead, useKeep } from "./queries";
import { strings } from "./strings";

/** The Government entities that take part. */
export function GovernmentEditor({ proposal: found, close }: { proposal: ProposalRead; close: () => void }) {
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
