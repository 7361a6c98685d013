import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";

export type Comment = Schemas["CommentRead"];
export type Suggestion = Schemas["SuggestionRead"];
export type Explanation = Schemas["ExplanationRead"];

interface Paged<T> {
  items: T[];
  next_cursor: string | null;
}

/** Everything that was said: a talk is read whole, and is hardly ever longer than one page. */
async function all<T>(page: (query: { limit: number; cursor?: string }) => Promise<Paged<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = "";
  do {
    const next: Paged<T> = await page({ limit: 200, ...(cursor ? { cursor } : {}) });
    found.push(...next.items);
    cursor = next.next_cursor;
  } while (cursor);
  return found;
}

const at = (network: string, id: string) => ({ path: { network, decision_id: id } });

export const comments = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "decisions", id, "comments"],
    queryFn: () =>
      all((query) =>
        body(
          api.GET("/api/v1/networks/{network}/decisions/{decision_id}/comments", {
            params: { ...at(network, id), query },
          }),
        ),
      ),
  });

export const suggestions = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "decisions", id, "suggestions"],
    queryFn: () =>
      all((query) =>
        body(
          api.GET("/api/v1/networks/{network}/decisions/{decision_id}/suggestions", {
            params: { ...at(network, id), query },
          }),
        ),
      ),
  });

export const explanations = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "decisions", id, "explanations"],
    queryFn: () =>
      all((query) =>
        body(
          api.GET("/api/v1/networks/{network}/decisions/{decision_id}/explanations", {
            params: { ...at(network, id), query },
          }),
        ),
      ),
  });

/** A remark with its replies, in the order in which they were made. */
export interface Thread {
  first: Comment;
  replies: Comment[];
}

export function threads(said: Comment[]): Thread[] {
  return said
    .filter((each) => !each.parent_id)
    .map((first) => ({ first, replies: said.filter((each) => each.parent_id === first.id) }));
}

export interface Talk {
  said: Thread[];
  suggested: Suggestion[];
}

/** What stands beside one paragraph; null: on the whole text. */
export const beside = (talk: Talk, paragraph: string | null): Talk => ({
  said: talk.said.filter(({ first }) => first.paragraph_id === paragraph),
  suggested: talk.suggested.filter((each) => each.paragraph_id === paragraph),
});

/** As it stood when a round was the last one: an older round is read with what had been said by then. */
export const until = (talk: Talk, round: number): Talk => ({
  said: talk.said.filter(({ first }) => first.round_number <= round),
  suggested: talk.suggested.filter((each) => each.round_number <= round),
});

export const countOf = ({ said, suggested }: Talk): { remarks: number; suggestions: number } => ({
  remarks: said.reduce(
    (sum, { first, replies }) => sum + [first, ...replies].filter((each) => !each.taken_back_at).length,
    0,
  ),
  suggestions: suggested.filter((each) => each.state === "open").length,
});

export function useTalk(network: string, id: string): Talk {
  const said = useQuery(comments(network, id)).data ?? [];
  const suggested = useQuery(suggestions(network, id)).data ?? [];
  return { said: threads(said), suggested };
}

const REMARK = ["secretariat", "co_chair", "focal_point", "alternate", "observer"];
const SPEAK = ["focal_point", "alternate"];

export interface Voice {
  value: string;
  label: string;
}

/** The organisations in whose name the reader may say something here. */
export function useVoices(network: string): { remark: Voice[]; speak: Voice[] } {
  const posts = useQuery(me).data?.appointments.filter((post) => post.network === network) ?? [];
  const of = (roles: string[]): Voice[] => {
    const found = new Map(posts.filter(({ role }) => roles.includes(role)).map((p) => [p.organisation_id, p.acronym]));
    return [...found].map(([value, label]) => ({ value, label }));
  };
  return { remark: of(REMARK), speak: of(SPEAK) };
}
