import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import type { Mark } from "../../ui/PositionMark";
import type { Tone } from "../../ui/parts";

export type MeetingRead = Schemas["MeetingRead"];
export type MeetingItem = Schemas["MeetingItem"];
export type AgendaItemRead = Schemas["AgendaItemRead"];
export type InvitationRead = Schemas["InvitationRead"];
export type Answer = NonNullable<InvitationRead["answer"]>;

export const KINDS = ["regular", "extraordinary", "thematic"] as const;
export const MODALITIES = ["in_person", "remote", "hybrid"] as const;
export const CIRCLES = ["public", "partners", "members", "secretariat"] as const;
export const ITEM_KINDS = ["information", "discussion", "decision"] as const;
export const ANSWERS = ["yes", "maybe", "no"] as const;

export const meeting = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "meetings", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}", { params: { path: { network, meeting_id: id } } }),
      ),
    refetchInterval: (query) =>
      query.state.data && ["convened", "in_session"].includes(query.state.data.state) ? 10_000 : false,
  });

export interface Filters {
  kind?: MeetingItem["kind"];
  state?: MeetingItem["state"];
  year?: number;
}

export const page = (network: string, cursor?: string, wanted: Filters = {}) =>
  body(
    api.GET("/api/v1/networks/{network}/meetings", {
      params: { path: { network }, query: { limit: 100, ...wanted, ...(cursor ? { cursor } : {}) } },
    }),
  );

/** The meeting that runs, or the next one that is called; one whose day has passed waits among the upcoming ones. */
export const coming = (network: string) =>
  queryOptions({
    queryKey: [network, "meetings", "coming"],
    queryFn: async () => {
      const of = (state: "in_session" | "convened") =>
        body(
          api.GET("/api/v1/networks/{network}/meetings", {
            params: { path: { network }, query: { state, sort: "starts_at", limit: 1 } },
          }),
        );
      return (await of("in_session")).items[0] ?? (await of("convened")).items[0] ?? null;
    },
  });

/** The decisions that belong to a meeting, in the order in which they were drafted. */
export const decisionsOf = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "decisions", "of", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions", {
          params: { path: { network }, query: { meeting_id: id, limit: 100, sort: "sort_at" } },
        }),
      ),
  });

/** Who may take part in a network: for choosing who presents an item. */
export const members = (network: string) =>
  queryOptions({
    queryKey: [network, "members", "today"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/members", { params: { path: { network } } })),
    staleTime: 60_000,
  });

export const TONE: Record<MeetingRead["state"], Tone> = {
  requested: "wait",
  draft: "",
  convened: "info",
  in_session: "good",
  held: "good",
  deferred: "",
  cancelled: "",
};

/** The drawing of an answer to an invitation; its word stands beside it. */
export const MARK: Record<Answer | "none", Mark> = {
  yes: "support",
  maybe: "ad_referendum",
  no: "recused",
  none: "not_answered",
};

export const calendarOf = (network: string, id: string) => `/api/v1/networks/${network}/meetings/${id}/calendar`;
