import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";
import type { Tone } from "../../ui/parts";

export type ActionPointItem = Schemas["ActionPointItem"];
export type ActionPointRead = Schemas["ActionPointRead"];
export type ActionState = ActionPointItem["state"];

export const STATES = ["open", "done", "verified", "dropped"] as const;
export const TONE: Record<ActionState, Tone> = { open: "wait", done: "good", verified: "good", dropped: "" };

/** What the list shows; it all stands in the address. */
export interface Filters {
  state?: ActionState;
  owner_id?: string;
  overdue?: boolean;
}

export const page = (network: string, filters: Filters & { meeting_id?: string }, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/action-points", {
      params: { path: { network }, query: { ...filters, limit: 50, ...(cursor ? { cursor } : {}) } },
    }),
  );

/** Those that came from one meeting. */
export const ofMeeting = (network: string, meeting_id: string) =>
  queryOptions({
    queryKey: [network, "action-points", "of", meeting_id],
    queryFn: () => page(network, { meeting_id }),
  });

/** What is still open in the network, the earliest day first: every meeting comes back to it. */
export const stillOpen = (network: string) =>
  queryOptions({
    queryKey: [network, "action-points", "open"],
    queryFn: () => page(network, { state: "open" }),
  });

export const actionPoint = (network: string, action_id: string) =>
  queryOptions({
    queryKey: [network, "action-points", "one", action_id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/action-points/{action_id}", { params: { path: { network, action_id } } }),
      ),
  });

export const members = (network: string) =>
  queryOptions({
    queryKey: [network, "members", "today"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/members", { params: { path: { network } } })),
    staleTime: 60_000,
  });

/** For whom the reader may record action points: officers for anybody, members for their own. */
export function useGiver(network: string): { officer: boolean; own: string[] } {
  const posts = useQuery(me).data?.appointments.filter((post) => post.network === network) ?? [];
  const held = (...roles: string[]) => posts.filter((post) => roles.includes(post.role));
  return {
    officer: held("secretariat", "co_chair").length > 0,
    own: held("focal_point", "alternate").map((post) => post.acronym),
  };
}
