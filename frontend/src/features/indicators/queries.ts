import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import type { Tone } from "../../ui/parts";
import type { Counting } from "./entry";

export type IndicatorItem = Schemas["IndicatorListItem"];
export type IndicatorRead = Schemas["IndicatorRead"];
export type IndicatorTable = Schemas["IndicatorTable"];
export type ValueRead = Schemas["IndicatorValueRead"];
export type ValueWithCells = Schemas["IndicatorValueWithCells"];
export type FigureRead = Schemas["FigureRead"];
export type DimensionRead = Schemas["DimensionRead"];
export type Candidate = Schemas["IndicatorCandidate"];
export type PeriodRead = Schemas["PeriodRead"];

export const FRAMEWORKS = ["sdg", "gcm", "unsdcf", "national", "other"] as const;
export const KINDS = ["quantity", "percentage", "ratio"] as const;
export const DIRECTIONS = ["increase", "decrease", "none"] as const;
export const ACCUMULATES = ["sum", "latest", "none"] as const;
export const SPANS = ["year", "half_year", "quarter", "month"] as const;
export const CIRCLES = ["public", "partners", "members", "secretariat"] as const;

export const VALUE_TONE: Record<ValueRead["state"], Tone> = {
  draft: "",
  submitted: "wait",
  approved: "good",
  returned: "bad",
};

export const STATUS_TONE: Record<IndicatorItem["summary"]["status"], Tone> = {
  no_value: "",
  no_target: "",
  reached: "good",
  on_track: "good",
  behind: "wait",
  away: "bad",
};

export const countingOf = (found: Pick<IndicatorItem, "kind" | "decimals" | "part_decimals" | "per">): Counting => ({
  kind: found.kind,
  decimals: found.decimals,
  partDecimals: found.part_decimals,
  per: found.per,
});

export interface Filters {
  q?: string;
  objective?: number;
  organisation_id?: string;
  framework?: (typeof FRAMEWORKS)[number];
  waiting?: boolean;
}

export const page = (network: string, filters: Filters, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/indicators", {
      params: { path: { network }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
    }),
  );

export const indicator = (network: string, id: string, shown?: "members") =>
  queryOptions({
    queryKey: [network, "indicators", "one", id, ...(shown ? [shown] : [])],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/indicators/{indicator_id}", {
          params: { path: { network, indicator_id: id }, query: shown ? { shown } : {} },
        }),
      ),
  });

export interface Cut {
  by: string[];
  organisation_id?: string;
  shown?: "members";
}

export const table = (network: string, id: string, cut: Cut) =>
  queryOptions({
    queryKey: [network, "indicators", "one", id, "table", cut],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/indicators/{indicator_id}/table", {
          params: {
            path: { network, indicator_id: id },
            query: {
              ...(cut.by.length > 0 ? { by: cut.by.join(",") } : {}),
              ...(cut.organisation_id ? { organisation_id: cut.organisation_id } : {}),
              ...(cut.shown ? { shown: cut.shown } : {}),
            },
          },
        }),
      ),
    placeholderData: (before) => before,
  });

export const value = (network: string, value_id: string) =>
  queryOptions({
    queryKey: [network, "indicators", "value", value_id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/indicator-values/{value_id}", { params: { path: { network, value_id } } }),
      ),
  });

export const candidates = (network: string) =>
  queryOptions({
    queryKey: [network, "indicators", "candidates"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/indicator-candidates", { params: { path: { network } } })),
  });

export const dimensions = (network: string) =>
  queryOptions({
    queryKey: [network, "dimensions"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/dimensions", { params: { path: { network } } })),
    staleTime: 300_000,
  });

export const period = (network: string, name: string) =>
  queryOptions({
    queryKey: [network, "periods", name],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/periods/{period}", { params: { path: { network, period: name } } })),
  });

/** After an act on a value or a period, everything that shows figures is asked anew. */
export function useAnew() {
  const net = useNet();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: [net, "indicators"] }),
      queries.invalidateQueries({ queryKey: [net, "periods"] }),
      queries.invalidateQueries({ queryKey: [net, "home"] }),
    ]);
}

/** A move of a value, on the version that was read. */
export const moveValue = (
  net: string,
  one: { id: string; version: number },
  move: string,
  asked: Record<string, string>,
): Promise<unknown> =>
  api.POST(
    `/api/v1/networks/{network}/indicator-values/{value_id}/${move}` as never,
    {
      params: { path: { network: net, value_id: one.id }, header: { "If-Match": ifMatch(one.version) } },
      ...(Object.keys(asked).length > 0 ? { body: asked } : {}),
    } as never,
  );
