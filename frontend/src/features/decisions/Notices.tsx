import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { useStamp } from "./ProofTable";
import { type Consultation, type Consulted, canBounce, type Notice } from "./proof";
import { proof } from "./proof.strings";
import { consultation, type DecisionRead } from "./queries";
import { strings } from "./strings";

interface Props {
  found: DecisionRead;
  told: Consultation;
  each: Consulted;
}

/** What became of each mail: taken by the relay, come back, seen, or handed over. */
export function Notices({ found, told, each, secretariat }: Props & { secretariat: boolean }) {
  const p = useStrings(proof);
  const word = useWord();
  const stamp = useStamp();
  if (each.notices.length === 0) return <p className="small">{p("noNotice")}</p>;
  return (
    <ul className="small" aria-label={p("noticesOf", { organisation: each.acronym })}>
      {each.notices.map((notice) => {
        const facts = (
          [
            ["accepted", notice.accepted_at],
            ["bounced", notice.bounced_at],
            ["seen", notice.seen_at],
            ["by_hand", notice.by_hand_at],
          ] as const
        ).filter(([, at]) => at);
        const fate = facts.map(([state, at]) => `${word("delivery.state", state)} ${stamp(at)}`);
        return (
          <li key={notice.id} data-notice={notice.state}>
            {notice.person ?? p("handed")}
            {notice.kind === "round-reminder" && ` (${p("reminder")})`}:{" "}
            {fate.length > 0 ? fate.join(" · ") : word("delivery.state", notice.state)}
            {notice.source && (
              <>
                {" "}
                · <q>{notice.source}</q>
              </>
            )}{" "}
            {secretariat && canBounce(notice) && <Bounce found={found} told={told} notice={notice} />}
          </li>
        );
      })}
    </ul>
  );
}

/** The relay took it and it came back later: the notice no longer counts. */
function Bounce({ found, told, notice }: { found: DecisionRead; told: Consultation; notice: Notice }) {
  const p = useStrings(proof);
  const net = useNet();
  const queries = useQueryClient();
  const [writing, setWriting] = useState(false);
  const path = { network: net, decision_id: found.id, number: told.round, notice_id: notice.id };
  return (
    <>
      <button type="button" className="btn plain small" onClick={() => setWriting(true)}>
        {p("bounce")} <span className="sr">{notice.person}</span>
      </button>
      {writing && (
        <Dialog title={`${p("bounce")}: ${notice.person ?? ""}`} close={() => setWriting(false)}>
          <p>{p("bounceSays")}</p>
          <Form
            act={p("bounce")}
            cancel={() => setWriting(false)}
            keep={`bounce.${notice.id}`}
            send={(values) =>
              body(
                api.POST(
                  "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/notices/{notice_id}/bounced",
                  {
                    params: { path, header: { "If-Match": ifMatch(found.version) } },
                    body: { source: values.source ?? "" },
                  },
                ),
              )
            }
            done={(answer) => {
              queries.setQueryData(consultation(net, found.id, told.round).queryKey, answer as Consultation);
              queries.invalidateQueries({ queryKey: [net, "decisions"] });
              setWriting(false);
            }}
          >
            {(problem) => <Field label={p("bounceSource")} name="source" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </>
  );
}

/** No mail has reached it: the notice was given to somebody of the organisation, and how. */
export function HandOver({ found, told, each }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [writing, setWriting] = useState(false);
  const seat = found.rounds
    .find((round) => round.number === told.round)
    ?.positions.find((position) => position.organisation_id === each.organisation_id);
  if (!seat) return null;
  const path = {
    network: net,
    decision_id: found.id,
    number: told.round,
    organisation_id: each.organisation_id,
  };
  return (
    <>
      <button type="button" className="btn small" onClick={() => setWriting(true)}>
        {t("byHand")} <span className="sr">{each.acronym}</span>
      </button>
      {writing && (
        <Dialog title={`${t("byHand")}: ${each.acronym}`} close={() => setWriting(false)}>
          <Form
            act={t("byHand")}
            cancel={() => setWriting(false)}
            keep={`hand.${found.id}.${told.round}.${each.acronym}`}
            send={(values) =>
              body(
                api.POST(
                  "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/delivered",
                  {
                    params: { path, header: { "If-Match": ifMatch(seat.version) } },
                    body: { source: values.source ?? "" },
                  },
                ),
              )
            }
            done={() => {
              queries.invalidateQueries({ queryKey: [net, "decisions"] });
              setWriting(false);
            }}
          >
            {(problem) => <Field label={t("source")} name="source" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </>
  );
}
