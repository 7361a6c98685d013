import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { ProblemNote } from "../../ui/parts";
import { useKeep, useRights } from "./queries";
import { strings } from "./strings";
import type { Translating } from "./typing";

/** Somebody who may speak for the network compared both; only then it is published. */
export function Check({ statement: found, translation, ready }: Translating & { ready: boolean }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const rights = useRights(net);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!rights.checks || translation.status === "missing" || translation.status === "checked") return null;
  const check = async () => {
    setProblem(null);
    try {
      keep(
        await body(
          api.POST("/api/v1/networks/{network}/statements/{statement_id}/translations/{language}/check", {
            params: {
              path: { network: net, statement_id: found.id, language: translation.language },
              header: { "If-Match": ifMatch(translation.version) },
            },
          }),
        ),
      );
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  return (
    <>
      <button
        type="button"
        className="btn main"
        disabled={!ready || translation.stale}
        title={t("checkSays")}
        onClick={check}
      >
        {t("check")}
      </button>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
