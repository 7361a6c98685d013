import { useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "../../api/problems";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { type Cells, type Counting, cellsOf, EMPTY, isBlank, type Measure, type Part } from "./entry";
import { decimalsOf, parse } from "./numbers";

/** What was typed into one number, and what stood there when it was begun. */
export interface TypedCell {
  text: string;
  was: string | null;
}

/** By `place|dims/measure`. */
export type TypedCells = Record<string, TypedCell>;

interface Kept {
  version: number;
  typed: TypedCells;
  note: string | null;
  /** Reported totals were dropped: only what is typed into counts. */
  leaves: string[] | null;
}

export interface Standing {
  version: number;
  parts: Part[];
  note: string | null;
}

export const atOf = (key: string, measure: Measure): string => `${key}/${measure}`;
export const keyAndMeasure = (at: string): [string, Measure] => {
  const cut = at.lastIndexOf("/");
  return [at.slice(0, cut), at.slice(cut + 1) as Measure];
};

export type Fault = "notNumber" | "tooFine" | "halfPair";

/** What is typed, laid over what is saved. What is no number leaves the saved one in the sums. */
export function laidOver(standing: Cells, typed: TypedCells, spoken: "en" | "ru" | "tk"): Cells {
  const cells: Cells = new Map([...standing].map(([key, cell]) => [key, { ...cell }]));
  for (const [at, { text }] of Object.entries(typed)) {
    const [key, measure] = keyAndMeasure(at);
    const number = parse(text, spoken);
    if (number === undefined) continue;
    cells.set(key, { ...(cells.get(key) ?? EMPTY), [measure]: number });
  }
  return cells;
}

/** What keeps it from being saved, by number. */
export function faultsOf(
  cells: Cells,
  typed: TypedCells,
  counting: Counting,
  spoken: "en" | "ru" | "tk",
): Record<string, Fault> {
  const found: Record<string, Fault> = {};
  for (const [at, { text }] of Object.entries(typed)) {
    const number = parse(text, spoken);
    const measure = keyAndMeasure(at)[1];
    const most = measure === "value" ? counting.decimals : counting.partDecimals;
    if (number === undefined) found[at] = "notNumber";
    else if (number !== null && decimalsOf(number) > most) found[at] = "tooFine";
  }
  if (counting.kind === "quantity") return found;
  for (const at of Object.keys(typed)) {
    const key = keyAndMeasure(at)[0];
    const cell = cells.get(key) ?? EMPTY;
    if ((cell.numerator === null) !== (cell.denominator === null)) {
      found[atOf(key, cell.numerator === null ? "numerator" : "denominator")] ??= "halfPair";
    }
  }
  return found;
}

/** Numbers that somebody else saved otherwise while this was being typed. */
export const conflictsOf = (standing: Cells, typed: TypedCells): string[] =>
  Object.entries(typed)
    .filter(([at, { was }]) => {
      const [key, measure] = keyAndMeasure(at);
      return (standing.get(key) ?? EMPTY)[measure] !== was;
    })
    .map(([at]) => at);

/** Types into numbers; what then says the same as what is saved is no longer typed. */
export function typedInto(
  standing: Cells,
  typed: TypedCells,
  texts: Record<string, string>,
  spoken: "en" | "ru" | "tk",
): TypedCells {
  const next = { ...typed };
  for (const [at, text] of Object.entries(texts)) {
    const [key, measure] = keyAndMeasure(at);
    const was = typed[at] ? typed[at].was : (standing.get(key) ?? EMPTY)[measure];
    if (parse(text, spoken) === was) delete next[at];
    else next[at] = { text, was };
  }
  return next;
}

/** As it is sent: every part that has a number, and those that were reported blank or had a number before. */
export const partsOf = (cells: Cells, saved: Cells = new Map()): Part[] =>
  [...cells]
    .filter(([key, cell]) => !isBlank(cell) || saved.has(key))
    .map(([key, cell]) => {
      const cut = key.indexOf("|");
      return { place: key.slice(0, cut), dims: key.slice(cut + 1), ...cell };
    });

const nameOf = (name: string) => `unmn.draft.value.${name}`;

function read(name: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(name)) ?? "null") as Kept | null;
    return kept && typeof kept.typed === "object" ? kept : null;
  } catch {
    localStorage.removeItem(nameOf(name));
    return null;
  }
}

const clock = () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date());
const QUIET = 6_000;

interface Props {
  /** Under which what is typed stays on this device. */
  name: string;
  standing: Standing;
  counting: Counting;
  /** Saves everything as one value, over the version that was read; 0 begins it. */
  send: (parts: Part[], note: string | null, version: number) => Promise<Standing>;
}

/**
 * What is typed into a value. Every stroke stays on this device at once; it is saved when the table is left or after a
 * quiet while, and again when the line is back. Where somebody else was quicker nothing is lost: both numbers stand
 * side by side until one is chosen.
 */
export function useTyping({ name, standing, counting, send }: Props) {
  const c = useStrings(common);
  const spoken = useLanguage();
  const [kept] = useState(() => read(name));
  const [typed, setTyped] = useState<TypedCells>(kept?.typed ?? {});
  const [note, setNote] = useState<string | null>(kept?.note ?? null);
  const [leaves, setLeaves] = useState<string[] | null>(kept?.leaves ?? null);
  const [version, setVersion] = useState(kept?.version ?? standing.version);
  const [past, setPast] = useState<TypedCells[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const [savedAt, setSavedAt] = useState("");
  const saved = cellsOf(standing.parts);
  const laid = laidOver(saved, typed, spoken);
  const cells: Cells = leaves ? new Map([...laid].filter(([key]) => leaves.includes(key))) : laid;
  const faults = faultsOf(cells, typed, counting, spoken);
  const conflicts = version === standing.version ? [] : conflictsOf(saved, typed);
  const dirty = Object.keys(typed).length > 0 || leaves !== null || (note !== null && note !== (standing.note ?? ""));
  const stale = dirty && version !== standing.version;

  useEffect(() => {
    if (dirty) {
      try {
        localStorage.setItem(nameOf(name), JSON.stringify({ version, typed, note, leaves } satisfies Kept));
      } catch {
        // a full device keeps it on the page; saving is still possible
      }
    } else localStorage.removeItem(nameOf(name));
  }, [name, dirty, version, typed, note, leaves]);

  // nothing is typed: whatever others save is simply shown
  useEffect(() => {
    if (!dirty) setVersion(standing.version);
  }, [dirty, standing.version]);

  const latest = useRef({ typed, note, leaves });
  latest.current = { typed, note, leaves };
  const busy = useRef(false);
  const save = async (): Promise<boolean> => {
    if (!dirty) return true;
    if (busy.current || Object.keys(faults).length > 0 || conflicts.length > 0) return false;
    const sent = latest.current;
    busy.current = true;
    setSaving(true);
    setProblem(null);
    try {
      const answer = await send(partsOf(cells, saved), sent.note ?? standing.note, stale ? standing.version : version);
      const now = cellsOf(answer.parts);
      // what was typed while it was on its way stays typed, over what is saved now
      const rest = Object.entries(latest.current.typed).filter(([at, cell]) => sent.typed[at]?.text !== cell.text);
      setTyped(typedInto(now, {}, Object.fromEntries(rest.map(([at, { text }]) => [at, text])), spoken));
      if (latest.current.note === sent.note) setNote(null);
      setLeaves(null);
      setVersion(answer.version);
      setSavedAt(clock());
      return true;
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
      return false;
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };

  const again = useRef(save);
  again.current = save;
  const refused = problem !== null && problem.body.status !== 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the quiet while anew
  useEffect(() => {
    if (!dirty || refused || stale) return;
    const timer = setTimeout(() => void again.current(), QUIET);
    return () => clearTimeout(timer);
  }, [typed, note, leaves, dirty, refused, stale]);
  useEffect(() => {
    const back = () => void again.current();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, []);

  const change = (next: TypedCells) => {
    setPast((before) => [...before.slice(-99), typed]);
    setTyped(next);
    setProblem(null);
  };
  return {
    typed,
    cells,
    saved,
    faults,
    conflicts,
    stale,
    dirty,
    problem,
    saving,
    savedAt,
    restored: kept !== null,
    note: note ?? standing.note ?? "",
    setNote,
    type: (texts: Record<string, string>) => change(typedInto(saved, typed, texts, spoken)),
    undo: (): boolean => {
      const before = past[past.length - 1];
      if (!before) return false;
      setPast(past.slice(0, -1));
      setTyped(before);
      return true;
    },
    canUndo: past.length > 0,
    /** Of two numbers for one place, one is chosen. */
    settle: (at: string, mine: boolean) => {
      const { [at]: own, ...others } = typed;
      const [key, measure] = keyAndMeasure(at);
      setTyped(mine && own ? { ...others, [at]: { ...own, was: (saved.get(key) ?? EMPTY)[measure] } } : others);
    },
    /** Only these parts count from now on: reported totals go. */
    keepOnly: (keys: string[]) => setLeaves(keys),
    drop: () => {
      setTyped({});
      setNote(null);
      setLeaves(null);
      setPast([]);
      setProblem(null);
      setVersion(standing.version);
    },
    save,
  };
}

export type Typing = ReturnType<typeof useTyping>;
