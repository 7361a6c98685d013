// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: nothing inside a hidden group of SVG can be reached by keyboard
// biome-ignore-all lint/a11y/useSemanticElements: SVG has no element for a group of points
import { useState } from "react";
import { useLanguage, useStrings } from "../../i18n";
import { number } from "../../i18n/format";
import { allOf, type ChartData, drawn, drawnOf, lastOf } from "./data";
import { Frame, type FrameProps, useRoom } from "./Frame";
import {
  along,
  apart,
  axis,
  DASHES,
  gaps,
  nearest,
  path,
  place,
  runs,
  SHAPES,
  type Shape,
  type Span,
  shapePath,
  tickDigits,
  widthOf,
  written,
} from "./geometry";
import { Points, type Spot } from "./Points";
import { strings } from "./strings";

export interface LinesProps extends Omit<FrameProps, "children"> {
  height?: number;
  /** The value holds until the next one: for ratings, not for what grows between. */
  stepped?: boolean;
  /** How the axis tells a round number; the top one may carry the unit. */
  tick?: (value: string, top: boolean) => string;
  /** An axis of named levels instead of numbers. */
  levels?: { value: number; label: string }[];
  /** One scale for several pictures. */
  span?: Span;
  chosen?: number;
  choose?: (at: number) => void;
}

/** Lines over periods, each with its colour, dash and mark, its name and last value at its end. */
export function Lines(props: LinesProps) {
  const [box, room] = useRoom();
  const t = useStrings(strings);
  const empty = props.data.series.every((each) => lastOf(each) === null);
  const hidden = props.data.series.some((each) => each.data.some(({ instead }) => instead));
  return (
    <Frame {...props}>
      <div ref={box} className="drawn">
        {empty ? <p className="empty">{t(hidden ? "hidden" : "empty")}</p> : <Drawing {...props} room={room} />}
      </div>
    </Frame>
  );
}

const GAP = 17;
const TOP = 14;
const UNDER = 30;

export function Drawing({
  title,
  data,
  say = String,
  height = 270,
  stepped,
  tick,
  levels,
  span: given,
  room,
  only,
  chosen,
  choose,
}: LinesProps & { room: number; only?: number }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [reached, setReached] = useState<Spot | null>(null);
  const series = data.series;
  const references = data.references ?? [];
  const span = given ?? scaleOf(data, levels);
  const digits = tickDigits(span.ticks);
  const tickText = (value: number, at: number) =>
    levels
      ? (levels.find((level) => level.value === value)?.label ?? "")
      : (tick ?? ((text: string) => number(text, spoken, digits)))(value.toFixed(digits), at === span.ticks.length - 1);
  const ticks = (levels ? levels.map(({ value }) => value) : span.ticks).map((value, at) => ({
    value,
    text: tickText(value, at),
  }));
  const left = Math.min(room * 0.34, Math.max(...ticks.map(({ text }) => widthOf(text, 13)), 20) + 14);
  const tell = (value: string) => levels?.find((level) => level.value === Number(value))?.label ?? say(value);
  const ends = endsOf(data, tell);
  const wide = Math.max(0, ...ends.map(({ text }) => widthOf(text, 14.5))) + 16;
  const direct = wide <= room * 0.38;
  const right = direct ? Math.max(wide, 14) : 14;
  const [x0, x1, y0, y1] = [left, room - right, height - UNDER, TOP];
  const xs = along(data.across.length, x0 + 6, x1 - 6);
  const yOf = (value: number) => place(value, span, y0, y1);
  const xOf = (at: number) => xs[at] as number;
  const labels = apart(
    ends.map((each) => yOf(each.value)),
    GAP,
    y1,
    y0,
  );
  const shown = written(
    data.across.map(({ label }) => label),
    x1 - x0,
    13,
  );
  const spots: Spot[] = series.flatMap((each, which) =>
    each.data.flatMap(({ value, also }, at) => {
      const drawnAt = drawn(value);
      if (drawnAt === null || value === null) return [];
      const told = tell(value);
      return [
        {
          series: which,
          at,
          x: xOf(at),
          y: yOf(drawnAt),
          shape: SHAPES[(only ?? which) % SHAPES.length] as Shape,
          className: `s${((only ?? which) % 6) + 1}`,
          said: [each.name, data.across[at]?.label, also ? `${told} (${also})` : told].filter(Boolean).join(", "),
        },
      ];
    }),
  );
  const silent = gaps(series.map(drawnOf));
  return (
    <>
      {!direct && <Key data={data} say={tell} />}
      <svg
        className="drawing"
        viewBox={`0 0 ${room} ${height}`}
        width={room}
        height={height}
        role="group"
        aria-label={`${title} ${t("keys")}`}
        onPointerMove={(event) => {
          if (event.pointerType === "touch") return;
          const frame = event.currentTarget.getBoundingClientRect();
          setReached(closest(spots, xs, event.clientX - frame.left, event.clientY - frame.top));
        }}
        onPointerLeave={() => setReached(null)}
        onPointerUp={(event) => {
          const frame = event.currentTarget.getBoundingClientRect();
          const spot = closest(spots, xs, event.clientX - frame.left, event.clientY - frame.top);
          setReached(spot);
          if (spot) choose?.(spot.at);
        }}
      >
        <g aria-hidden="true">
          {ticks.map(({ value, text }) => (
            <g key={value}>
              <path className={value === 0 ? "base" : "grid"} d={`M${x0} ${yOf(value)}H${x1}`} />
              <text className="tick" x={x0 - 8} y={yOf(value)} dy="0.33em" textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          {data.across.map(
            ({ key, label }, at) =>
              shown[at] && (
                <text
                  key={key}
                  className={at === data.across.length - 1 ? "tick last" : "tick"}
                  x={xOf(at)}
                  y={height - 8}
                  textAnchor={data.across.length > 1 && at === data.across.length - 1 && !direct ? "end" : "middle"}
                >
                  {label}
                </text>
              ),
          )}
          {silent.map(([from, to]) => {
            const free = xOf(to + 1) - xOf(from - 1);
            return (
              free > widthOf(t("noValue"), 13) + 16 && (
                <text
                  key={from}
                  className="tick"
                  x={(xOf(from) + xOf(to)) / 2}
                  y={y0 - (y0 - y1) * 0.3}
                  textAnchor="middle"
                >
                  {t("noValue")}
                </text>
              )
            );
          })}
          {chosen !== undefined && xs[chosen] !== undefined && data.across.length > 1 && (
            <path className="guide" d={`M${xOf(chosen)} ${y1}V${y0}`} />
          )}
          {references.map(({ kind, label, values }) =>
            runs(values.map(drawn)).map((run) => {
              const points = run.map((at): [number, number] => [xOf(at), yOf(Number(values[at]))]);
              const flat = run.length === 1 || run.length === data.across.length;
              return (
                <path
                  key={kind + label + run[0]}
                  className={kind}
                  d={
                    flat && run.length === data.across.length && new Set(run.map((at) => values[at])).size === 1
                      ? `M${x0} ${points[0]?.[1]}H${x1}`
                      : run.length === 1
                        ? `M${(points[0]?.[0] ?? 0) - 10} ${points[0]?.[1]}h20`
                        : path(points, true)
                  }
                />
              );
            }),
          )}
          {series.map((each, which) =>
            runs(drawnOf(each)).map((run) => (
              <path
                key={each.key + run[0]}
                className={`line s${((only ?? which) % 6) + 1}`}
                strokeDasharray={DASHES[(only ?? which) % DASHES.length] || undefined}
                d={path(
                  run.map((at) => [xOf(at), yOf(Number(each.data[at]?.value))]),
                  stepped,
                )}
              />
            )),
          )}
          {direct &&
            ends.map((each, at) => (
              <g key={each.key}>
                {Math.abs((labels[at] as number) - yOf(each.value)) > 3 && each.from !== null && (
                  <path className="lead" d={`M${xOf(each.from) + 6} ${yOf(each.value)}L${x1 + 4} ${labels[at]}`} />
                )}
                <text
                  className={each.which === null ? "end" : `end strong s${((only ?? each.which) % 6) + 1}`}
                  x={x1 + 8}
                  y={labels[at]}
                  dy="0.33em"
                >
                  {each.text}
                </text>
              </g>
            ))}
        </g>
        <Points spots={spots} reach={setReached} />
      </svg>
      <p className="reached" aria-hidden="true">
        {reached?.said ?? "\u00a0"}
      </p>
    </>
  );
}

/** One axis for several pictures that are compared. */
export function scaleOf(data: ChartData, levels?: { value: number }[]): Span {
  if (!levels) return axis(allOf(data));
  const ticks = levels.map(({ value }) => value);
  return { low: Math.min(...ticks), high: Math.max(...ticks), ticks };
}

/** What stands at the end of each line: its name, and the last value where it reaches the last period. */
function endsOf(data: ChartData, say: (value: string) => string) {
  const lines = data.series.flatMap((each, which) => {
    const at = lastOf(each);
    const value = at === null ? null : each.data[at]?.value;
    if (at === null || value === null || value === undefined) return [];
    return [{ key: each.key, which, from: at, value: Number(value), text: `${each.name} ${say(value)}`.trim() }];
  });
  const references = (data.references ?? []).flatMap(({ kind, label, values }) => {
    const value = [...values].reverse().find((each) => each !== null);
    return value === null || value === undefined
      ? []
      : [{ key: kind + label, which: null, from: null, value: Number(value), text: `${label} ${say(value)}` }];
  });
  return [...lines, ...references];
}

/** Where the names do not fit at the lines' ends: above the picture, each with its mark. */
function Key({ data, say }: { data: ChartData; say: (value: string) => string }) {
  return (
    <ul className="key" aria-hidden="true">
      {endsOf(data, say).map(({ key, which, text }) => (
        <li key={key}>
          {which === null ? <i className="dots" /> : <Sample which={which} />} {text}
        </li>
      ))}
    </ul>
  );
}

export function Sample({ which }: { which: number }) {
  const shape = SHAPES[which % SHAPES.length] as Shape;
  return (
    <svg width="30" height="12" viewBox="0 0 30 12" aria-hidden="true">
      <path
        className={`line s${(which % 6) + 1}`}
        strokeDasharray={DASHES[which % DASHES.length] || undefined}
        d="M1 6H29"
      />
      <g className={`spot s${(which % 6) + 1}`}>
        <path className={`mark ${shape}`} d={shapePath(shape, 15, 6, 3.6)} />
      </g>
    </svg>
  );
}

function closest(spots: Spot[], xs: number[], x: number, y: number): Spot | null {
  const at = nearest(xs, x);
  const here = spots.filter((each) => each.at === at);
  return here.sort((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y))[0] ?? null;
}
