import { type Mark, MarkShape, TONE } from "./PositionMark";

export interface RingSeat {
  acronym: string;
  mark: Mark;
  mine: boolean;
}

interface Props {
  seats: RingSeat[];
  /** The word of a mark, for whoever points at a seat. */
  name?: (mark: Mark) => string;
  /** What stands beside the reader's own seat. */
  you: string;
  /** Inside: what is left or how it ended. */
  lead: string;
  main: string;
  foot: string;
  /** Share of the time that remains, 0–1; null when closed. */
  remaining: number | null;
  urgent: boolean;
}

const R = 112;
const at = (turn: number, radius: number) => [180 + radius * Math.sin(turn), 165 - radius * Math.cos(turn)] as const;

/** Where many stand close together, at the top and at the bottom, every second name keeps further out. */
const away = (index: number, turn: number, count: number) =>
  count > 14 && index % 2 === 1 && Math.abs(Math.cos(turn)) > 0.75 ? 37 : 22;

/** Every agency around the text, in the network's own order. A picture of the list beside it, hidden from readers. */
export function Ring({ seats, name, you, lead, main, foot, remaining, urgent }: Props) {
  const step = (2 * Math.PI) / Math.max(seats.length, 1);
  const arc = 2 * Math.PI * 82;
  // long names at the sides get the room they need
  const longest = Math.max(0, ...seats.map(({ acronym }) => acronym.length));
  const room = seats.length <= 24 ? Math.max(0, longest * 8 - 48) : 0;
  return (
    <svg className="ring" viewBox={`${-room} 0 ${360 + 2 * room} 318`} aria-hidden="true" data-testid="ring">
      <circle cx="180" cy="165" r={R} fill="none" stroke="var(--line-2)" />
      <circle cx="180" cy="165" r="82" fill="none" stroke="var(--line)" strokeWidth="5" />
      {remaining !== null && (
        <circle
          cx="180"
          cy="165"
          r="82"
          fill="none"
          stroke={urgent ? "var(--ochre)" : "var(--petrol)"}
          strokeWidth="5"
          strokeDasharray={`${arc * remaining} ${arc}`}
          transform="rotate(-90 180 165)"
        />
      )}
      <text className="hint" x="180" y="142" textAnchor="middle">
        {lead}
      </text>
      <text
        className={main.length > 9 ? "big long" : "big"}
        x="180"
        y={main.length > 9 ? 171 : 174}
        textAnchor="middle"
      >
        {main}
      </text>
      <text className="hint" x="180" y="196" textAnchor="middle">
        {foot}
      </text>
      {seats.map((seat, index) => {
        const turn = index * step;
        const [x, y] = at(turn, R);
        const [tx, ty] = at(turn, R + away(index, turn, seats.length));
        const side = Math.sin(turn);
        const anchor = side > 0.3 ? "start" : side < -0.3 ? "end" : "middle";
        return (
          <g key={seat.acronym} data-seat={seat.acronym} data-mark={seat.mark}>
            {name && (
              <title>
                {seat.acronym}: {name(seat.mark)}
              </title>
            )}
            <circle cx={x} cy={y} r="15" fill="var(--sunk)" />
            {seat.mine && <circle cx={x} cy={y} r="16" fill="none" stroke="var(--petrol)" strokeWidth="1.5" />}
            <g className={`tone-${TONE[seat.mark]}`} transform={`translate(${x - 12} ${y - 12})`}>
              <MarkShape mark={seat.mark} />
            </g>
            {seats.length <= 24 && (
              <text x={tx} y={ty + 4} textAnchor={anchor}>
                {seat.acronym}
                {seat.mine && (
                  <tspan className="you" x={tx} dy="15">
                    {you}
                  </tspan>
                )}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
