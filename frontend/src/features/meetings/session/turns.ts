import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../../api/client";
import { asProblem, type Problem } from "../../../api/problems";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { common } from "../../../i18n/common";
import type { MeetingRead } from "../queries";
import { type MeetingSessionRead, session } from "./queries";

export interface Turns {
  make: (move: string, item?: string) => Promise<void>;
  problem: Problem | null;
  busy: boolean;
}

/** Turns are given at the server, by its clock; who was quicker is shown, and nothing is skipped. */
export function useTurns(found: MeetingRead, stands: MeetingSessionRead, made: () => void): Turns {
  const c = useStrings(common);
  const net = useNet();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = session(net, found.id).queryKey;
  const make = async (move: string, item?: string) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await body(
        api.POST(
          `/api/v1/networks/{network}/meetings/{meeting_id}/session/${move}` as "/api/v1/networks/{network}/meetings/{meeting_id}/session/turn",
          {
            params: {
              path: { network: net, meeting_id: found.id },
              header: { "If-Match": ifMatch(stands.version) },
            } as never,
            body: (item ? { item_id: item } : undefined) as never,
          },
        ),
      );
      queries.setQueryData(key, answer);
      if (move !== "pause" && move !== "resume") made();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      queries.invalidateQueries({ queryKey: key });
    } finally {
      setBusy(false);
    }
  };
  return { make, problem, busy };
}
