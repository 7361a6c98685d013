import { queryOptions } from "@tanstack/react-query";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import type { Values } from "../../ui/Form";
import type { Tone } from "../../ui/parts";

export type RoundRead = Schemas["ReportingRoundRead"];
export type RoundItem = Schemas["ReportingRoundItem"];
export type OwedRead = Schemas["OwedRead"];
export type OwedCount = Schemas["OwedCount"];

export const STATE_TONE: Record<string, Tone> = {
  missing: "bad",
  draft: "wait",
  returned: "wait",
  submitted: "info",
  approved: "good",
};

export const GIVEN = ["submitted", "approved"];

export const rounds = (network: string) =>
  queryOptions({
    queryKey: [network, "reporting"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/reporting-rounds", { params: { path: { network } } })),
  });

export const round = (network: string, period: string) =>
  queryOptions({
    queryKey: [network, "reporting", period],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/reporting-rounds/{period}", { params: { path: { network, period } } })),
  });

export const owed = (network: string, period: string, organisation: string) =>
  queryOptions({
    queryKey: [network, "reporting", period, "owed", organisation],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/reporting-rounds/{period}/owed", {
          params: { path: { network, period }, query: { organisation } },
        }),
      ),
  });

export function openRound(network: string, values: Values): Promise<RoundRead> {
  return body(
    api.POST("/api/v1/networks/{network}/reporting-rounds", {
      params: { path: { network } },
      body: { period: values.period ?? "", due_on: values.due_on ?? "", note: values.note || null },
    }),
  );
}

/** A move of the round, with what it asks for. */
export function moveRound(network: string, found: RoundRead, move: string, values: Values): Promise<RoundRead> {
  const at = `/api/v1/networks/{network}/reporting-rounds/{period}/${move}`;
  const sent = move === "remind" ? undefined : move === "close" ? { lock: values.lock === "yes" } : values;
  return body(
    api.POST(
      at as "/api/v1/networks/{network}/reporting-rounds/{period}/close",
      {
        params: { path: { network, period: found.period }, header: { "If-Match": ifMatch(found.version) } },
        body: sent,
      } as never,
    ),
  );
}
