import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import type { LocalisedText } from "../../i18n";
import type { Tone } from "../../ui/parts";

export type ProposalRead = Schemas["ProposalRead"];
export type ProposalItem = Schemas["ProposalItem"];
export type ProposalState = ProposalRead["state"];

export interface Filters {
  thematic_area?: "TA1" | "TA2" | "TA3" | "TA4" | "TA5";
}

export const proposal = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "proposals", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/proposals/{proposal_id}", {
          params: { path: { network, proposal_id: id } },
        }),
      ),
  });

export const page = (network: string, filters: Filters, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/proposals", {
      params: { path: { network }, query: { limit: 100, ...filters, ...(cursor ? { cursor } : {}) } },
    }),
  );

export const revision = (network: string, id: string, number: number) =>
  queryOptions({
    queryKey: [network, "proposals", id, "revisions", number],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/proposals/{proposal_id}/revisions/{number}", {
          params: { path: { network, proposal_id: id, number } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const members = (network: string) =>
  queryOptions({
    queryKey: [network, "members", "today"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/members", { params: { path: { network } } })),
  });

export interface ReferenceItem {
  code: string;
  number: number;
  kind?: string;
  gcm_objectives?: number[];
  limits?: { key: string; value: number | null; severity: string }[];
  [stem: string]: unknown;
}

export const reference = (name: "budget-categories" | "thematic-areas" | "gcm-objectives" | "calls") =>
  queryOptions({
    queryKey: ["reference", name],
    queryFn: async () => {
      const found = await body(api.GET("/api/v1/reference/{name}", { params: { path: { name } } } as never));
      return (found as unknown as { items: ReferenceItem[] }).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A text of the reference lists in three languages. */
export const told = (item: ReferenceItem | undefined, stem: string): LocalisedText => ({
  en: (item?.[`${stem}_en`] as string) ?? null,
  ru: (item?.[`${stem}_ru`] as string) ?? null,
  tk: (item?.[`${stem}_tk`] as string) ?? null,
});

/** Puts the server's answer on the page, and lets every list ask again. */
export function useKeep(id: string) {
  const net = useNet();
  const queries = useQueryClient();
  return (answer: unknown) => {
    queries.setQueryData(proposal(net, id).queryKey, answer as ProposalRead);
    queries.invalidateQueries({ queryKey: [net], predicate: (query) => query.queryKey[2] !== id });
  };
}

/** Who the reader is here: what the page offers. The server decides anyway. */
export function useRights(found?: ProposalRead) {
  const net = useNet();
  const person = useQuery(me);
  const posts = person.data?.appointments.filter((post) => post.network === net) ?? [];
  const has = (...roles: string[]) => posts.some((post) => roles.includes(post.role));
  const speaks = (organisation: string | undefined) =>
    posts.some((post) => ["focal_point", "alternate"].includes(post.role) && post.organisation_id === organisation);
  const secretariat = has("secretariat");
  const convening = found?.punos.find((puno) => puno.role === "convening")?.organisation_id;
  return {
    secretariat,
    officer: has("secretariat", "co_chair"),
    member: has("secretariat", "focal_point", "alternate"),
    speaks,
    leads: secretariat || speaks(convening),
  };
}

const WIDE = "(min-width: 761px)";
const subscribe = (listener: () => void) => {
  const media = matchMedia(WIDE);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
};

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);

export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ashgabat" }).format(new Date());

export const COLUMNS: {
  key: "idea" | "note" | "document" | "fund" | "approved" | "running";
  states: ProposalState[];
}[] = [
  { key: "idea", states: ["idea"] },
  { key: "note", states: ["concept_note_draft", "concept_note_network_review", "concept_note_endorsed"] },
  { key: "document", states: ["jp_document_draft", "revision_requested"] },
  { key: "fund", states: ["concept_note_submitted", "jp_document_submitted", "pipeline", "appraisal"] },
  { key: "approved", states: ["approved", "signature"] },
  {
    key: "running",
    states: ["funds_transferred", "implementation", "suspended", "operationally_closed", "final_reporting"],
  },
];

export const ENDED: ProposalState[] = [
  "concept_note_not_retained",
  "rejected",
  "financially_closed",
  "withdrawn",
  "cancelled",
];

export const TONE: Record<ProposalState, Tone> = {
  idea: "",
  concept_note_draft: "wait",
  concept_note_network_review: "wait",
  concept_note_endorsed: "good",
  concept_note_submitted: "info",
  pipeline: "info",
  concept_note_not_retained: "",
  jp_document_draft: "wait",
  jp_document_submitted: "info",
  appraisal: "info",
  revision_requested: "wait",
  approved: "good",
  rejected: "bad",
  signature: "wait",
  funds_transferred: "good",
  implementation: "good",
  suspended: "bad",
  operationally_closed: "",
  final_reporting: "wait",
  financially_closed: "",
  withdrawn: "",
  cancelled: "",
};
