import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import type { Tone } from "../../ui/parts";

export type MinutesRead = Schemas["MinutesRead"];
export type PartRead = Schemas["MinutesPartRead"];
export type ParagraphRead = Schemas["MinutesParagraphRead"];
export type VersionRead = Schemas["MinutesVersionRead"];
export type VersionItem = Schemas["MinutesVersionItem"];
export type Comment = Schemas["MinutesCommentRead"];
export type TranslationRead = Schemas["MinutesTranslationRead"];
export type Circle = NonNullable<ParagraphRead["visibility"]>;

export const TONE: Record<MinutesRead["state"], Tone> = { none: "", draft: "", circulated: "wait", adopted: "good" };
/** From the widest to the narrowest. */
export const CIRCLES: Circle[] = ["public", "partners", "members", "secretariat"];

const at = (network: string, id: string) => ({ path: { network, meeting_id: id } });

export const minutes = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "minutes", id],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes", { params: at(network, id) })),
  });

export const comments = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "minutes", id, "comments"],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/comments", { params: at(network, id) })),
  });

export const versions = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "minutes", id, "versions"],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/versions", { params: at(network, id) })),
  });

export const version = (network: string, id: string, number: number) =>
  queryOptions({
    queryKey: [network, "minutes", id, "versions", number],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/versions/{number}", {
          params: { path: { ...at(network, id).path, number } },
        }),
      ),
  });

export const changes = (network: string, id: string, base: number, number: number) =>
  queryOptions({
    queryKey: [network, "minutes", id, "changes", base, number],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/changes", {
          params: { ...at(network, id), query: { base, number } },
        }),
      ),
  });

export const recordChanges = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "minutes", id, "record"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/record-changes", {
          params: at(network, id),
        }),
      ),
  });

export const translation = (network: string, id: string, language: "en" | "ru" | "tk") =>
  queryOptions({
    queryKey: [network, "minutes", id, "translations", language],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/translations/{language}", {
          params: { path: { ...at(network, id).path, language } },
        }),
      ),
  });

export const paperOf = (network: string, id: string, format: "pdf" | "docx", language: string) =>
  `/api/v1/networks/${network}/meetings/${id}/minutes.${format}?language=${language}`;
export const proofOf = (network: string, id: string) => `/api/v1/networks/${network}/meetings/${id}/minutes/proof`;

/** What a change answers is the minutes as they are now; what is derived from them is asked anew. */
export function useKeep(id: string) {
  const net = useNet();
  const queries = useQueryClient();
  const anew = () => {
    for (const list of ["comments", "versions", "changes", "record", "translations"])
      queries.invalidateQueries({ queryKey: [net, "minutes", id, list] });
    queries.invalidateQueries({ queryKey: [net, "home"] });
  };
  return {
    keep: (answer: unknown) => {
      queries.setQueryData(minutes(net, id).queryKey, answer as MinutesRead);
      anew();
    },
    /** After something that answers with a part only: a comment, a translation. */
    refresh: async () => {
      await queries.invalidateQueries({ queryKey: minutes(net, id).queryKey, exact: true });
      anew();
    },
  };
}
