/** Where things of a chart stand. No drawing here, and no words. */

export interface Span {
  low: number;
  high: number;
  ticks: number[];
}

/** A round step: 1, 2, 2.5 or 5 times a power of ten, so that about `count` of them fill the width. */
export function roundStep(width: number, count: number): number {
  const rough = width / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 2.5, 5, 10].find((each) => rough / power <= each + 1e-9) ?? 10;
  return nice * power;
}

/**
 * The axis that holds these values, with round ticks. It begins at 0 where `zero` says so, and also where the values
 * come near enough: a line that begins far from 0 would make a small change look like a great one.
 */
export function axis(values: number[], { zero = false, count = 4 }: { zero?: boolean; count?: number } = {}): Span {
  if (values.length === 0) return { low: 0, high: 1, ticks: [0, 1] };
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (zero || (low >= 0 && low < high * 0.7)) low = Math.min(0, low);
  if (zero || (high <= 0 && high > low * 0.7)) high = Math.max(0, high);
  if (low === high) [low, high] = low === 0 ? [0, 1] : low > 0 ? [0, high] : [low, 0];
  const step = roundStep(high - low, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => exact((first + at) * step, step));
  return { low: ticks[0] as number, high: ticks[ticks.length - 1] as number, ticks };
}

/** Without the tail that binary fractions leave: 0.30000000000000004 is 0.3. */
const exact = (value: number, step: number): number =>
  Number(value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(step)))));

/** How many decimals the ticks need. */
export const tickDigits = (ticks: number[]): number =>
  Math.max(0, ...ticks.map((tick) => (String(tick).split(".")[1] ?? "").length));

/** From a value to its place between two ends. */
export const place = (value: number, { low, high }: Pick<Span, "low" | "high">, from: number, to: number): number =>
  from + ((value - low) / (high - low)) * (to - from);

/** Where `count` periods stand between two ends; a single one in the middle. */
export const along = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, at) =>
    count === 1 ? (from + to) / 2 : from + (at * (to - from)) / Math.max(1, count - 1),
  );

/** Places in a row that have a value: blank breaks the line. */
export function runs(values: (number | null)[]): number[][] {
  const found: number[][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const last = found[found.length - 1];
    if (last && last[last.length - 1] === at - 1) last.push(at);
    else found.push([at]);
  });
  return found;
}

/** Periods between two with values in which no series has one: told, so that nobody reads on through the gap. */
export function gaps(series: (number | null)[][]): [number, number][] {
  const count = Math.max(0, ...series.map((values) => values.length));
  const blank = Array.from({ length: count }, (_, at) => series.every((values) => (values[at] ?? null) === null));
  const found: [number, number][] = [];
  for (let at = 0; at < count; at += 1) {
    if (!blank[at]) continue;
    const from = at;
    while (at + 1 < count && blank[at + 1]) at += 1;
    if (from > 0 && at < count - 1) found.push([from, at]);
  }
  return found;
}

const short = (value: number) => Math.round(value * 10) / 10;

/** A line through points, or in steps that hold until the next point. */
export function path(points: [number, number][], stepped = false): string {
  return points
    .map(([x, y], at) => {
      if (at === 0) return `M${short(x)} ${short(y)}`;
      return stepped ? `H${short(x)}V${short(y)}` : `L${short(x)} ${short(y)}`;
    })
    .join("");
}

/** Moves labels apart so that none covers another; their order stays, and all stay between the two ends. */
export function apart(wanted: number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y);
  let floor = low;
  for (const each of order) {
    each.y = Math.max(each.y, floor);
    floor = each.y + gap;
  }
  let ceiling = high;
  for (const each of [...order].reverse()) {
    each.y = Math.min(each.y, ceiling);
    ceiling = each.y - gap;
  }
  const out: number[] = [];
  for (const each of order) out[each.at] = each.y;
  return out;
}

/** About how wide a text is: the browser is asked only when it is drawn, and this is before. */
export const widthOf = (text: string, size = 14): number => [...text].length * size * 0.54;

/** Which labels of the axis are written, when all would not fit: the last always, then every second, third … before it. */
export function written(labels: string[], room: number, size = 14): boolean[] {
  const widest = Math.max(0, ...labels.map((label) => widthOf(label, size))) + 12;
  const each = room / Math.max(1, labels.length - 1);
  const every = Math.max(1, Math.ceil(widest / Math.max(1, each)));
  return labels.map((_, at) => (labels.length - 1 - at) % every === 0);
}

/** Shape of a point, centred; each series has its own, so that colour comes third. */
export const SHAPES = ["disc", "square", "diamond", "triangle", "ring", "cross"] as const;
export type Shape = (typeof SHAPES)[number];

export function shapePath(shape: Shape, x: number, y: number, r: number): string {
  const at = (dx: number, dy: number) => `${short(x + dx)} ${short(y + dy)}`;
  switch (shape) {
    case "square":
      return `M${at(-r, -r)}L${at(r, -r)}L${at(r, r)}L${at(-r, r)}Z`;
    case "diamond":
      return `M${at(0, -r * 1.3)}L${at(r * 1.3, 0)}L${at(0, r * 1.3)}L${at(-r * 1.3, 0)}Z`;
    case "triangle":
      return `M${at(0, -r * 1.2)}L${at(r * 1.2, r)}L${at(-r * 1.2, r)}Z`;
    case "cross":
      return `M${at(-r, -r)}L${at(r, r)}M${at(-r, r)}L${at(r, -r)}`;
    default:
      return `M${at(-r, 0)}A${r} ${r} 0 1 1 ${at(r, 0)}A${r} ${r} 0 1 1 ${at(-r, 0)}Z`;
  }
}

export const DASHES = ["", "6 4", "2 3", "10 4", "8 3 2 3", "4 2"] as const;
export const LINES_AT_MOST = 6;

/** The nearest of some places. */
export const nearest = (places: number[], x: number): number =>
  places.reduce(
    (best, each, at) => (Math.abs(each - x) < Math.abs((places[best] ?? Number.POSITIVE_INFINITY) - x) ? at : best),
    0,
  );
