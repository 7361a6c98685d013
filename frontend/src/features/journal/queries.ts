import { queryOptions } from "@tanstack/react-query";
import { api, body } from "../../api/client";
import { type Entry, follows, GENESIS } from "./chain";

export interface Filters {
  subject?: string;
  subject_id?: string;
  kind?: string;
  organisation?: string;
  mail?: boolean;
}

export const entries = (network: string, filters: Filters, before?: number) =>
  body(
    api.GET("/api/v1/networks/{network}/journal", {
      params: { path: { network }, query: { ...filters, ...(before ? { before } : {}) } },
    }),
  );

export interface Proved {
  entry: Entry;
  previous: string;
  /** null: this browser cannot compute it. */
  holds: boolean | null;
}

/** One entry with the hash before it, and whether its own follows from that. */
export const proved = (network: string, seq: number) =>
  queryOptions({
    queryKey: [network, "journal", "entry", seq],
    queryFn: async (): Promise<Proved | null> => {
      const after = Math.max(0, seq - 2);
      const { items } = await body(
        api.GET("/api/v1/networks/{network}/journal", {
          params: { path: { network }, query: { after, limit: seq - after } },
        }),
      );
      const entry = items.find((each) => each.seq === seq);
      if (!entry) return null;
      const previous = seq === 1 ? GENESIS : (items.find((each) => each.seq === seq - 1)?.hash ?? "");
      return { entry, previous, holds: await follows(previous, entry) };
    },
  });

export const verification = (network: string) =>
  queryOptions({
    queryKey: [network, "verification"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/journal/verify", { params: { path: { network } } })),
    staleTime: 300_000,
    retry: false,
  });

export const head = (network: string) =>
  queryOptions({
    queryKey: [network, "journal", "head"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/journal/head", { params: { path: { network } } })),
  });
