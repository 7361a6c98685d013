import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import type { Tone } from "../../ui/parts";

export type PledgeRead = Schemas["PledgeRead"];
export type PledgeItem = Schemas["PledgeListed"];
export type PledgeForm = Schemas["PledgeForm"];
export type FieldRead = Schemas["FieldRead"];
export type SectionRead = Schemas["SectionRead"];
export type PledgeState = PledgeRead["state"];

export const STATES = [
  "draft",
  "prepared",
  "cleared",
  "sent",
  "published",
  "in_progress",
  "fulfilled",
  "withdrawn",
] as const satisfies PledgeState[];

export const TONE: Record<PledgeState, Tone> = {
  draft: "",
  prepared: "wait",
  cleared: "wait",
  sent: "info",
  published: "info",
  in_progress: "info",
  fulfilled: "good",
  withdrawn: "bad",
};

export interface Filters {
  state?: PledgeState;
  objective?: number;
}

export const page = (network: string, filters: Filters, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/pledges", {
      params: { path: { network }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
    }),
  );

export const pledge = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "pledges", id],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/pledges/{pledge_id}", { params: { path: { network, pledge_id: id } } })),
  });

/** The form as data, in the reader's language. */
export const form = (network: string, spoken: string) =>
  queryOptions({
    queryKey: [network, "pledges", "form", spoken],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/pledges/form", { params: { path: { network } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The one file goes as a form of its own; the answer is the pledge as it is now. */
export function attach(network: string, pledge_id: string, file: File): Promise<PledgeRead> {
  const data = new FormData();
  data.append("file", file);
  return body(
    api.POST("/api/v1/networks/{network}/pledges/{pledge_id}/files", {
      params: { path: { network, pledge_id } },
      body: {} as never,
      bodySerializer: () => data,
    }),
  );
}
