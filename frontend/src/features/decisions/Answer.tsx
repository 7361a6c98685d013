import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { fromLocal, local } from "../../ui/Moves";
import { PositionMark } from "../../ui/PositionMark";
import { attach, FilePick } from "./Evidence";
import { evidence } from "./evidence.strings";
import { type DecisionRead, decision, type PositionRead, type RoundRead } from "./queries";
import { strings } from "./strings";
import { useZone } from "./zone";

const VALUES = [
  "support",
  "no_objection",
  "reservation",
  "disassociate",
  "objection",
  "ad_referendum",
  "recused",
] as const;
type Value = (typeof VALUES)[number];

interface Props {
  found: DecisionRead;
  round: RoundRead;
  position: PositionRead;
  own: boolean;
  close: () => void;
}

const wanted = (value: Value, values: Values, zone: string) => ({
  value,
  text: values.text || null,
  would_resolve: values.would_resolve || null,
  ad_referendum_until: values.ad_referendum_until ? fromLocal(values.ad_referendum_until, zone) : null,
  source: values.source || null,
});

/** Seven answers, one line of meaning each; those that need words open their fields in place. */
export function Answer({ found, round, position, own, close }: Props) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const { zone, place } = useZone();
  const queries = useQueryClient();
  const e = useStrings(evidence);
  const [value, setValue] = useState<Value | null>(position.value);
  const [file, setFile] = useState<File | null>(null);
  const [unsent, setUnsent] = useState<string | null>(null);
  /** The file follows the answer that it shows; null: the answer stands, the file was refused. */
  const withFile = async (answer: DecisionRead) => {
    if (!file) return answer;
    const seat = answer.rounds.at(-1)?.positions.find((each) => each.organisation_id === position.organisation_id);
    try {
      return await attach(path, seat?.version ?? position.version, file);
    } catch (thrown) {
      const { body } = asProblem(thrown, { title: c("failed"), detail: c("failedDetail") });
      setUnsent(e("unsent", { why: `${body.title}. ${body.detail}` }));
      return null;
    }
  };
  const path = { network: net, decision_id: found.id, number: round.number, organisation_id: position.organisation_id };
  return (
    <Dialog title={t(own ? "answerFor" : "behalf", { organisation: position.acronym })} panel close={close}>
      <Form
        act={value ? t("recordAct", { value: word("position", value) }) : t("record")}
        cancel={close}
        keep={`position.${found.id}.${round.number}.${position.acronym}`}
        send={(values) =>
          body(
            api.PUT("/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}", {
              params: { path, header: { "If-Match": ifMatch(position.version) } },
              body: wanted(value ?? "support", values, zone),
            }),
          )
        }
        done={async (answer) => {
          const shown = await withFile(answer as DecisionRead);
          queries.setQueryData(decision(net, found.id).queryKey, shown ?? (answer as DecisionRead));
          queries.invalidateQueries({ queryKey: [net, "home"] });
          if (shown) close();
        }}
      >
        {(problem) => (
          <>
            <fieldset>
              <legend className="sr">{t("record")}</legend>
              {VALUES.map((each) => (
                <label key={each} className="choice">
                  <input
                    type="radio"
                    name="value"
                    value={each}
                    required
                    checked={value === each}
                    onChange={() => setValue(each)}
                  />
                  <PositionMark mark={each} />
                  <span>
                    <strong>{word("position", each)}</strong>
                    <br />
                    <span className="small">{t(`say_${each}`)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            {value && ["reservation", "disassociate", "objection"].includes(value) && (
              <Field label={t("why")} name="text" kind="prose" value={position.text ?? ""} problem={problem} />
            )}
            {value === "objection" && (
              <Field
                label={t("resolve")}
                name="would_resolve"
                kind="prose"
                value={position.would_resolve ?? ""}
                problem={problem}
              />
            )}
            {value === "ad_referendum" && (
              <Field
                label={t("until")}
                name="ad_referendum_until"
                kind="datetime-local"
                value={position.ad_referendum_until ? local(new Date(position.ad_referendum_until), zone) : ""}
                help={t("hoursAre", { place })}
                problem={problem}
              />
            )}
            {!own && (
              <>
                <Field label={t("source")} name="source" value={position.source ?? ""} problem={problem} max={300} />
                <FilePick choose={setFile} />
              </>
            )}
            {unsent && (
              <p className="tone-madder" role="alert">
                {unsent}
              </p>
            )}
            <p className="small">{t("changeUntil")}</p>
          </>
        )}
      </Form>
    </Dialog>
  );
}
