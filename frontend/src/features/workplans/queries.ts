import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import { type Language, type LocalisedText, written } from "../../i18n";
import { PLACE } from "../../i18n/format";
import type { Tone } from "../../ui/parts";
import type { Activity, Agency, Result } from "./model";
import { sumOf } from "./money";

export type WorkplanItem = Schemas["WorkplanItem"];
export type WorkplanRead = Schemas["WorkplanRead"];
export type ActivityItem = Schemas["ActivityItem"];
export type ActivityRead = Schemas["ActivityRead"];
export type UpdateRead = Schemas["UpdateRead"];
export type OwedUpdate = Schemas["OwedUpdate"];
export type ImportReport = Schemas["UninfoReport"];
export type RiskRead = Schemas["RiskRead"];

const at = (network: string, workplan_id: string) => ({ params: { path: { network, workplan_id } } });

export const workplans = (network: string) =>
  queryOptions({
    queryKey: [network, "workplans"],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/workplans", { params: { path: { network }, query: { limit: 200 } } })),
  });

export const workplan = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", id],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/workplans/{workplan_id}", at(network, id))),
  });

export const findings = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", id, "findings"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/findings", at(network, id))),
  });

export const risks = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", id, "risks"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/risks", at(network, id))),
  });

export const activity = (network: string, plan: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", plan, "activities", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}", {
          params: { path: { network, workplan_id: plan, activity_id: id } },
        }),
      ),
  });

/** As the version in force has it: what links and search lead to. */
export const origin = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "activities", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/activities/{origin_id}", { params: { path: { network, origin_id: id } } }),
      ),
  });

export const updates = (network: string, plan: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", plan, "activities", id, "updates"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}/updates", {
          params: { path: { network, workplan_id: plan, activity_id: id } },
        }),
      ),
  });

/** What one organisation owes for a quarter, with what it begins from. */
export const owedBy = (network: string, organisation_id: string, period: string) =>
  queryOptions({
    queryKey: [network, "workplans", "owed", organisation_id, period],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/owed-updates/{organisation_id}", {
          params: { path: { network, organisation_id }, query: { period } },
        }),
      ),
  });

export const changesOf = (network: string, id: string, base: string) =>
  queryOptions({
    queryKey: [network, "workplans", id, "changes", base],
    queryFn: () => {
      const [kind, value = ""] = base.split(":");
      const query = kind === "snapshot" ? { snapshot: Number(value) } : { base_id: value };
      return body(
        api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/changes", {
          params: { path: { network, workplan_id: id }, query },
        }),
      );
    },
  });

export const owedUpdates = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", id, "owed"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/owed", at(network, id))),
  });

export const sums = (network: string, id: string, by: "agency" | "source" | "year") =>
  queryOptions({
    queryKey: [network, "workplans", id, "sums", by],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/money", {
          params: { path: { network, workplan_id: id }, query: { by } },
        }),
      ),
  });

export const moneyLines = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "workplans", id, "money-lines"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/workplans/{workplan_id}/money-lines", at(network, id))),
  });

export const linksOf = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "links", "activities", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/links", {
          params: { path: { network }, query: { kind: "activities", id } },
        } as never),
      ) as Promise<Schemas["LinkList"]>,
  });

export const entriesOf = (network: string, subject_id: string) =>
  queryOptions({
    queryKey: [network, "journal", "of", subject_id],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/journal", { params: { path: { network }, query: { subject_id } } })),
    retry: false,
  });

export const members = (network: string) =>
  queryOptions({
    queryKey: [network, "members", "today"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/members", { params: { path: { network } } })),
  });

export interface ReferenceItem {
  code: string;
  number: number;
  [stem: string]: unknown;
}

export const reference = (name: "gcm-objectives" | "sdg-targets" | "tor-objectives") =>
  queryOptions({
    queryKey: ["reference", name],
    queryFn: async () => {
      const found = await body(api.GET("/api/v1/reference/{name}", { params: { path: { name } } } as never));
      return (found as unknown as { items: ReferenceItem[] }).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A text of the reference lists in three languages. */
export const told = (item: ReferenceItem | undefined, stem: string): LocalisedText => ({
  en: (item?.[`${stem}_en`] as string) ?? null,
  ru: (item?.[`${stem}_ru`] as string) ?? null,
  tk: (item?.[`${stem}_tk`] as string) ?? null,
});

/** The UN organisations of the network, of which each can lead. */
export function useAgencies(): Agency[] {
  const found = useQuery(members(useNet())).data?.items ?? [];
  return found
    .filter((each) => each.kind === "member")
    .map((each) => ({ id: each.organisation_id, acronym: each.acronym }))
    .sort((one, other) => (one.acronym < other.acronym ? -1 : 1));
}

export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE }).format(new Date());

const party = (each: { organisation_id: string; acronym: string }): Agency => ({
  id: each.organisation_id,
  acronym: each.acronym,
});

/** What waits to be reported, by activity. */
export type Due = Map<string, { quarter: string; from: Agency[] }>;

export function dueOf(owed: { period: string; items: OwedUpdate[] } | undefined): Due {
  const due: Due = new Map();
  for (const each of owed?.items ?? []) {
    if (each.update?.state === "submitted") continue;
    const standing = due.get(each.activity_id) ?? { quarter: owed?.period ?? "", from: [] };
    due.set(each.activity_id, { ...standing, from: [...standing.from, party(each.party)] });
  }
  return due;
}

export const mayEdit = (plan: WorkplanRead, item: ActivityItem): boolean =>
  plan.may.edit_all || plan.may.edit_for.includes(item.lead.organisation_id);

/** Who of the reader's organisations may report on it. */
export const reporters = (plan: WorkplanRead, item: ActivityItem): Agency[] =>
  [item.lead, ...item.contributors].map(party).filter((each) => plan.may.report_for.includes(each.id));

export function activityOf(plan: WorkplanRead, item: ActivityItem, due: Due, spoken: Language): Activity {
  const forecast =
    item.forecast_starts_on || item.forecast_ends_on
      ? {
          starts_on: item.forecast_starts_on ?? item.starts_on,
          ends_on: item.forecast_ends_on ?? item.ends_on,
        }
      : null;
  const sound = forecast && forecast.starts_on <= forecast.ends_on ? forecast : null;
  const differs = sound && (sound.starts_on !== item.starts_on || sound.ends_on !== item.ends_on);
  return {
    id: item.id,
    plan: item.workplan_id,
    version: item.version,
    code: item.code,
    title: written(item.title, spoken).text,
    output: item.output_id,
    lead: party(item.lead),
    contributors: item.contributors.map(party),
    status: item.current_status,
    starts_on: item.starts_on,
    ends_on: item.ends_on,
    forecast: differs ? sound : null,
    objectives: item.objectives,
    places: item.places,
    money: sumOf(item.money),
    due: due.get(item.id) ?? null,
    edits: mayEdit(plan, item),
    updates: reporters(plan, item).length > 0,
  };
}

export const resultOf = (each: WorkplanRead["results"][number], spoken: Language): Result => ({
  id: each.id,
  kind: each.kind,
  version: each.version,
  code: each.code,
  title: written(each.title, spoken).text,
  parent: each.parent_id,
});

export const match = (version: number) => ({ "If-Match": ifMatch(version) });

/** Puts an answer of the server on the page, and lets everything else of the network ask again. */
export function useKeep(id: string) {
  const net = useNet();
  const queries = useQueryClient();
  return {
    plan: (answer: WorkplanRead) => {
      queries.setQueryData(workplan(net, id).queryKey, answer);
      queries.invalidateQueries({
        queryKey: [net],
        predicate: ({ queryKey }) => queryKey[2] !== id || queryKey.length > 3,
      });
    },
    again: () => queries.invalidateQueries({ queryKey: [net] }),
  };
}

export const TONE: Record<string, Tone> = {
  draft: "wait",
  adopted: "good",
  running: "good",
  closed: "",
  abandoned: "",
};

/** Running is told of a plan that is adopted, in force and in its period. */
export const stateOf = (plan: { state: string; running: boolean }): string => (plan.running ? "running" : plan.state);

export interface Search {
  view?: "table" | "gantt" | "agencies" | "objectives" | "money" | "risks" | "versions";
  agency?: string;
  objective?: number;
  region?: string;
  panel?: string;
  goal?: string;
  base?: string;
}

export const REGIONS: Record<string, string> = {
  "TM-A": "Ahal",
  "TM-B": "Balkan",
  "TM-D": "Daşoguz",
  "TM-L": "Lebap",
  "TM-M": "Mary",
  "TM-S": "Aşgabat",
};

export const placeName = (place: string): string => REGIONS[place] ?? place;

/** A file of UN INFO goes as a form; the answer counts what it holds. */
export function importPlan(
  network: string,
  plan: { id: string; version: number },
  file: File,
  dry_run: boolean,
): Promise<ImportReport> {
  const form = new FormData();
  form.append("file", file);
  return body(
    api.POST("/api/v1/networks/{network}/workplans/{workplan_id}/uninfo", {
      params: { path: { network, workplan_id: plan.id }, query: { dry_run }, header: match(plan.version) },
      body: {} as never,
      bodySerializer: () => form,
    }),
  );
}
