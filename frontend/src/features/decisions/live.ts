import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, body } from "../../api/client";

const WAIT = 20;
const PAUSE = 5_000;

const SHOWN = ["decisions", "statements", "home"];

/**
 * While it is open: whatever is journalled in the network is on the page a moment later, by the change feed. `shown`
 * names what the page shows (a constant, or the feed begins anew at every drawing).
 */
export function useLive(network: string, live: boolean, shown: string[] = SHOWN): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!live) return;
    const stop = new AbortController();
    const path = { network };
    const refresh = () => {
      for (const each of shown) queries.invalidateQueries({ queryKey: [network, each] });
    };
    const follow = async (after: number): Promise<void> => {
      const query = { after, wait: WAIT, limit: 1 };
      const news = await body(
        api.GET("/api/v1/networks/{network}/journal", { params: { path, query }, signal: stop.signal }),
      );
      if (news.head_seq > after) refresh();
      return stop.signal.aborted ? undefined : follow(news.head_seq);
    };
    const begin = async (again = false): Promise<void> => {
      try {
        const head = await body(
          api.GET("/api/v1/networks/{network}/journal/head", { params: { path }, signal: stop.signal }),
        );
        if (again) refresh(); // whatever happened while nobody listened
        await follow(head.seq);
      } catch {
        // signed out, offline or a restart: look again a little later
        if (!stop.signal.aborted) setTimeout(() => !stop.signal.aborted && begin(true), PAUSE);
      }
    };
    begin();
    return () => stop.abort();
  }, [network, live, shown, queries]);
}
