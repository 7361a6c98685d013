import { queryOptions } from "@tanstack/react-query";
import { api, body } from "../api/client";

export const me = queryOptions({
  queryKey: ["me"],
  queryFn: () => body(api.GET("/api/v1/me")),
  staleTime: 60_000,
  retry: false,
});

export const network = (net: string) =>
  queryOptions({
    queryKey: ["network", net],
    queryFn: () => body(api.GET("/api/v1/networks/{network}", { params: { path: { network: net } } })),
    staleTime: 60_000,
  });

export const home = (net: string) =>
  queryOptions({
    queryKey: [net, "home"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/home", { params: { path: { network: net } } })),
  });
