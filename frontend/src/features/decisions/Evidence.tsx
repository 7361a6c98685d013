import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/Problem";
import { size } from "../objectives/rules";
import "./evidence.css";
import { evidence } from "./evidence.strings";
import { type DecisionRead, decision, FINAL, type PositionRead, type RoundRead, useReader } from "./queries";

type PositionFile = Schemas["PositionFileRead"];
const SEAT =
  "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/attachments" as const;

interface Where {
  network: string;
  decision_id: string;
  number: number;
  organisation_id: string;
}

/** A file goes as a form of its own, with the answer it belongs to; the decision comes back as it is now. */
export function attach(path: Where, version: number, file: File): Promise<DecisionRead> {
  const form = new FormData();
  form.append("file", file);
  return body(
    api.POST(SEAT, {
      params: { path, header: { "If-Match": ifMatch(version) } },
      body: {} as never,
      bodySerializer: () => form,
    }),
  );
}

const filesOf = (path: Where, version: number, count: number) =>
  queryOptions({
    queryKey: [
      path.network,
      "decisions",
      path.decision_id,
      "evidence",
      path.number,
      path.organisation_id,
      version,
      count,
    ],
    queryFn: () => body(api.GET(SEAT, { params: { path } })),
  });

const KINDS = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.png,.jpg,.jpeg,.csv,.txt";

/** The file that goes with an answer on behalf: the mail itself, or a note of the call. */
export function FilePick({ choose }: { choose: (file: File | null) => void }) {
  const c = useStrings(common);
  const t = useStrings(evidence);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {t("choose")} <span className="small">{c("optional")}</span>
      </label>
      <input
        id={id}
        type="file"
        accept={KINDS}
        aria-describedby={`${id}-more`}
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
      <div id={`${id}-more`} className="help">
        {t("chooseHelp")}
      </div>
    </div>
  );
}

interface Props {
  found: DecisionRead;
  round: RoundRead;
  position: PositionRead;
  /** Whether the reader may keep further files here, as long as the answer stands. */
  keeps?: boolean;
}

/** What shows an answer on behalf, for whoever may read it; the secretariat adds and takes away while it stands. */
export function Evidence({ found, round, position, keeps = false }: Props) {
  const t = useStrings(evidence);
  const net = useNet();
  const queries = useQueryClient();
  const reader = useReader(net);
  const path = { network: net, decision_id: found.id, number: round.number, organisation_id: position.organisation_id };
  const query = useQuery({
    ...filesOf(path, position.version, position.attachment_count),
    enabled: reader && position.attachment_count > 0,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [removing, setRemoving] = useState<PositionFile | null>(null);
  const c = useStrings(common);
  const here = round === found.rounds.at(-1) && round.state !== "abandoned" && !FINAL.includes(found.state);
  const adds = keeps && here && position.on_behalf;
  if (!reader || (position.attachment_count === 0 && !adds)) return null;
  const take = (answer: DecisionRead) => queries.setQueryData(decision(net, found.id).queryKey, answer);
  const add = async (file: File) => {
    setProblem(null);
    try {
      take(await attach(path, position.version, file));
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const names = { organisation: position.acronym };
  return (
    <span className="evidence" data-testid="evidence">
      {position.attachment_count > 0 && (
        <ul aria-label={t("shown", names)}>
          {(query.data?.items ?? []).map((file) => (
            <File key={file.id} path={path} file={file} remove={adds && file.stands ? () => setRemoving(file) : null} />
          ))}
        </ul>
      )}
      {adds && (
        <label className="btn plain small pick">
          <Icon name="plus" size={16} /> {t("add")} <span className="sr">{t("addFor", names)}</span>
          <input
            type="file"
            className="sr"
            accept={KINDS}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = "";
              if (file) add(file);
            }}
          />
        </label>
      )}
      {problem && <ProblemNote problem={problem} />}
      {removing && (
        <Dialog title={`${t("remove")}: ${removing.name}`} close={() => setRemoving(null)}>
          <Form
            act={t("remove")}
            danger
            cancel={() => setRemoving(null)}
            send={() =>
              body(
                api.DELETE(`${SEAT}/{attachment_id}`, {
                  params: {
                    path: { ...path, attachment_id: removing.id },
                    header: { "If-Match": ifMatch(position.version) },
                  },
                }),
              )
            }
            done={(answer) => {
              take(answer as DecisionRead);
              setRemoving(null);
            }}
          >
            {() => <p>{t("removeSure", { ...names, name: removing.name })}</p>}
          </Form>
        </Dialog>
      )}
    </span>
  );
}

function File({ path, file, remove }: { path: Where; file: PositionFile; remove: (() => void) | null }) {
  const t = useStrings(evidence);
  const spoken = useLanguage();
  const seat = `decisions/${path.decision_id}/rounds/${path.number}/positions/${path.organisation_id}`;
  return (
    <li>
      <Icon name="proposal" size={16} />
      <a
        href={`/api/v1/networks/${path.network}/${seat}/attachments/${file.id}`}
        download={file.name}
        title={file.sha256}
      >
        {file.name}
      </a>
      <span className="small">
        {size(file.bytes, spoken)}
        {!file.stands && ` · ${t("earlier")}`}
      </span>
      {remove && (
        <button type="button" className="btn plain small" onClick={remove}>
          {t("remove")} <span className="sr">{file.name}</span>
        </button>
      )}
    </li>
  );
}
