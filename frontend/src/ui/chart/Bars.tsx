// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: nothing inside hidden SVG can be reached by keyboard
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: a bar is a small picture that reads itself out
// biome-ignore-all lint/a11y/useSemanticElements: SVG has no element for a group of bars
import { useStrings } from "../../i18n";
import { allOf, drawn } from "./data";
import { Frame, type FrameProps, useRoom } from "./Frame";
import { axis, place, widthOf } from "./geometry";
import { strings } from "./strings";

interface Props extends Omit<FrameProps, "children"> {
  /** Steps of petrol instead of colours apart: for values that have an order. */
  ordered?: boolean;
}

const ROW = 20;

/** Bars from 0, one row per category, each with its value at its end. Several series stand under each other. */
export function Bars({ ordered, ...frame }: Props) {
  const { data, say = String, title } = frame;
  const t = useStrings(strings);
  const [box, room] = useRoom();
  const span = axis(allOf(data), { zero: true });
  const several = data.series.length > 1;
  const names = Math.max(0, ...data.across.map(({ label }) => widthOf(label, 14)));
  const stacked = names > room * 0.36; // long names stand above their bars
  const texts = data.series.flatMap((each) => each.data.map(({ value, instead }) => textOf(value, instead, say)));
  const left = stacked ? 0 : names + 12;
  const right = Math.max(0, ...texts.map((text) => widthOf(text, 14))) + 12;
  const group = data.series.length * ROW + (stacked ? 22 : 0) + 10;
  const height = data.across.length * group;
  const x = (value: number) => place(value, span, left, Math.max(left + 20, room - right));
  return (
    <Frame {...frame}>
      {several && (
        <ul className="key" aria-hidden="true">
          {data.series.map((each, at) => (
            <li key={each.key}>
              <i className={`swatch ${fill(at, ordered)}`} /> {each.name}
            </li>
          ))}
        </ul>
      )}
      <div ref={box} className="drawn">
        {allOf(data).length === 0 ? (
          <p className="empty">{t("empty")}</p>
        ) : (
          <svg
            className="drawing"
            viewBox={`0 0 ${room} ${height}`}
            width={room}
            height={height}
            role="group"
            aria-label={title}
          >
            {data.across.map(({ key, label }, row) => {
              const top = row * group;
              return (
                <g key={key}>
                  <text
                    aria-hidden="true"
                    className="name"
                    x={stacked ? 0 : left - 12}
                    y={stacked ? top + 15 : top + (data.series.length * ROW) / 2}
                    dy={stacked ? 0 : "0.33em"}
                    textAnchor={stacked ? "start" : "end"}
                  >
                    {label}
                  </text>
                  {data.series.map((each, at) => {
                    const { value = null, instead } = each.data[row] ?? {};
                    const number = drawn(value);
                    const y = top + (stacked ? 22 : 0) + at * ROW;
                    const [from, to] =
                      number === null ? [x(0), x(0)] : [x(Math.min(0, number)), x(Math.max(0, number))];
                    const text = textOf(value, instead, say);
                    return (
                      <g
                        key={each.key}
                        role="img"
                        aria-label={[label, several ? each.name : "", text].filter(Boolean).join(", ")}
                      >
                        <rect
                          className={`bar ${fill(at, ordered)}`}
                          x={from}
                          y={y + 2}
                          width={to - from}
                          height={ROW - 5}
                          rx="3"
                        />
                        <text className="end" x={to + 6} y={y + ROW / 2} dy="0.33em">
                          {text}
                        </text>
                      </g>
                    );
                  })}
                </g>
              );
            })}
            <path className="base" d={`M${x(0)} 0V${height}`} />
          </svg>
        )}
      </div>
    </Frame>
  );
}

const fill = (at: number, ordered?: boolean) => (ordered ? `step${Math.min(at, 4)}` : `s${(at % 6) + 1}`);

const textOf = (value: string | null, instead: string | undefined, say: (value: string) => string): string =>
  instead ?? (value === null ? "–" : say(value));
