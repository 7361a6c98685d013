import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";
import { me } from "../../app/queries";

export type ImportRead = Schemas["IndicatorImportRead"];
export type ImportReport = Schemas["IndicatorImportReport"];

const REPORTING = ["secretariat", "focal_point", "alternate"];

/** Whether the reader enters values here: for their organisation, or as the secretariat for any. */
export function useReports(network: string): boolean {
  const person = useQuery(me);
  return person.data?.appointments.some((post) => post.network === network && REPORTING.includes(post.role)) ?? false;
}

const ENDED = ["done", "failed", "cancelled"];
const EVERY = 1_000;

export const ended = (found: ImportRead): boolean => ENDED.includes(found.state);

/** An import, asked for again each second until it has ended. */
export const importOf = (network: string, id: string) =>
  queryOptions({
    queryKey: [network, "indicator-imports", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/indicator-imports/{job_id}", { params: { path: { network, job_id: id } } }),
      ),
    refetchInterval: (query) => (query.state.data && !ended(query.state.data) ? EVERY : false),
    staleTime: 0,
  });

/** Send a file to be checked. */
export const checkFile = (network: string, file: File) =>
  body(
    api.POST("/api/v1/networks/{network}/indicator-imports", {
      params: { path: { network }, query: { dry_run: true } },
      body: { file: file as unknown as string },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file);
        return form;
      },
    }),
  );

/** Import what was checked. */
export const commitImport = (network: string, id: string) =>
  body(
    api.POST("/api/v1/networks/{network}/indicator-imports/{job_id}/commit", {
      params: { path: { network, job_id: id } },
    }),
  );

export const stopImport = (network: string, id: string) =>
  body(api.POST("/api/v1/networks/{network}/jobs/{job_id}/cancel", { params: { path: { network, job_id: id } } }));

/** What a report comes to, line by line; lines that say nothing are left out, but for the rows themselves. */
export function linesOf(report: ImportReport) {
  const { cells } = report;
  const lines = [
    ["rows", report.rows],
    ["valuesNew", report.created],
    ["valuesChanged", report.changed],
    ["valuesSame", report.unchanged],
    ["cellsNew", cells.new],
    ["cellsChanged", cells.changed],
    ["cellsCleared", cells.cleared],
    ["cellsSame", cells.unchanged],
    ["cellsBlank", cells.blank],
    ["withheld", report.withheld],
  ] as const;
  return lines.filter(([name, count]) => count > 0 || name === "rows");
}
