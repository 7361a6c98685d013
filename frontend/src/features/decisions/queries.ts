import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";
import type { Mark } from "../../ui/PositionMark";
import type { Tone } from "../../ui/parts";

export type DecisionRead = Schemas["DecisionRead"];
export type DecisionItem = Schemas["DecisionItem"];
export type RoundRead = Schemas["RoundRead"];
export type PositionRead = Schemas["PositionRead"];

export interface Filters {
  state?: DecisionRead["state"];
  kind?: DecisionRead["kind"];
}

export const KINDS = ["workplan", "statement", "proposal", "membership", "procedure", "other"] as const;
export const STATES = [
  "draft",
  "open",
  "clear",
  "broken",
  "incomplete",
  "revising",
  "referred",
  "adopted",
  "adopted_with_reservations",
  "no_consensus",
  "withdrawn",
] as const;
/** Those that wait for somebody. */
export const PENDING: string[] = ["open", "clear", "broken", "incomplete", "revising", "referred"];

export const decision = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "decisions", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions/{decision_id}", {
          params: { path: { network, decision_id: id } },
        }),
      ),
  });

export const changes = (network: string, id: string, number: number, language: "en" | "ru" | "tk") =>
  queryOptions({
    queryKey: [network, "decisions", id, "changes", number, language],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/changes", {
          params: { path: { network, decision_id: id, number }, query: { language } },
        }),
      ),
  });

export const page = (network: string, filters: Filters, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/decisions", {
      params: { path: { network }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
    }),
  );

/** The meetings under which a decision can be drafted, and what is on their agendas. */
export const meetings = (network: string) =>
  queryOptions({
    queryKey: [network, "meetings", "to-decide"],
    queryFn: async () => {
      const found = await body(api.GET("/api/v1/networks/{network}/meetings", { params: { path: { network } } }));
      return found.items.filter((meeting) => ["draft", "convened", "in_session", "held"].includes(meeting.state));
    },
  });

export const meeting = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "meetings", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}", { params: { path: { network, meeting_id: id } } }),
      ),
    enabled: Boolean(id),
  });

/** Whether the reader runs the paperwork here: what the rights table lets secretariat and co-chairs draft. */
export function useOfficer(network: string): boolean {
  const person = useQuery(me);
  return (
    person.data?.appointments.some(
      (post) => post.network === network && ["secretariat", "co_chair"].includes(post.role),
    ) ?? false
  );
}

export function useSecretariat(network: string): boolean {
  const person = useQuery(me);
  return person.data?.appointments.some((post) => post.network === network && post.role === "secretariat") ?? false;
}

export const TONE: Record<string, Tone> = {
  open: "wait",
  revising: "wait",
  referred: "info",
  clear: "good",
  broken: "bad",
  incomplete: "wait",
  adopted: "good",
  adopted_with_reservations: "good",
  no_consensus: "",
  withdrawn: "",
  draft: "",
};

/** The mark of a seat; silence without a delivered notice is a mark of its own. */
export function markOf(position: PositionRead): Mark {
  if (position.released_at) return "recused";
  if (position.value) return position.value;
  return position.reached_at ? "not_answered" : "not_delivered";
}

/** The word beside it. */
export const wordOf = (position: PositionRead): string => (position.released_at ? "released" : markOf(position));

export const paragraphs = (text: string | null | undefined): string[] =>
  (text ?? "").split(/\n\s*\n/).filter((part) => part.trim());

/** Paragraphs that say the same twice still need two keys. */
export const keyed = (list: string[]): { key: string; text: string; number: number }[] =>
  list.map((text, at) => ({ key: `${at}.${text.slice(0, 20)}`, text, number: at + 1 }));
