import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, written } from "../../i18n";
import { PLACE } from "../../i18n/format";
import type { Tone } from "../../ui/parts";
import type { LetterProps } from "./Letter";

export type StatementRead = Schemas["StatementRead"];
export type StatementItem = Schemas["StatementItem"];
export type StatementState = StatementRead["state"];

export const STATES = ["draft", "signed", "published", "withdrawn", "abandoned"] as const satisfies StatementState[];
/** Those on which somebody has still something to do. */
export const PENDING: StatementState[] = ["draft", "signed"];
export const CHANNELS = [
  "website",
  "press_release",
  "social_media",
  "government_letter",
  "partners",
  "broadcast",
  "event",
  "other",
] as const;

export const TONE: Record<StatementState, Tone> = {
  draft: "",
  signed: "wait",
  published: "good",
  withdrawn: "bad",
  abandoned: "",
};

export interface Filters {
  state?: StatementState;
  year?: number;
  q?: string;
}

export const page = (network: string, filters: Filters, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/statements", {
      params: { path: { network }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
    }),
  );

export const statement = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "statements", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/statements/{statement_id}", {
          params: { path: { network, statement_id: id } },
        }),
      ),
  });

/** What a change answers is the statement as it is now; lists and Home are asked anew. */
export function useKeep(id: string) {
  const net = useNet();
  const queries = useQueryClient();
  return (answer: unknown) => {
    queries.setQueryData(statement(net, id).queryKey, answer as StatementRead);
    queries.invalidateQueries({ queryKey: [net, "statements", "list"] });
    queries.invalidateQueries({ queryKey: [net, "home"] });
  };
}

export type TranslationRead = StatementRead["translations"][number];
export const CIRCLES = ["public", "partners", "members"] as const;

/** Every language that has a text; a draft that nobody checked is one too, and says so. */
export const textsOf = (found: StatementRead): Partial<Record<Language, string | null>> => ({
  ...Object.fromEntries(found.translations.map((each) => [each.language, each.text])),
  [found.authoritative]: found.text,
});

/** In which it would be published now: the authoritative one, and every translation checked against exactly this text. */
export const publishable = (found: StatementRead): Language[] =>
  LANGUAGES.filter(
    (each) =>
      each === found.authoritative ||
      found.translations.some((one) => one.language === each && one.status === "checked" && !one.stale),
  );

/** What the rights table lets the reader's roles do with translations. */
export function useRights(network: string): { translates: boolean; checks: boolean } {
  const roles = useQuery(me).data?.appointments.filter((post) => post.network === network) ?? [];
  const has = (...wanted: string[]) => roles.some(({ role }) => wanted.includes(role));
  return {
    translates: has("secretariat", "co_chair", "focal_point", "alternate"),
    checks: has("secretariat", "co_chair"),
  };
}

/** Today at the duty station, as a date field wants it. */
export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE }).format(new Date());

/** What is printed of it: each language in which it is, or would be, published. */
export const letterOf = (found: StatementRead): Omit<LetterProps, "network"> => ({
  number: found.number,
  on: found.released_at ?? found.signed_at,
  texts: [found.authoritative, ...publishable(found).filter((each) => each !== found.authoritative)].map((language) => {
    const translation = found.translations.find((each) => each.language === language);
    return {
      language,
      title: translation?.title ?? written(found.title, language).text,
      text: translation ? (translation.text ?? "") : (found.text ?? ""),
    };
  }),
  signatures: found.signatures,
  signatories: found.signatories,
  on_record: found.on_record,
  hash: found.adopted_hash,
  address: found.public_url,
  standing: found.withdrawn_at ? { on: found.withdrawn_at, reason: found.withdrawal_reason } : null,
});
