import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, body } from "../../api/client";

const WAIT = 20;
const PAUSE = 5_000;

/** While it is open: whatever is journalled in the network is on the page a moment later, by the change feed. */
export function useLive(network: string, live: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!live) return;
    const stop = new AbortController();
    const path = { network };
    const follow = async (after: number): Promise<void> => {
      const query = { after, wait: WAIT, limit: 1 };
      const news = await body(
        api.GET("/api/v1/networks/{network}/journal", { params: { path, query }, signal: stop.signal }),
      );
      if (news.head_seq > after) {
        queries.invalidateQueries({ queryKey: [network, "decisions"] });
        queries.invalidateQueries({ queryKey: [network, "statements"] });
        queries.invalidateQueries({ queryKey: [network, "home"] });
      }
      return stop.signal.aborted ? undefined : follow(news.head_seq);
    };
    const begin = async (): Promise<void> => {
      try {
        const head = await body(
          api.GET("/api/v1/networks/{network}/journal/head", { params: { path }, signal: stop.signal }),
        );
        await follow(head.seq);
      } catch {
        // signed out, offline or a restart: look again a little later
        if (!stop.signal.aborted) setTimeout(() => !stop.signal.aborted && begin(), PAUSE);
      }
    };
    begin();
    return () => stop.abort();
  }, [network, live, queries]);
}
