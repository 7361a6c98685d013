import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, body, ifMatch } from "../../api/client";
import { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { keyOf, type Part } from "./entry";
import { endOf, periodTitle } from "./periods";
import { type FigureRead, type IndicatorRead, moveValue, useAnew, type ValueWithCells, value } from "./queries";
import { strings } from "./strings";
import { atOf } from "./typing";

export const partOf = (
  { place, dims, value: exact, numerator, denominator }: ValueWithCells["cells"][number],
  quantity: boolean,
): Part => ({
  place,
  dims,
  value: quantity ? exact : null,
  numerator,
  denominator,
});

/** The whole value over the version that was read; the note after it, where it changed. */
export function useSend(one: ValueWithCells, quantity: boolean) {
  const net = useNet();
  const queries = useQueryClient();
  const sent = useRef<Part[]>([]);
  const path = { network: net, value_id: one.id };
  const send = async (parts: Part[], note: string | null, version: number) => {
    sent.current = parts;
    try {
      let answer = await body(
        api.PUT("/api/v1/networks/{network}/indicator-values/{value_id}/cells", {
          params: { path, header: { "If-Match": ifMatch(version) } },
          body: {
            cells: parts.map(({ place, dims, ...numbers }) => ({
              parts: {
                ...(place ? { place } : {}),
                ...Object.fromEntries(dims ? dims.split(";").map((each) => each.split("=")) : []),
              },
              ...numbers,
            })),
          },
        }),
      );
      if ((note ?? "") !== (answer.note ?? "")) {
        answer = await body(
          api.PATCH("/api/v1/networks/{network}/indicator-values/{value_id}", {
            params: { path, header: { "If-Match": ifMatch(answer.version) } },
            body: { note: note || null },
          }),
        );
      }
      queries.setQueryData(value(net, one.id).queryKey, answer);
      void queries.invalidateQueries({ queryKey: [net, "indicators", "one"] });
      void queries.invalidateQueries({ queryKey: [net, "indicators", "waiting"] });
      return { version: answer.version, parts: answer.cells.map((each) => partOf(each, quantity)), note: answer.note };
    } catch (thrown) {
      // what the others saved is shown beside what was typed here
      if (thrown instanceof Problem && thrown.slug === "stale") {
        await queries.invalidateQueries({ queryKey: value(net, one.id).queryKey });
      }
      throw thrown;
    }
  };
  return { send, sent };
}

/** Faults of the server at the numbers that they speak of. */
export function refusedAt(problem: Problem | null, sent: Part[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { pointer, detail } of problem?.body.errors ?? []) {
    const [, at, field] = /^\/cells\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
    const part = sent[Number(at)];
    if (!part || at === undefined) continue;
    const measure = field === "denominator" || field === "value" ? field : part.value !== null ? "value" : "numerator";
    found[atOf(keyOf(part.place, part.dims), measure)] = detail;
  }
  return found;
}

/** Every figure of a value that this reader is shown; the whole always, parts that are computed only to some. */
export const figuresOf = (one: ValueWithCells): Map<string, FigureRead> =>
  new Map<string, FigureRead>([
    ...[...one.cells, ...one.computed].map((each): [string, FigureRead] => [keyOf(each.place, each.dims), each]),
    [keyOf("", ""), one.figure],
  ]);

/** What the same organisation said one period before. */
export function useBefore(found: IndicatorRead, one: ValueWithCells) {
  const net = useNet();
  const spoken = useLanguage();
  const earlier = found.values
    .filter((each) => each.organisation_id === one.organisation_id && endOf(each.period) < endOf(one.period))
    .sort((a, b) => endOf(b.period) - endOf(a.period))[0];
  const query = useQuery({ ...value(net, earlier?.id ?? ""), enabled: Boolean(earlier) });
  if (!earlier || !query.data) return undefined;
  return {
    title: periodTitle(earlier.period, spoken),
    figures: figuresOf(query.data),
  };
}

/** A move on a value saves first what was typed; it is made on exactly that. */
export function useMakeSaved(one: ValueWithCells, save: () => Promise<boolean>) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const anew = useAnew();
  return async (move: string, asked: Record<string, string>) => {
    if (!(await save())) {
      throw new Problem({ type: "/problems/unsaved", title: t("faults"), status: 0, detail: t("unsaved") });
    }
    const now = queries.getQueryData(value(net, one.id).queryKey) ?? one;
    await moveValue(net, now, move, asked);
    await anew();
  };
}
