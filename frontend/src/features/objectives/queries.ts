import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";

export type ObjectiveItem = Schemas["ObjectiveItem"];
export type ObjectiveRead = Schemas["ObjectiveRead"];
export type AssessmentRead = Schemas["AssessmentRead"];

export const overview = (network: string) =>
  queryOptions({
    queryKey: [network, "objectives"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/objectives", { params: { path: { network } } })),
  });

export const objective = (network: string, number: number) =>
  queryOptions({
    queryKey: [network, "objectives", number],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/objectives/{number}", { params: { path: { network, number } } })),
  });

export type AssessmentItem = Schemas["AssessmentItem"];
export type LinkedItem = Schemas["LinkedItem"];

export interface Since {
  kind?: string;
  since?: string;
}

/** What the Network did on one objective: a page of the dated list. */
export const linked = (network: string, number: number, { kind, since }: Since, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/objectives/{number}/linked", {
      params: {
        path: { network, number },
        query: {
          ...(kind ? { kind } : {}),
          ...(since ? { since: `${since}-01-01` } : {}),
          ...(cursor ? { cursor } : {}),
        },
      },
    }),
  );

/** What waits for the secretariat, the oldest first. */
export const waiting = (network: string) =>
  queryOptions({
    queryKey: [network, "assessments", "submitted"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/assessments", {
          params: { path: { network }, query: { state: "submitted", sort: "created_at", limit: 200 } },
        }),
      ),
  });

const reference = <T>(name: "guiding-principles" | "thematic-areas" | "gcm-sdg-links") =>
  queryOptions({
    queryKey: ["reference", name],
    queryFn: async () => {
      const list = await body(api.GET("/api/v1/reference/{name}", { params: { path: { name } } }));
      return { source: list.source, items: list.items as unknown as T[] };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export interface Principle {
  number: number;
  code: string;
  title_en: string;
  title_ru?: string | null;
  title_ru_confidence?: string;
  title_tk?: string | null;
  title_tk_confidence?: string;
  gist_en: string;
}
export const guidingPrinciples = reference<Principle>("guiding-principles");

export interface Area {
  code: string;
  number: number;
  title_en: string;
  title_ru?: string | null;
  title_tk?: string | null;
  gcm_objectives: number[];
  confidence: string;
}
export const thematicAreas = reference<Area>("thematic-areas");

export interface SdgLink {
  gcm_objective: number;
  sdg_target: string;
  confidence: "high" | "medium" | "low";
  basis_en: string;
}
export const sdgLinks = reference<SdgLink>("gcm-sdg-links");

export interface Target {
  code: string;
  goal: number;
  gist_en: string;
  gist_ru?: string | null;
  gist_tk?: string | null;
}

export const sdgTargets = queryOptions({
  queryKey: ["reference", "sdg-targets"],
  queryFn: async () => {
    const list = await body(api.GET("/api/v1/reference/{name}", { params: { path: { name: "sdg-targets" } } }));
    return list.items as unknown as Target[];
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** A file goes as a form of its own; the answer is the objective as it is now. */
export function attach(network: string, number: number, assessment_id: string, file: File): Promise<ObjectiveRead> {
  const form = new FormData();
  form.append("file", file);
  return body(
    api.POST("/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}/attachments", {
      params: { path: { network, number, assessment_id } },
      body: {} as never,
      bodySerializer: () => form,
    }),
  );
}
