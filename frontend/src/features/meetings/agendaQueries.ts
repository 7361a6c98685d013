import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";

export type AgendaRead = Schemas["AgendaRead"];
export type AgendaItemDetail = Schemas["AgendaItemDetail"];
export type BacklogTopic = Schemas["BacklogTopicRead"];
export type Paper = Schemas["MeetingPaperRead"];
export type PaperList = Schemas["MeetingPaperList"];

/** What the items of a meeting hang together with. */
export const agendaOf = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "meetings", id, "agenda"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/agenda", {
          params: { path: { network, meeting_id: id } },
        }),
      ),
  });

export const offerOf = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "meetings", id, "offer"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-offer", {
          params: { path: { network, meeting_id: id } },
        }),
      ),
  });

export const backlogOf = (network: string) =>
  infiniteQueryOptions({
    queryKey: [network, "backlog"],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/networks/{network}/backlog", {
          params: { path: { network }, query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const papersOf = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "meetings", id, "papers"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/papers", {
          params: { path: { network, meeting_id: id } },
        }),
      ),
  });

/** A file goes as a form of its own; the answer is the list as it is now. */
export function sendFile(network: string, meeting_id: string, paper_id: string, file: File): Promise<PaperList> {
  const form = new FormData();
  form.append("file", file);
  return body(
    api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/papers/{paper_id}/files", {
      params: { path: { network, meeting_id, paper_id } },
      body: {} as never,
      bodySerializer: () => form,
    }),
  );
}

export const fileOf = (network: string, id: string, paper: Paper) =>
  `/api/v1/networks/${network}/meetings/${id}/papers/${paper.id}/files/${paper.file?.id}`;

/** 2.4 MB, 618 kB: as people read it before they download. */
export function sizeOf(bytes: number, spoken: string): string {
  const [value, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, "MB"] : [Math.max(1, bytes / 1000), "kB"];
  const said = value < 10 && unit === "MB" ? value.toFixed(1) : String(Math.round(value));
  const named = spoken === "ru" ? { MB: "МБ", kB: "кБ" }[unit] : unit;
  return `${spoken === "en" ? said : said.replace(".", ",")} ${named}`;
}
