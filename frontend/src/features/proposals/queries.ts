import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import type { LocalisedText } from "../../i18n";
import { PLACE } from "../../i18n/format";
import type { Tone } from "../../ui/parts";
import { cellKey } from "./budget";

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

export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE }).format(new Date());

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

/** Whole days since an instant. */
export const daysSince = (at: string): number => Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 86_400_000));

export const changes = (network: string, id: string, number: number, base?: number) =>
  queryOptions({
    queryKey: [network, "proposals", id, "revisions", number, "changes", base ?? null],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/proposals/{proposal_id}/revisions/{number}/changes", {
          params: { path: { network, proposal_id: id, number }, query: base ? { base } : {} },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type Tab = "text" | "partners" | "results" | "budget" | "endorsement" | "revisions";
export const TABS: Tab[] = ["text", "partners", "results", "budget", "endorsement", "revisions"];

/** A link within the page is the current one by its whole address. */
export const EXACT = { exact: true, includeSearch: true };

/** What the address of a proposal holds. */
export interface ProposalSearch {
  tab?: Tab;
  /** Whose budget is shown; nobody's: all. */
  part?: string;
  /** The cell that a finding points at. */
  cell?: string;
  /** The open panel, and the field that is meant. */
  panel?: string;
  field?: string;
  revision?: number;
  base?: number;
}

/** Where the thing that a finding points at is mended. */
export function placeOf(where: string, found: ProposalRead): ProposalSearch {
  const [, top = "", at, part] = where.split("/");
  if (top === "budget" && at === "lines") {
    const line = found.budget.lines[Number(part)];
    return line
      ? { tab: "budget", part: line.acronym, cell: cellKey(line.output, line.category, line.year) }
      : { tab: "budget" };
  }
  if (top === "budget") return { tab: "budget" };
  if (top === "punos") return { tab: "partners", panel: "punos" };
  if (top === "government_counterparts") return { tab: "partners", panel: "government" };
  if (top === "outputs") return { tab: "results", panel: "outputs" };
  if (top === "decision" || top === "government_endorsement") return { tab: "endorsement" };
  return { tab: "text", panel: "text", field: top };
}

/** The open panel, kept in the address, so that a finding can lead to it. */
export function usePanel(): [panel: string | undefined, show: (panel?: string) => void, field: string | undefined] {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as ProposalSearch;
  const show = (panel?: string) => navigate({ to: ".", search: { ...search, panel, field: undefined } as never });
  return [search.panel, show, search.field];
}

/** Basis points as people write a rate: 700 is 7, 650 is 6.5. */
export const rate = (basisPoints: number, spoken: string): string => {
  const text = String(basisPoints / 100);
  return spoken === "en" ? text : text.replace(".", ",");
};

/** What was typed as a rate, in basis points; what is none is left to the server to refuse. */
export const rateOf = (typed: string): number | string => {
  const found = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(typed);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : typed;
};
