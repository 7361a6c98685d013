import { useState } from "react";
import { api, body } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/parts";
import { attach, type PledgeRead } from "./queries";
import { strings } from "./strings";

/** The one file that may go with the form. */
export function FilePart({ pledge: found, keep }: { pledge: PledgeRead; keep: (answer: PledgeRead) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (work: () => Promise<PledgeRead>) => {
    setProblem(null);
    try {
      keep(await work());
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const [file] = found.attachments;
  const remove = (attachment_id: string) =>
    act(() =>
      body(
        api.DELETE("/api/v1/networks/{network}/pledges/{pledge_id}/files/{attachment_id}", {
          params: { path: { network: net, pledge_id: found.id, attachment_id } },
        } as never),
      ),
    );
  return (
    <>
      {file && (
        <span className="row">
          <a href={`/api/v1/networks/${net}/pledges/${found.id}/files/${file.id}`} download={file.name}>
            {file.name}
          </a>
          {found.editable && (
            <button type="button" className="btn plain small" onClick={() => remove(file.id)}>
              {c("remove")}
              <span className="sr">: {file.name}</span>
            </button>
          )}
        </span>
      )}
      {!file && !found.editable && "–"}
      {!file && found.editable && (
        <label className="file">
          <span className="btn small">
            <Icon name="proposal" size={16} /> {t("addFile")}
          </span>
          <input
            type="file"
            className="sr"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = "";
              if (chosen) act(() => attach(net, found.id, chosen));
            }}
          />
        </label>
      )}
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
