import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { bars, level, type Priority, type Rated, type Rating, ratedIn } from "./rules";
import { strings } from "./strings";

/** Three rising bars and the word: the word says it, the drawing repeats it. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const word = useWord();
  return (
    <span className="priority">
      {word("objective.priority", priority)}
      <svg viewBox="0 0 15 14" width="15" height="14" aria-hidden="true">
        {[0, 1, 2].map((at) => (
          <rect
            key={at}
            className={at < bars(priority) ? "full" : "rest"}
            x={at * 5 + 0.5}
            y={10 - at * 4}
            width="4"
            height={4 + at * 4}
            rx="1"
          />
        ))}
      </svg>
    </span>
  );
}

const HEIGHT = [3, 10, 18, 26] as const;

/** One bar for each half-year; height and step of petrol say the same, and a table says it in words. */
export function Bars({ ratings, periods }: { ratings: Rated[]; periods: string[] }) {
  const width = periods.length * 10;
  return (
    <svg className="half-years" viewBox={`0 0 ${width} 28`} width={width} height="28" aria-hidden="true">
      {periods.map((period, at) => (
        <Bar key={period} x={at * 10 + 1} rating={ratedIn(ratings, period) ?? "not_assessed"} />
      ))}
    </svg>
  );
}

export function Bar({ x, rating }: { x: number; rating: Rating }) {
  const height = HEIGHT[level(rating)] ?? 3;
  return <rect className={`step-${level(rating)}`} x={x} y={27 - height} width="7" height={height} rx="1.5" />;
}

/** The rating in words, with an arrow where it moved. */
export function RatingWord({ rating, trend }: { rating: Rating; trend?: string | null }) {
  const t = useStrings(strings);
  const word = useWord();
  const moved = trend === "up" || trend === "down";
  return (
    <span className="rating-word">
      {word("objective.rating", rating)}
      {moved && (
        <>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" className={`arrow ${trend}`}>
            <path d={trend === "up" ? "M6 11V1.5M2 5.5l4-4 4 4" : "M6 1v9.5M2 6.5l4 4 4-4"} />
          </svg>
          <span className="sr">, {t(trend === "up" ? "better" : "worse")}</span>
        </>
      )}
    </span>
  );
}
