import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import type { operations } from "../../api/schema.gen";
import { me } from "../../app/queries";
import type { IconName } from "../../ui/Icon";
import type { Mark } from "../../ui/PositionMark";
import type { Tone } from "../../ui/parts";

export type DecisionRead = Schemas["DecisionRead"];
export type DecisionItem = Schemas["DecisionItem"];
export type RoundRead = Schemas["RoundRead"];
export type PositionRead = Schemas["PositionRead"];

export type Filters = NonNullable<operations["list_decisions"]["parameters"]["query"]>;

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

/** Over: the text, the answers and what was said about it stay as they are. */
export const FINAL: string[] = ["adopted", "adopted_with_reservations", "no_consensus", "withdrawn"];
/** While the text is before the members, other words can be suggested for it. */
export const SUGGESTED_IN: string[] = ["open", "broken", "incomplete", "referred", "revising"];

export const ADOPTED: string[] = ["adopted", "adopted_with_reservations"];

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

/** Whom a round was told to, how it reached them, and what they said. */
export const consultation = (network: string, id: string, number: number) =>
  queryOptions({
    queryKey: [network, "decisions", id, "consultation", number],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/consultation", {
          params: { path: { network, decision_id: id, number } },
        }),
      ),
    enabled: number > 0,
  });

/** Any two rounds, or a round and the text as it stands now (`number` absent). */
export const between = (
  network: string,
  id: string,
  base: number,
  number: number | undefined,
  language: "en" | "ru" | "tk",
) =>
  queryOptions({
    queryKey: [network, "decisions", id, "between", base, number ?? "now", language],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions/{decision_id}/changes", {
          params: {
            path: { network, decision_id: id },
            query: { base, language, ...(number === undefined ? {} : { number }) },
          },
        }),
      ),
  });

/** A decision by its number: what superseded, what is cited. */
export const numbered = (network: string, number: string) =>
  queryOptions({
    queryKey: [network, "decisions", "numbered", number],
    queryFn: async () => {
      const found = await body(
        api.GET("/api/v1/networks/{network}/decisions", { params: { path: { network }, query: { number, limit: 1 } } }),
      );
      return found.items[0] ?? null;
    },
    enabled: Boolean(number),
    staleTime: 60_000,
  });

/** The deadline that the server proposes for a round opened now, and the earliest it allows. */
export const deadline = (network: string, kind: DecisionRead["kind"], urgent: boolean) =>
  queryOptions({
    queryKey: [network, "deadline", kind, urgent],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/deadline", { params: { path: { network }, query: { kind, urgent } } })),
    staleTime: 30_000,
  });

/** Those in whose place a later one can stand: adopted, and not ended yet. */
export const standing = (network: string) =>
  queryOptions({
    queryKey: [network, "decisions", "standing"],
    queryFn: async () => {
      const pages = await Promise.all(
        (["adopted", "adopted_with_reservations"] as const).map((state) => page(network, { state })),
      );
      return pages.flatMap(({ items }) => items).filter((each) => !each.superseded_by && !each.rescinded_by);
    },
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

/** Whether the reader belongs to the network as more than an observer: then the proof and the journal are open. */
export function useReader(network: string): boolean {
  const person = useQuery(me);
  return person.data?.appointments.some((post) => post.network === network && post.role !== "observer") ?? false;
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

/** The shape beside the word of a state. */
export const SHAPE: Record<string, IconName> = {
  open: "wait",
  revising: "wait",
  referred: "send",
  clear: "tick",
  broken: "blocker",
  incomplete: "warning",
  adopted: "decision",
  adopted_with_reservations: "decision",
  no_consensus: "cross",
  withdrawn: "out",
  draft: "proposal",
};

/** The mark of a seat; silence without a delivered notice is a mark of its own. */
export function markOf(position: PositionRead): Mark {
  if (position.released_at) return "recused";
  if (position.value) return position.value;
  return position.reached_at ? "not_answered" : "not_delivered";
}

/** The word beside it. */
export const wordOf = (position: PositionRead): string => (position.released_at ? "released" : markOf(position));

/** A round in the ring, in the network's order: who co-chairs stands first there. */
export const seatsOf = (found: DecisionRead, round: RoundRead) =>
  round.positions.map((position) => ({
    acronym: position.acronym,
    mark: markOf(position),
    mine: found.speaks_for.includes(position.acronym),
  }));
export { keyed } from "./paragraphs";
