import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import type { Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { fromLocal, local, Moves } from "../../ui/Moves";
import { DeadlineNote } from "./DeadlineNote";
import { paragraphs } from "./paragraphs";
import { type DecisionRead, deadline, decision, useReader } from "./queries";
import { strings } from "./strings";
import { useZone } from "./zone";

const DAY = 86_400_000;

/** The deadline that a dialog begins with: the server's proposal, or a day more than now stands. */
function useProposed(found: DecisionRead) {
  const net = useNet();
  const opening = found.moves.some(({ move, refused }) => move === "open" && !refused);
  const proposal = useQuery({
    ...deadline(net, found.kind, found.kind === "statement" && Boolean(found.allowed_by_id)),
    enabled: opening,
  });
  const last = found.rounds.at(-1);
  const later = last && found.state === "open" ? new Date(new Date(last.deadline_at).getTime() + DAY) : null;
  const at = later ?? (proposal.data ? new Date(proposal.data.default_at) : null);
  return { at, proposal: opening ? proposal.data : undefined };
}

/** What the reader can do with it now; what is not open says why. */
export function Acts({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const here = useZone();
  const reader = useReader(net);
  const { at, proposal } = useProposed(found);
  const make = async (move: string, values: Values) => {
    const { deadline_at, procedure, ...rest } = values;
    const sent = {
      ...rest,
      ...(procedure ? { procedure } : {}),
      ...(deadline_at ? { deadline_at: fromLocal(deadline_at, here.zone) } : {}),
    };
    const path = `/api/v1/networks/{network}/decisions/{decision_id}/${move.replaceAll("_", "-")}`;
    const answer = await body(
      api.POST(path as "/api/v1/networks/{network}/decisions/{decision_id}/open", {
        params: { path: { network: net, decision_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
        body: (move === "adopt" ? undefined : sent) as never,
      }),
    );
    queries.setQueryData(decision(net, found.id).queryKey, answer);
    queries.invalidateQueries({ queryKey: [net] });
  };
  return (
    <div className="row acts">
      {reader && found.rounds.length > 0 && (
        <Link className="btn wide-only" to={links.proof(net, found.id)}>
          <Icon name="print" size={18} /> {t("proof")}
        </Link>
      )}
      <Moves
        of="decision"
        moves={found.moves}
        main={found.state === "open" ? ["extend"] : ["adopt", "open", "revise"]}
        verbs={{ adopt: t("adoptAct", { number: found.number }) }}
        at={here}
        warn={{
          adopt: <Adopting found={found} />,
          open: t("warnOpen"),
          record_no_consensus: t("warnFinal"),
          withdraw: t("warnFinal"),
        }}
        asks={{
          procedure: {
            label: t("procedure"),
            options: ["silence", "express", "meeting"].map((value) => ({ value, label: word("procedure", value) })),
            value: "silence",
            also: (value) => <p className="small">{t(`procedure_${value as "silence" | "express" | "meeting"}`)}</p>,
          },
          deadline_at: {
            label: t("deadlineAt"),
            kind: "datetime-local",
            value: at ? local(at, here.zone) : "",
            help: found.state === "open" ? undefined : t("deadlineHelp"),
            optional: found.state !== "open",
            also: (value) => <DeadlineNote value={value} proposal={proposal} />,
          },
          to: {
            label: t("to"),
            options: ["meeting", "unct"].map((value) => ({ value, label: t(value as "meeting" | "unct") })),
          },
          reason: { label: c("reason"), kind: "prose" },
        }}
        make={make}
      />
    </div>
  );
}

/** Before the act that cannot be taken back: what it is, which text, who is told, what stays for ever. */
function Adopting({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const last = found.rounds.at(-1);
  if (!last) return null;
  const text = last.texts[last.authoritative] ?? "";
  const reserved = last.positions.filter((each) => ["reservation", "disassociate"].includes(each.value ?? ""));
  return (
    <>
      <p>{t("adoptSays", { number: found.number, title: written(found.title, spoken).text })}</p>
      <dl className="kv">
        <dt>{t("text")}</dt>
        <dd>
          {t("round", { number: last.number })} · {t("length", { count: paragraphs(text).length })} ·{" "}
          {t("characters", { number: number(text.length, spoken) })}
          <br />
          SHA-256 <code className="hash">{last.text_hash}</code>
        </dd>
        {reserved.length > 0 && (
          <>
            <dt>{t("onRecord")}</dt>
            <dd>{reserved.map((each) => each.acronym).join(", ")}</dd>
          </>
        )}
        <dt>{t("told")}</dt>
        <dd>{last.positions.map((each) => each.acronym).join(", ")}</dd>
      </dl>
      <p>{t("warnAdopt", { number: found.number })}</p>
    </>
  );
}
