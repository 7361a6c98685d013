import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { ADOPTED, type DecisionRead, decision, meeting, useReader } from "./queries";
import { strings } from "./strings";
import { Numbered } from "./Trail";
import { useZone } from "./zone";

/** Another decision by its id: its number and title, leading to it. */
function Cited({ id }: { id: string }) {
  const net = useNet();
  const spoken = useLanguage();
  const found = useQuery(decision(net, id)).data;
  if (!found) return <>…</>;
  return (
    <Link to={links.decision(net, id)} title={written(found.title, spoken).text}>
      {found.number}
    </Link>
  );
}

/** What hangs together with it: meeting, proposal, other decisions, who adopted it, when it is looked at again. */
export function Linked({ found, officer }: { found: DecisionRead; officer: boolean }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const { zone } = useZone();
  const reader = useReader(net);
  const held = useQuery(meeting(net, found.meeting_id ?? ""));
  const item = held.data?.agenda_items.find((each) => each.id === found.agenda_item_id);
  const parts: [string, ReactNode][] = [];
  if (found.meeting_id)
    parts.push([
      "meeting",
      <Link key="meeting" to={links.meeting(net, found.meeting_id)}>
        <Icon name="meeting" size={16} />
        {held.data ? `${item ? `${t("item", { number: item.place })}, ` : ""}${held.data.number}` : t("theMeeting")}
      </Link>,
    ]);
  if (found.proposal_id)
    parts.push([
      "proposal",
      <Link key="proposal" to={links.proposal(net, found.proposal_id)}>
        <Icon name="proposal" size={16} />
        {t("linkedProposal", { number: found.proposal_revision })}
      </Link>,
    ]);
  const other = (key: "supersedes" | "rescinds" | "allowedBy", id: string | null) => {
    if (id)
      parts.push([
        key,
        <>
          {t(key)} <Cited id={id} />
        </>,
      ]);
  };
  other("supersedes", found.supersedes_id);
  other("rescinds", found.rescinds_id);
  other("allowedBy", found.allowed_by_id);
  for (const [key, number] of [
    ["supersededBy", found.superseded_by],
    ["rescindedBy", found.rescinded_by],
  ] as const)
    if (number)
      parts.push([
        key,
        <>
          {t(key)} <Numbered number={number} />
        </>,
      ]);
  if (found.adopted_at)
    parts.push([
      "adopted",
      `${t("adoptedOn")} ${day(found.adopted_at, spoken, zone)} (${found.adopted_by.join(", ")})`,
    ]);
  if (found.review_on) parts.push(["review", `${t("review")} ${day(found.review_on, spoken, "UTC")}`]);
  const proof = reader && found.rounds.length > 0 && (
    <Link className="narrow-only" to={links.proof(net, found.id)}>
      {t("proof")}
    </Link>
  );
  const reviewing = officer && ADOPTED.includes(found.state) && !found.superseded_by && !found.rescinded_by;
  if (parts.length === 0 && !proof) return null;
  return (
    <div className={parts.length > 0 ? "linked" : "linked narrow-only"}>
      {parts.length > 0 && <span className="quiet">{c("linked")}</span>}
      {parts.map(([key, part]) => (
        <span key={key}>{part}</span>
      ))}
      {reviewing && <Review found={found} />}
      {proof}
    </div>
  );
}

/** The day on which an adopted decision comes back to a meeting's agenda; empty: it does not. */
function Review({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const [setting, setSetting] = useState(false);
  return (
    <>
      <button type="button" className="btn plain small" onClick={() => setSetting(true)}>
        {t(found.review_on ? "reviewChange" : "reviewSet")}
      </button>
      {setting && (
        <Dialog title={t("review")} close={() => setSetting(false)}>
          <Form
            act={c("save")}
            cancel={() => setSetting(false)}
            send={(values) =>
              body(
                api.PUT("/api/v1/networks/{network}/decisions/{decision_id}/review", {
                  params: {
                    path: { network: net, decision_id: found.id },
                    header: { "If-Match": ifMatch(found.version) },
                  },
                  body: { review_on: values.review_on || null },
                }),
              )
            }
            done={(answer) => {
              queries.setQueryData(decision(net, found.id).queryKey, answer as DecisionRead);
              setSetting(false);
            }}
          >
            {(problem) => (
              <Field
                label={t("review")}
                name="review_on"
                kind="date"
                value={found.review_on ?? ""}
                help={t("reviewHelp")}
                optional
                problem={problem}
              />
            )}
          </Form>
        </Dialog>
      )}
    </>
  );
}
