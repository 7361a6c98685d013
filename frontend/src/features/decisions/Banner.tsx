import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { type DecisionRead, decision, type RoundRead } from "./queries";
import { strings } from "./strings";

/** A reminder to everybody who has not answered; whom it reaches is said before. */
export function Remind({ found, round }: { found: DecisionRead; round: RoundRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const silent = round.positions.filter((position) => !position.value && !position.released_at);
  if (silent.length === 0) return null;
  const all = silent.map((position) => position.acronym).join(", ");
  const send = async () => {
    for (const position of silent)
      await api.POST(
        "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/remind",
        {
          params: {
            path: {
              network: net,
              decision_id: found.id,
              number: round.number,
              organisation_id: position.organisation_id,
            },
            header: { "If-Match": ifMatch(position.version) },
          },
        },
      );
  };
  const done = () => {
    queries.invalidateQueries({ queryKey: [net, "decisions"] });
    setAsking(false);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        <Icon name="send" size={18} />
        {silent.length === 1 ? t("remind", { organisation: all }) : t("remindAll", { count: silent.length })}
      </button>
      {asking && (
        <Dialog title={t("remindAll", { count: silent.length })} close={() => setAsking(false)}>
          <p>
            {t("remindWho")} {all}.
          </p>
          <Form act={t("remindAll", { count: silent.length })} cancel={() => setAsking(false)} send={send} done={done}>
            {() => null}
          </Form>
        </Dialog>
      )}
    </>
  );
}

/** What came of a referral is recorded by secretariat or co-chairs. */
export function Referral({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const [writing, setWriting] = useState(false);
  return (
    <>
      <button type="button" className="btn" onClick={() => setWriting(true)}>
        {t("referralResult")}
      </button>
      {writing && (
        <Dialog title={t("referralResult")} close={() => setWriting(false)}>
          <Form
            act={c("save")}
            cancel={() => setWriting(false)}
            keep={`referral.${found.id}`}
            send={(values) =>
              body(
                api.POST("/api/v1/networks/{network}/decisions/{decision_id}/referral", {
                  params: {
                    path: { network: net, decision_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: { result: values.result ?? "" },
                }),
              )
            }
            done={(answer) => {
              queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
              setWriting(false);
            }}
          >
            {(problem) => <Field label={t("referralResult")} name="result" kind="prose" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </>
  );
}

/** Why it was revised, referred or withdrawn, and what came of a referral. */
export function Reasons({ found }: { found: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  if (!found.reason && !found.referral_result) return null;
  return (
    <dl className="kv">
      {found.reason && (
        <>
          <dt>{c("reason")}</dt>
          <dd>{found.reason}</dd>
        </>
      )}
      {found.referral_result && (
        <>
          <dt>{t("referralResult")}</dt>
          <dd>{found.referral_result}</dd>
        </>
      )}
    </dl>
  );
}
