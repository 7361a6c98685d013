import { drawn } from "./data";
import { along, axis, path, place, runs } from "./geometry";
import "./chart.css";

interface Props {
  values: (string | null)[];
  /** A sentence for those who do not see it; empty where the row says the same. */
  title: string;
  target?: string | null;
  width?: number;
  height?: number;
}

/** The shape of a series at the size of a word. Blank breaks it; the last value has a dot. */
export function Sparkline({ values, title, target, width = 96, height = 28 }: Props) {
  const numbers = values.map(drawn);
  const goal = drawn(target);
  const all = [...numbers, goal].filter((each): each is number => each !== null);
  if (numbers.every((each) => each === null)) return <span className="small">–</span>;
  const { low, high } = axis(all);
  const xs = along(values.length, 4, width - 4);
  const y = (value: number) => place(value, { low, high }, height - 4, 4);
  const last = numbers.reduce<number>((found, each, at) => (each === null ? found : at), 0);
  return (
    <svg
      className="chart spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={title ? "img" : undefined}
      aria-label={title || undefined}
      aria-hidden={title ? undefined : true}
    >
      {goal !== null && <path className="target" d={`M0 ${y(goal)}H${width}`} />}
      {runs(numbers).map((run) => (
        <path
          key={run[0]}
          className="line s1"
          d={path(run.map((at) => [xs[at] as number, y(numbers[at] as number)]))}
        />
      ))}
      {runs(numbers)
        .filter((run) => run.length === 1)
        .map(([at = 0]) => (
          <circle key={at} className="dot s1" cx={xs[at]} cy={y(numbers[at] as number)} r="2" />
        ))}
      <circle className="dot s1" cx={xs[last]} cy={y(numbers[last] as number)} r="3" />
    </svg>
  );
}
