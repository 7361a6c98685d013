import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import type { Tone } from "../../ui/parts";

export type ReviewRead = Schemas["ReviewRead"];
export type ReviewItem = Schemas["ReviewItem"];
export type SectionMark = Schemas["ReviewSectionMark"];
export type SectionRead = Schemas["ReviewSectionRead"];
export type FieldRead = Schemas["ReviewField"];
export type Comment = Schemas["ReviewCommentRead"];
export type Kind = ReviewRead["kind"];
type State = ReviewRead["state"];
type Progress = SectionMark["progress"];

export const TONE: Record<State, Tone> = {
  generated: "",
  edited: "",
  circulated: "wait",
  frozen: "wait",
  adopted: "good",
  issued: "good",
};
export const PROGRESS: Record<Progress, Tone> = { empty: "", generated: "info", edited: "wait", checked: "good" };
export const KINDS: Kind[] = ["gcm_voluntary_review", "network_profile"];
export const isProfile = (found: { kind: Kind }) => found.kind === "network_profile";

const at = (network: string, id: string) => ({ path: { network, review_id: id } });

export const page = (network: string, kind: Kind | undefined, cursor?: string) =>
  body(api.GET("/api/v1/networks/{network}/reviews", { params: { path: { network }, query: { kind, cursor } } }));

export const forms = (network: string) =>
  queryOptions({
    queryKey: [network, "reviews", "forms"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/review-templates", { params: { path: { network } } })),
  });

export const review = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "reviews", "one", id],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/reviews/{review_id}", { params: at(network, id) })),
  });

export const section = (network: string, id: string, sectionId: string) =>
  queryOptions({
    queryKey: [network, "reviews", "one", id, "sections", sectionId],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/reviews/{review_id}/sections/{section_id}", {
          params: { path: { network, review_id: id, section_id: sectionId } },
        }),
      ),
  });

export const comments = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "reviews", "one", id, "comments"],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/reviews/{review_id}/comments", { params: at(network, id) })),
  });

export const versions = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "reviews", "one", id, "versions"],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/reviews/{review_id}/versions", { params: at(network, id) })),
  });

export const changes = (network: string, id: string, base: number, number: number) =>
  queryOptions({
    queryKey: [network, "reviews", "one", id, "changes", base, number],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/reviews/{review_id}/changes", {
          params: { ...at(network, id), query: { base, number } },
        }),
      ),
  });

export const recordChanges = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "reviews", "one", id, "record"],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/reviews/{review_id}/record-changes", { params: at(network, id) })),
  });

export const paperOf = (network: string, id: string, format: string, language?: string, open = false) => {
  const asked = new URLSearchParams({ ...(language ? { language } : {}), ...(open ? { public: "true" } : {}) });
  return `/api/v1/networks/${network}/reviews/${id}/report.${format}${asked.size ? `?${asked}` : ""}`;
};
export const figureOf = (network: string, found: ReviewRead, key: string, language: string) =>
  `/api/v1/networks/${network}/reviews/${found.id}/figures/${key}?language=${language}`;

/** What a change answers is kept; what hangs on it is asked anew. */
export function useKeep(id: string) {
  const net = useNet();
  const queries = useQueryClient();
  return {
    /** After a move: the review as it is now. */
    keep: (answer: unknown) => {
      queries.setQueryData(review(net, id).queryKey, answer as ReviewRead);
      for (const list of ["sections", "comments", "versions", "changes", "record"])
        void queries.invalidateQueries({ queryKey: [net, "reviews", "one", id, list] });
      void queries.invalidateQueries({ queryKey: [net, "reviews", "list"] });
    },
    /** After an edit: the section as it is now. */
    keepSection: (answer: SectionRead) => {
      queries.setQueryData(section(net, id, answer.id).queryKey, answer);
      void queries.invalidateQueries({ queryKey: review(net, id).queryKey, exact: true });
      for (const list of ["versions", "changes", "record"])
        void queries.invalidateQueries({ queryKey: [net, "reviews", "one", id, list] });
    },
    refresh: () => queries.invalidateQueries({ queryKey: [net, "reviews", "one", id] }),
  };
}
