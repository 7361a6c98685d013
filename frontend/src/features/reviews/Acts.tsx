import { Link } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import type { Values } from "../../ui/Form";
import { Moves } from "../../ui/Moves";
import { isProfile, type ReviewRead, useKeep } from "./queries";
import { strings } from "./strings";

const BASE = "/api/v1/networks/{network}/reviews/{review_id}";

/** What this reader can do with it now, and why the rest is not open. */
export function Acts({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const { keep } = useKeep(found.id);
  const make = async (move: string, values: Values) =>
    keep(
      await body(
        api.POST(
          `${BASE}/${move.replaceAll("_", "-")}` as `${typeof BASE}/circulate`,
          {
            params: {
              path: { network: net, review_id: found.id },
              header: { "If-Match": ifMatch(found.version) },
            },
            ...(move === "correct" ? { body: { reason: values.reason ?? "" } } : {}),
          } as never,
        ),
      ),
    );
  return (
    <div className="row acts">
      {found.decision && (
        <Link className="btn" to={links.decision(net, found.decision.id)}>
          {t("decision")} {found.decision.number ?? t("decisionDraft")} · {word("decision.state", found.decision.state)}
        </Link>
      )}
      <Moves
        of={isProfile(found) ? "profile" : "review"}
        moves={found.moves.filter(({ move }) => move !== "comment")}
        main={["adopt", "issue", "put_to_decision", "circulate", "revise"]}
        warn={{
          circulate: t("circulateSays"),
          revise: t("reviseSays"),
          put_to_decision: t("putSays"),
          adopt: t("adoptSays"),
          issue: t("issueSays"),
          correct: t("correctSays"),
        }}
        make={make}
      />
    </div>
  );
}
