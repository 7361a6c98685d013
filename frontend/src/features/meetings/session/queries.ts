import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../../api/client";

export type MeetingSessionRead = Schemas["MeetingSessionRead"];
export type OutcomeRead = Schemas["OutcomeRead"];
export type SessionNoteRead = Schemas["SessionNoteRead"];
export type OutcomeKind = OutcomeRead["kind"];

const path = (network: string, meeting_id: string) => ({ params: { path: { network, meeting_id } } });

/** Where the meeting stands: read anew whenever the journal moves, and every now and then for the clock. */
export const session = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "meetings", id, "session"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/session", path(network, id))),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 30_000 : false),
  });

/** What the officers have noted, of all items at once: so that every item can be typed on when the line drops. */
export const notes = (network: string, id: string, enabled: boolean) =>
  queryOptions({
    queryKey: [network, "meetings", id, "notes"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/session/notes", path(network, id))),
    enabled,
  });

export const versions = (network: string, meeting_id: string, item_id: string) =>
  queryOptions({
    queryKey: [network, "meetings", meeting_id, "notes", item_id, "versions"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/session/notes/{item_id}/versions", {
          params: { path: { network, meeting_id, item_id } },
        }),
      ),
  });
