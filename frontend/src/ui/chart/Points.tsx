// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: a point is a small picture that reads itself out when it is reached
import { type KeyboardEvent, useState } from "react";
import { type Shape, shapePath } from "./geometry";

export interface Reached {
  /** Which series, which period. */
  series: number;
  at: number;
}

export interface Spot extends Reached {
  x: number;
  y: number;
  shape: Shape;
  className: string;
  /** What is read out: series, period, value. */
  said: string;
}

interface Props {
  spots: Spot[];
  r?: number;
  reach: (spot: Spot | null) => void;
}

const KEYS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The next spot in a direction: along the periods of one series, or to the nearest period of the next series. */
export function go(spots: Spot[], from: Spot, key: string): Spot | undefined {
  const own = spots.filter((each) => each.series === from.series).sort((a, b) => a.at - b.at);
  if (key === "Home") return own[0];
  if (key === "End") return own[own.length - 1];
  const [down, right] = KEYS[key] ?? [0, 0];
  if (right) return own[own.indexOf(from) + right];
  const others = [...new Set(spots.map((each) => each.series))].sort((a, b) => a - b);
  const next = others[others.indexOf(from.series) + down];
  return spots
    .filter((each) => each.series === next)
    .sort((a, b) => Math.abs(a.at - from.at) - Math.abs(b.at - from.at))[0];
}

/** One stop of the Tab key; arrows go on from point to point, and each is read out when it is reached. */
export function Points({ spots, r = 4, reach }: Props) {
  const [current, setCurrent] = useState("");
  const keyOf = (spot: Spot) => `${spot.series}:${spot.at}`;
  const home = spots.find((each) => keyOf(each) === current) ?? spots[spots.length - 1];
  const press = (event: KeyboardEvent<SVGGElement>, from: Spot) => {
    if (!(event.key in KEYS) && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    event.stopPropagation();
    const to = go(spots, from, event.key);
    if (!to) return;
    event.currentTarget.parentElement?.querySelector<SVGGElement>(`[data-spot="${keyOf(to)}"]`)?.focus();
  };
  return (
    <g>
      {spots.map((spot) => (
        <g
          key={keyOf(spot)}
          className={`spot ${spot.className}`}
          data-spot={keyOf(spot)}
          role="img"
          aria-label={spot.said}
          tabIndex={spot === home ? 0 : -1}
          onFocus={() => {
            setCurrent(keyOf(spot));
            reach(spot);
          }}
          onBlur={() => reach(null)}
          onKeyDown={(event) => press(event, spot)}
        >
          <circle className="reach" cx={spot.x} cy={spot.y} r={9} />
          <path className={`mark ${spot.shape}`} d={shapePath(spot.shape, spot.x, spot.y, r)} />
        </g>
      ))}
    </g>
  );
}
