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
