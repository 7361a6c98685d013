import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { money } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { keyed } from "./keyed";
import { type ProposalRead, useKeep, usePanel, useRights } from "./queries";
import { strings } from "./strings";

/** The outputs that the programme delivers, each with what it costs. */
export function Results({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const rights = useRights(found);
  const [panel, show] = usePanel();
  const writes = found.editable && rights.leads;
  const cost = (code: string) => found.budget.totals.by_output.find((each) => each.output === code)?.amount;
  return (
    <section className="stack" aria-labelledby="outputs">
      <div className="row">
        <h2 id="outputs" className="grow">
          {t("outputs")}
        </h2>
        {writes && (
          <button type="button" className="btn" onClick={() => show("outputs")}>
            {t("editOutputs")}
          </button>
        )}
      </div>
      {found.outputs.length === 0 ? (
        <p className="quiet">{t("outputsNone")}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("code")}</th>
              <th scope="col">{t("output")}</th>
              <th scope="col" className="num">
                {t("direct")}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.outputs.map((output) => (
              <tr key={output.id}>
                <td className="number">{output.code}</td>
                <th scope="row">{output.title}</th>
                <td className="num">{money(cost(output.code), spoken)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!found.editable && <p className="small">{t("frozen")}</p>}
      {panel === "outputs" && writes && <Editor proposal={found} close={() => show()} />}
    </section>
  );
}

interface Output {
  id: string | null;
  code: string;
  title: string;
}

function Editor({ proposal: found, close }: { proposal: ProposalRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const [rows, setRows] = useState(() => {
    const standing = found.outputs.map((output) => keyed<Output>(output));
    return standing.length > 0 ? standing : [keyed<Output>({ id: null, code: "1.1", title: "" })];
  });
  const up = (at: number) => setRows(rows.toSpliced(at - 1, 2, ...rows.slice(at - 1, at + 1).reverse()));
  return (
    <Dialog title={t("editOutputs")} close={close} panel>
      <p className="quiet">{t("outputTaken")}</p>
      <Form
        act={c("save")}
        cancel={close}
        send={(values) =>
          body(
            api.PUT("/api/v1/networks/{network}/proposals/{proposal_id}/outputs", {
              params: {
                path: { network: net, proposal_id: found.id },
                header: { "If-Match": ifMatch(found.version) },
              },
              body: {
                outputs: rows.map((row) => ({
                  ...(row.value.id ? { id: row.value.id } : {}),
                  code: values[`code_${row.key}`] ?? "",
                  title: values[`title_${row.key}`] ?? "",
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
                <legend className="sr">{t("output")}</legend>
                <Field
                  label={t("code")}
                  name={`code_${row.key}`}
                  pointer={`/outputs/${at}/code`}
                  value={row.value.code}
                  problem={problem}
                  max={20}
                />
                <Field
                  label={t("output")}
                  name={`title_${row.key}`}
                  pointer={`/outputs/${at}/title`}
                  value={row.value.title}
                  problem={problem}
                />
                <div className="row">
                  {at > 0 && (
                    <button type="button" className="btn plain" onClick={() => up(at)}>
                      {t("up")}
                      <span className="sr"> {row.value.code}</span>
                    </button>
                  )}
                  <button
                    type="button"
                    className="btn plain"
                    onClick={() => setRows(rows.filter((each) => each !== row))}
                  >
                    {c("remove")}
                    <span className="sr"> {row.value.code}</span>
                  </button>
                </div>
              </fieldset>
            ))}
            <button
              type="button"
              className="btn"
              onClick={() => setRows([...rows, keyed<Output>({ id: null, code: following(rows.length), title: "" })])}
            >
              {t("addOutput")}
            </button>
          </>
        )}
      </Form>
    </Dialog>
  );
}

const following = (count: number) => `1.${count + 1}`;
