import { useNavigate } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import type { Values } from "../../ui/Form";
import { Moves } from "../../ui/Moves";
import { type ProposalRead, today, useKeep, useRights } from "./queries";
import { strings } from "./strings";

const AHEAD = [
  "draft",
  "consult",
  "endorse",
  "submit_concept",
  "submit_document",
  "retain",
  "invite",
  "appraise",
  "approve",
  "sign",
  "transfer",
  "start",
  "close_operationally",
  "report",
  "close_financially",
  "rework",
  "reopen",
];
const OF_FUND = [
  "retain",
  "not_retain",
  "invite",
  "appraise",
  "ask_revision",
  "approve",
  "reject",
  "transfer",
  "suspend",
  "resume",
  "close_financially",
  "cancel",
];
const COPIED: ProposalRead["state"][] = ["concept_note_not_retained", "rejected"];

/** What this reader can do with it now, and why the rest is not open. */
export function Acts({ proposal: found }: { proposal: ProposalRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const rights = useRights(found);
  const make = async (move: string, values: Values) => {
    const row = found.moves.find((each) => each.move === move);
    const said = Object.fromEntries((row?.asks ?? []).map((name) => [name, values[name] ?? ""]));
    const path = `/api/v1/networks/{network}/proposals/{proposal_id}/${move.replaceAll("_", "-")}`;
    const answer = await body(
      api.POST(
        path as "/api/v1/networks/{network}/proposals/{proposal_id}/draft",
        {
          params: { path: { network: net, proposal_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: Object.keys(said).length > 0 ? said : undefined,
        } as never,
      ),
    );
    keep(answer);
  };
  const fund = Object.fromEntries(OF_FUND.map((move) => [move, t("warnFund")]));
  if (COPIED.includes(found.state) && rights.leads) return <Copy proposal={found} />;
  return (
    <Moves
      of="proposal"
      moves={found.moves}
      main={AHEAD.filter((move) => found.moves.some((each) => each.move === move))}
      warn={{
        ...fund,
        consult: t("warnConsult"),
        submit_concept: t("warnSubmit"),
        submit_document: t("warnSubmit"),
        reopen: t("warnReopen"),
        withdraw: t("warnFinal"),
        not_retain: `${t("warnFund")} ${t("warnFinal")}`,
        reject: `${t("warnFund")} ${t("warnFinal")}`,
        cancel: `${t("warnFund")} ${t("warnFinal")}`,
      }}
      asks={{
        on: { label: t("on"), kind: "date", value: today() },
        reference: { label: t("reference") },
        document: { label: t("document") },
        reason: { label: c("reason"), kind: "prose" },
      }}
      make={make}
    />
  );
}

/** A note that was not retained, or a rejected programme, begins anew as an idea. */
function Copy({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const copy = async () => {
    const made = await body(
      api.POST("/api/v1/networks/{network}/proposals", {
        params: { path: { network: net } },
        body: {
          title: found.title,
          call_code: found.call_code,
          based_on_id: found.id,
          convening_id: found.punos.find((puno) => puno.role === "convening")?.organisation_id ?? null,
        },
      } as never),
    );
    navigate({ to: links.proposal(net, (made as ProposalRead).id) });
  };
  return (
    <button type="button" className="btn main" onClick={copy}>
      {t("copy")}
    </button>
  );
}
