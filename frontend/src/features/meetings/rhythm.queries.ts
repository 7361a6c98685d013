import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";

export type Rhythm = Schemas["RhythmRead"];
export type RhythmQuarter = Schemas["RhythmQuarter"];
export type Offered = Schemas["OfferedDate"];
export type UnctMeeting = Schemas["UnctMeetingRead"];
export type UnctImport = Schemas["UnctImportRead"];
export type Template = Schemas["MeetingTemplateRead"];
export type Basis = Template["agenda"];

/** The quarters of a year; of this one, and of the coming one towards its end, without a year. */
export const rhythm = (network: string, year?: number) =>
  queryOptions({
    queryKey: [network, "meetings", "rhythm", year ?? "now"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/rhythm", {
          params: { path: { network }, query: year ? { year } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const unctMeetings = (network: string, from_on?: string) =>
  queryOptions({
    queryKey: [network, "meetings", "unct", from_on ?? "all"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/unct-meetings", {
          params: { path: { network }, query: { limit: 200, ...(from_on ? { from_on } : { sort: "-meets_on" }) } },
        }),
      ),
  });

export const template = (network: string, kind: Template["kind"], basis: Basis, starts_at?: string) =>
  queryOptions({
    queryKey: [network, "meetings", "template", kind, basis, starts_at ?? ""],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/template", {
          params: { path: { network }, query: { kind, basis, ...(starts_at ? { starts_at } : {}) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
