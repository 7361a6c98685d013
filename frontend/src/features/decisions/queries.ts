import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import type { Mark } from "../../ui/PositionMark";
import type { Tone } from "../../ui/parts";

export type DecisionRead = Schemas["DecisionRead"];
export type RoundRead = Schemas["RoundRead"];
export type PositionRead = Schemas["PositionRead"];

export interface Filters {
  state?: DecisionRead["state"];
  kind?: DecisionRead["kind"];
}

export const decision = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "decisions", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions/{decision_id}", {
          params: { path: { network, decision_id: id } },
        }),
      ),
    refetchInterval: (query) => (query.state.data?.state === "open" ? 5_000 : false),
  });

export const changes = (network: string, id: string, number: number) =>
  queryOptions({
    queryKey: [network, "decisions", id, "changes", number],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/changes", {
          params: { path: { network, decision_id: id, number } },
        }),
      ),
  });

export const page = (network: string, filters: Filters, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/decisions", {
      params: { path: { network }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
    }),
  );

export const TONE: Record<string, Tone> = {
  open: "wait",
  revising: "wait",
  referred: "info",
  clear: "good",
  broken: "bad",
  incomplete: "wait",
  adopted: "good",
  adopted_with_reservations: "good",
  no_consensus: "",
  withdrawn: "",
  draft: "",
};

/** The mark of a seat; silence without a delivered notice is a mark of its own. */
export function markOf(position: PositionRead): Mark {
  if (position.value) return position.value;
  return position.reached_at ? "not_answered" : "not_delivered";
}
