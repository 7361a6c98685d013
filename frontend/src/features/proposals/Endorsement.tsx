import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { type Language, say, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { money } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip, ProblemNote } from "../../ui/parts";
import { Letter } from "./Letter";
import { type ProposalRead, useKeep, useRights } from "./queries";
import { Confirmations, Signatures } from "./Signatures";
import { strings } from "./strings";

const DECIDED: ProposalRead["state"][] = ["concept_note_network_review", "jp_document_draft", "revision_requested"];
const ON_DOCUMENT: ProposalRead["state"][] = ["jp_document_draft", "revision_requested"];
const OVER = ["adopted", "adopted_with_reservations", "no_consensus", "withdrawn"];
/** Who agreed to it: the network by a decision on one revision, the Government by its letter, then all by signature. */
export function Endorsement({ proposal: found }: { proposal: ProposalRead }) {
  return (
    <>
      <Decisions proposal={found} />
      <Letter proposal={found} />
      <Signatures proposal={found} />
      <Confirmations proposal={found} />
    </>
  );
}

function Decisions({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const rights = useRights(found);
  const decides = DECIDED.includes(found.state) && found.revision > 0;
  const pending = found.decisions.some((each) => each.revision === found.revision && !OVER.includes(each.state));
  const adopted = found.decisions.some((each) => each.revision === found.revision && each.state.startsWith("adopted"));
  return (
    <section className="stack" aria-labelledby="decision">
      <h2 id="decision">{t("networkDecision")}</h2>
      <p className="quiet">{t("bound")}</p>
      {found.decisions.length === 0 && <p>{t("noDecision")}</p>}
      <ul className="plain">
        {found.decisions.map((decision) => (
          <li key={decision.id}>
            <Link to={links.decision(net, decision.id)}>{decision.number ?? word("decision.state", "draft")}</Link>
            <span className="grow">{t("onRevision", { number: decision.revision })}</span>
            <Chip tone={decision.state.startsWith("adopted") ? "good" : "wait"}>
              {word("decision.state", decision.state)}
            </Chip>
          </li>
        ))}
      </ul>
      {ON_DOCUMENT.includes(found.state) && rights.leads && <Freeze proposal={found} />}
      {found.state === "concept_note_draft" && <p>{t("notConsulted")}</p>}
      {decides && !pending && !adopted && (rights.officer ? <Draft proposal={found} /> : <p>{t("officersDraft")}</p>)}
    </section>
  );
}

/** A button that asks the server at once; a refusal stands under it. */
function useAct(act: () => Promise<void>): [problem: Problem | null, run: () => void, busy: boolean] {
  const c = useStrings(common);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setBusy(false);
    }
  };
  return [problem, run, busy];
}

function Draft({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const sha = found.revisions.find((each) => each.number === found.revision)?.sha256 ?? "";
  const inAll = (key: "decisionTitle" | "decisionText", some?: boolean) =>
    Object.fromEntries(
      (["en", "ru", "tk"] as Language[]).map((each) => {
        const title = found.title[each];
        const facts = {
          number: found.number,
          title: title ?? written(found.title, each).text,
          revision: found.revision,
          sha,
          total: money(found.budget.total, each),
        };
        return [each, some && !title ? null : say(strings[key][each], each, facts)];
      }),
    );
  const [problem, run, busy] = useAct(async () => {
    const made = await body(
      api.POST("/api/v1/networks/{network}/decisions", {
        params: { path: { network: net } },
        body: {
          kind: "proposal",
          title: inAll("decisionTitle"),
          texts: inAll("decisionText", true),
          authoritative: "en",
          visibility: "members",
          proposal_id: found.id,
          proposal_revision: found.revision,
        },
      } as never),
    );
    navigate({ to: links.decision(net, (made as { id: string }).id) });
  });
  return (
    <div className="stack">
      <div>
        <button type="button" className="btn main" onClick={run} disabled={busy}>
          {t("draftDecision", { number: found.revision })}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}

function Freeze({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const keep = useKeep(found.id);
  const [problem, run, busy] = useAct(async () => {
    keep(
      await body(
        api.POST("/api/v1/networks/{network}/proposals/{proposal_id}/revisions", {
          params: { path: { network: net, proposal_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
        } as never),
      ),
    );
  });
  if (!found.needs.some((need) => need.key === "proposal-freeze")) return null;
  return (
    <div className="stack">
      <p>{t("freezeWarn")}</p>
      <div>
        <button type="button" className="btn main" onClick={run} disabled={busy}>
          {t("freeze")}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
