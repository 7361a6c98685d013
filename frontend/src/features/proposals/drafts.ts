import { useEffect, useState } from "react";
import { type Cents, cellKey, type Draft, type Drafts, fromAmount, type Line, laidOver, parse } from "./budget";
import type { ProposalRead } from "./queries";

const name = (id: string) => `unmn.draft.${id}.budget`;

const revived = (_: string, value: unknown) =>
  typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
const plain = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}n` : value);

function kept(id: string): Drafts {
  try {
    return JSON.parse(localStorage.getItem(name(id)) ?? "{}", revived) as Drafts;
  } catch {
    return {};
  }
}

export const linesOf = (found: ProposalRead): Line[] =>
  found.budget.lines.map((line) => ({
    puno: line.acronym,
    output: line.output,
    category: line.category,
    year: line.year,
    cents: fromAmount(line.amount.amount),
  }));

/** What was typed over the budget and is not saved yet. It stays on this device until it is. */
export function useDrafts(found: ProposalRead) {
  const [drafts, setDrafts] = useState<Drafts>(() => kept(found.id));
  const [restored] = useState(() => Object.keys(kept(found.id)).length > 0);
  useEffect(() => {
    if (Object.keys(drafts).length === 0) localStorage.removeItem(name(found.id));
    else localStorage.setItem(name(found.id), JSON.stringify(drafts, plain));
  }, [drafts, found.id]);
  const lines = linesOf(found);
  const standing = (puno: string, key: string): Cents | null =>
    lines.find((line) => line.puno === puno && cellKey(line.output, line.category, line.year) === key)?.cents ?? null;
  const put = (puno: string, draft: Draft | null) =>
    setDrafts(({ [puno]: _, ...others }) =>
      draft && Object.keys(draft.cells).length > 0 ? { ...others, [puno]: draft } : others,
    );
  return {
    lines,
    restored,
    draftOf: (puno: string): Draft | undefined => drafts[puno],
    /** Lines of everybody with what was typed over them. */
    shown: found.punos
      .flatMap((puno) => laidOver(lines, puno.acronym, drafts[puno.acronym]))
      .concat(lines.filter((line) => !found.punos.some((puno) => puno.acronym === line.puno))),
    /** Type into cells; what says the same as the server is no longer typed. */
    type: (puno: string, version: number, cells: Record<string, string>) => {
      const draft = drafts[puno] ?? { version, cells: {} };
      const next = { ...draft.cells };
      for (const [key, text] of Object.entries(cells)) {
        const was = draft.cells[key] ? draft.cells[key].was : standing(puno, key);
        if (parse(text) === was) delete next[key];
        else next[key] = { text, was };
      }
      put(puno, { version: draft.version, cells: next });
    },
    /** Cells in which somebody saved another amount while this was being typed. */
    conflicts: (puno: string): string[] =>
      Object.entries(drafts[puno]?.cells ?? {})
        .filter(([key, typed]) => standing(puno, key) !== typed.was)
        .map(([key]) => key),
    settle: (puno: string, version: number, key: string, mine: boolean) => {
      const draft = drafts[puno];
      if (!draft) return;
      const { [key]: typed, ...others } = draft.cells;
      const cells = mine && typed ? { ...others, [key]: { ...typed, was: standing(puno, key) } } : others;
      put(puno, { version, cells });
    },
    rebase: (puno: string, version: number) => {
      const draft = drafts[puno];
      if (draft) put(puno, { ...draft, version });
    },
    drop: (puno: string) => put(puno, null),
    standing,
  };
}

export type Typing = ReturnType<typeof useDrafts>;
