import { useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Bar } from "./Marks";
import { type AssessmentRead, attach, type ObjectiveRead } from "./queries";
import { halfYear, type Rating, reportable } from "./rules";
import { strings } from "./strings";

const RATED = ["early", "some_progress", "good_progress"] as const;
const MOST_LINKS = 20;

interface Row {
  id: number;
  title: string;
  url: string;
}

interface Props {
  objective: ObjectiveRead;
  assessment?: AssessmentRead;
  keep: (answer: ObjectiveRead) => void;
  close: () => void;
}

/** The links as the API wants them; a row left empty is none. */
export function evidenceOf(values: Values, rows: Pick<Row, "id">[]): { title: string; url: string }[] {
  return rows
    .map(({ id }) => ({ title: values[`title-${id}`]?.trim() ?? "", url: values[`url-${id}`]?.trim() ?? "" }))
    .filter((link) => link.title || link.url);
}

/** A draft that its organisation writes; files go after it, and a second try goes on with the same draft. */
export function AssessmentForm({ objective, assessment, keep, close }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const files = useRef<HTMLInputElement>(null);
  const made = useRef<AssessmentRead | undefined>(assessment);
  const [rows, setRows] = useState<Row[]>(() => {
    const given = assessment?.evidence ?? [];
    return (given.length > 0 ? given : [{ title: "", url: "" }]).map((link, id) => ({ id, ...link }));
  });
  const own = objective.assesses_for;
  const send = async (values: Values) => {
    const said = {
      rating: (values.rating ?? "not_assessed") as Rating,
      narrative: values.narrative || null,
      evidence: evidenceOf(values, rows),
    };
    let answer = await write(net, objective.number, made.current, values, said);
    made.current =
      answer.assessments.find((each) => each.id === made.current?.id) ??
      answer.assessments.find(
        (each) => each.organisation_id === values.organisation_id && each.period === values.period,
      );
    keep(answer);
    for (const file of files.current?.files ?? []) {
      if (made.current) answer = await attach(net, objective.number, made.current.id, file);
    }
    return answer;
  };
  return (
    <Dialog title={t("reportFor", { number: objective.number })} close={close} panel>
      <Form
        act={assessment ? c("save") : t("saveDraft")}
        cancel={close}
        send={send}
        done={(answer) => {
          keep(answer as ObjectiveRead);
          close();
        }}
      >
        {(problem) => (
          <>
            {assessment ? (
              <p>
                {assessment.acronym} · {halfYear(assessment.period, spoken)}
              </p>
            ) : (
              <>
                <Field
                  label={c("organisation")}
                  name="organisation_id"
                  options={own.map((each) => ({ value: each.organisation_id, label: each.acronym }))}
                  value={own[0]?.organisation_id}
                  problem={problem}
                />
                <Field
                  label={t("period")}
                  name="period"
                  options={reportable(objective.period).map((value) => ({ value, label: halfYear(value, spoken) }))}
                  value={objective.period}
                  problem={problem}
                />
              </>
            )}
            <Ratings value={assessment?.rating} />
            <Field
              label={t("narrative")}
              name="narrative"
              kind="prose"
              help={t("narrativeHelp")}
              value={assessment?.narrative ?? ""}
              problem={problem}
              optional
            />
            <fieldset>
              <legend className="legend">{t("evidence")}</legend>
              <p className="help">{t("evidenceHelp")}</p>
              {rows.map((row, at) => (
                <div key={row.id} className="pair">
                  <Field
                    label={t("linkTitle")}
                    name={`title-${row.id}`}
                    pointer={`/evidence/${at}/title`}
                    value={row.title}
                    problem={problem}
                    optional
                  />
                  <Field
                    label={t("linkUrl")}
                    name={`url-${row.id}`}
                    pointer={`/evidence/${at}/url`}
                    kind="url"
                    value={row.url}
                    max={500}
                    problem={problem}
                    optional
                  />
                  <button
                    type="button"
                    className="btn small"
                    aria-label={`${c("remove")} ${at + 1}`}
                    onClick={() => setRows(rows.filter((each) => each.id !== row.id))}
                  >
                    {c("remove")}
                  </button>
                </div>
              ))}
              {rows.length < MOST_LINKS && (
                <div>
                  <button
                    type="button"
                    className="btn small"
                    onClick={() =>
                      setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, title: "", url: "" }])
                    }
                  >
                    {t("addLink")}
                  </button>
                </div>
              )}
              <div className="field">
                <label htmlFor="evidence-files">
                  {t("files")} <span className="small">{c("optional")}</span>
                </label>
                <input ref={files} id="evidence-files" type="file" multiple aria-describedby="evidence-files-help" />
                <div className="help" id="evidence-files-help">
                  {t("fileHelp")}
                </div>
              </div>
            </fieldset>
          </>
        )}
      </Form>
    </Dialog>
  );
}

async function write(
  network: string,
  number: number,
  made: AssessmentRead | undefined,
  values: Values,
  said: object,
): Promise<ObjectiveRead> {
  if (made) {
    return body(
      api.PATCH("/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}", {
        params: {
          path: { network, number, assessment_id: made.id },
          header: { "If-Match": ifMatch(made.version) },
        },
        body: said,
      } as never),
    );
  }
  return body(
    api.POST("/api/v1/networks/{network}/objectives/{number}/assessments", {
      params: { path: { network, number } },
      body: { organisation_id: values.organisation_id, period: values.period, ...said },
    } as never),
  );
}

function Ratings({ value }: { value?: Rating }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <fieldset>
      <legend className="legend">{t("rating")}</legend>
      {RATED.map((rating) => (
        <label key={rating} className="rating-choice">
          <input type="radio" name="rating" value={rating} defaultChecked={value === rating} />
          <svg viewBox="0 0 9 28" width="9" height="28" aria-hidden="true">
            <Bar x={1} rating={rating} />
          </svg>
          <span>
            <strong>{word("objective.rating", rating)}</strong>
            <br />
            <span className="quiet">{t(`say_${rating}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
