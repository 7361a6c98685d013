import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { Chip, ProblemNote, type Tone } from "../../ui/parts";
import { type AssessmentRead, attach, type ObjectiveRead } from "./queries";
import { halfYear, size } from "./rules";
import { strings } from "./strings";

const TONE: Record<string, Tone> = { draft: "", submitted: "wait", approved: "good", returned: "wait" };

interface Props {
  objective: ObjectiveRead;
  assessment: AssessmentRead;
  edit: () => void;
  keep: (answer: ObjectiveRead) => void;
}

/** What one organisation says about one half-year, with its evidence and what can be done with it. */
export function Assessment({ objective, assessment, edit, keep }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const path = { network: net, number: objective.number, assessment_id: assessment.id };
  const facts = { organisation: assessment.acronym, period: halfYear(assessment.period, spoken) };
  const at = assessment.approved_at ?? assessment.submitted_at;
  const make = async (move: string, values: Record<string, string>) => {
    const where = `/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}/${move}`;
    const answer = await body(
      api.POST(
        where as "/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}/return",
        {
          params: { path, header: { "If-Match": ifMatch(assessment.version) } },
          body: ("reason" in values ? values : undefined) as never,
        } as never,
      ),
    );
    keep(answer as ObjectiveRead);
  };
  return (
    <article className="assessment" aria-label={`${assessment.acronym}, ${facts.period}`}>
      <div className="row">
        <h3>
          {assessment.acronym} · {word("objective.rating", assessment.rating)}
        </h3>
        <Chip tone={TONE[assessment.state]}>{word("assessment.state", assessment.state)}</Chip>
        {at && <time dateTime={at}>{day(at, spoken)}</time>}
      </div>
      {assessment.reason && <p className="needs">{t("returnedWhy", { reason: assessment.reason })}</p>}
      {assessment.narrative && <p className="said">{assessment.narrative}</p>}
      <Evidence assessment={assessment} path={path} keep={keep} />
      <div className="row">
        <Moves
          of="assessment"
          moves={assessment.moves}
          main={["submit", "approve"]}
          warn={{
            submit: t("warnSubmit"),
            approve: t("warnApprove", facts),
            return: t("warnReturn", facts),
            reopen: t("warnReturn", facts),
          }}
          make={make}
        />
        {assessment.editable && (
          <button type="button" className="btn" onClick={edit}>
            {c("edit")}
          </button>
        )}
      </div>
    </article>
  );
}

interface Where {
  network: string;
  number: number;
  assessment_id: string;
}

function Evidence({
  assessment,
  path,
  keep,
}: {
  assessment: AssessmentRead;
  path: Where;
  keep: (answer: ObjectiveRead) => void;
}) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const some = assessment.evidence.length + assessment.attachments.length > 0;
  if (!some && !assessment.editable) return null;
  const act = async (work: () => Promise<ObjectiveRead>) => {
    setProblem(null);
    try {
      keep(await work());
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const one = "/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}/attachments/{attachment_id}";
  const remove = (attachment_id: string) =>
    act(() => body(api.DELETE(one, { params: { path: { ...path, attachment_id } } } as never)));
  return (
    <div className="stack">
      <h4 className="small">{t("evidence")}</h4>
      <ul className="evidence-list">
        {assessment.evidence.map((link) => (
          <li key={link.url}>
            <a href={link.url} target="_blank" rel="noreferrer">
              {link.title}
              <span className="sr"> {t("opensElsewhere")}</span>
            </a>
          </li>
        ))}
        {assessment.attachments.map((file) => (
          <li key={file.id}>
            <a
              href={`/api/v1/networks/${path.network}/objectives/${path.number}/assessments/${assessment.id}/attachments/${file.id}`}
              download={file.name}
            >
              {file.name}
            </a>
            <span className="small">{size(file.bytes, spoken)}</span>
            {assessment.editable && (
              <button type="button" className="btn plain small" onClick={() => remove(file.id)}>
                {c("remove")}
                <span className="sr">: {t("removeFile", { name: file.name })}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {assessment.editable && (
        <label className="file">
          <span className="btn small">
            <Icon name="proposal" size={16} /> {t("addFile")}
          </span>
          <input
            type="file"
            className="sr"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = "";
              if (file) act(() => attach(path.network, path.number, assessment.id, file));
            }}
          />
        </label>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
