import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { Problem } from "../../api/problems";
import type { Language } from "../../i18n";

export type PublicRead = Schemas["PublicStatementRead"];
export type PublicItem = Schemas["PublicStatementItem"];

/** Where the feed is read, in the reader's language. */
export const feed = (network: string, kind: "rss" | "atom", language: Language): string =>
  `/api/v1/public/${network}/statements.${kind}?language=${language}`;

export const publicPage = (network: string, cursor?: string) =>
  body(
    api.GET("/api/v1/public/{network}/statements", {
      params: { path: { network }, query: cursor ? { cursor } : {} },
    }),
  );

export const publicStatement = (network: string, number: string) =>
  queryOptions({
    queryKey: ["public", network, number],
    queryFn: () =>
      body(api.GET("/api/v1/public/{network}/statements/{number}", { params: { path: { network, number } } })),
  });

/** What is not public is not here. */
export const isMissing = (error: unknown): boolean => error instanceof Problem && error.body.status === 404;
