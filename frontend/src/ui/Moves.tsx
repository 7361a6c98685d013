import { type ReactNode, useState } from "react";
import { useLanguage, useStrings } from "../i18n";
import { common } from "../i18n/common";
import { moment, PLACE } from "../i18n/format";
import { usePlaceName } from "../i18n/place";
import { useWord } from "../i18n/words";
import { Dialog, Field, Form, type Values } from "./Form";
import { Icon } from "./Icon";
import { Menu } from "./Menu";

export interface OpenMove {
  move: string;
  asks: string[];
  refused: Refusal | null;
}

interface Refusal {
  title: string;
  detail: string;
  /** What is still missing, where the server names it. */
  findings?: { rule: string; sentence: string; mend: string }[];
}

export interface Ask {
  label: string;
  kind?: "text" | "prose" | "date" | "datetime-local";
  options?: { value: string; label: string }[];
  value?: string;
  help?: string;
  optional?: boolean;
  /** Where the API places its fault, and the language it is written in. */
  pointer?: string;
  lang?: string;
  /** What is told under the field about what stands in it. */
  also?: (value: string) => ReactNode;
}

interface Props {
  of: string;
  moves: OpenMove[];
  /** Those that stand in front, the first as the main one; the rest is behind “⋯”. */
  main: string[];
  /** What is told before an act that cannot be taken back. */
  warn?: Record<string, ReactNode>;
  /** What the button of the dialog says, where the word of the move is not enough. */
  verbs?: Record<string, string>;
  asks?: Record<string, Ask>;
  /** Where the hours that it asks for are told, if not at the first duty station. */
  at?: { zone: string; place: string };
  make: (move: string, values: Values) => Promise<unknown>;
}

/** An instant of the duty station, as the datetime field wants it. */
export function local(instant: Date, zone = PLACE): string {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(
    instant,
  );
  return text.replace(" ", "T");
}

/** The instant that such a field means; where clocks change, the zone is asked again at the instant found. */
export function fromLocal(value: string, zone = PLACE): string {
  const wall = Date.parse(`${value}${value.length === 16 ? ":00" : ""}Z`);
  const ahead = (at: number) => Date.parse(`${local(new Date(at), zone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  return new Date(wall - ahead(wall - ahead(wall))).toISOString();
}

const rank = (main: string[], move: string) => (main.includes(move) ? main.indexOf(move) : 99);

/** Buttons come from `moves`: open, or with the reason the server gives why not. Two at most stand in front. */
export function Moves({ of, moves, main, warn = {}, verbs = {}, asks = {}, at, make }: Props) {
  const [chosen, setChosen] = useState<OpenMove | null>(null);
  const word = useWord();
  const t = useStrings(common);
  if (moves.length === 0) return null;
  const sorted = [...moves].sort((a, b) => rank(main, a.move) - rank(main, b.move));
  const ahead = sorted.length <= 2 ? sorted : sorted.filter((move) => main.includes(move.move)).slice(0, 2);
  const behind = sorted.filter((move) => !ahead.includes(move));
  const named = (move: OpenMove) => word(`${of}.move`, move.move);
  const first = ahead.find((move) => !move.refused && main.includes(move.move));
  return (
    <div className="row acts moves" data-testid="moves">
      {ahead.map((move) => (
        <button
          key={move.move}
          type="button"
          className={move === first ? "btn main" : "btn"}
          aria-disabled={move.refused ? true : undefined}
          title={move.refused ? move.refused.title : undefined}
          onClick={() => setChosen(move)}
        >
          {named(move)}
        </button>
      ))}
      {behind.length > 0 && (
        <Menu className="dots" label={<Icon name="more" />} name={t("moreActs")}>
          {behind.map((move) => (
            <li key={move.move}>
              <button
                type="button"
                aria-disabled={move.refused ? true : undefined}
                title={move.refused ? move.refused.title : undefined}
                onClick={() => setChosen(move)}
              >
                {named(move)}
              </button>
            </li>
          ))}
        </Menu>
      )}
      {chosen && (
        <Dialog title={named(chosen)} close={() => setChosen(null)}>
          {chosen.refused ? (
            <Refused refused={chosen.refused} close={() => setChosen(null)} />
          ) : (
            <Chosen
              move={chosen}
              act={verbs[chosen.move] ?? named(chosen)}
              warn={warn[chosen.move]}
              asks={asks}
              at={at}
              make={make}
              close={() => setChosen(null)}
            />
          )}
        </Dialog>
      )}
    </div>
  );
}

/** A move that exists but is not open now says why. */
function Refused({ refused, close }: { refused: Refusal; close: () => void }) {
  const t = useStrings(common);
  return (
    <>
      <p>
        <strong>{refused.title}</strong>
      </p>
      <p>{refused.detail}</p>
      {refused.findings && (
        <ul className="stack">
          {refused.findings.map((finding) => (
            <li key={finding.sentence} data-rule={finding.rule}>
              {finding.sentence} <span className="quiet">{finding.mend}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="acts">
        <button type="button" className="btn main" onClick={close}>
          {t("close")}
        </button>
      </div>
    </>
  );
}

interface ChosenProps {
  move: OpenMove;
  act: string;
  warn?: ReactNode;
  asks: Record<string, Ask>;
  at?: { zone: string; place: string };
  make: (move: string, values: Values) => Promise<unknown>;
  close: () => void;
}

function Chosen({ move, act, warn, asks, at, make, close }: ChosenProps) {
  const t = useStrings(common);
  const placeName = usePlaceName();
  const spoken = useLanguage();
  const [typed, setTyped] = useState<Values>({});
  const ask = (name: string): Ask =>
    asks[name] ?? (name === "reason" ? { label: t("reason"), kind: "prose" } : { label: name });
  return (
    <>
      {typeof warn === "string" ? <p>{warn}</p> : warn}
      <Form act={act} cancel={close} send={(values) => make(move.move, values)} done={close}>
        {(problem) => (
          <>
            {move.asks.map((name) => {
              const { also, ...field } = ask(name);
              return (
                <div
                  key={name}
                  className="asked"
                  onInput={({ target }) => setTyped({ ...typed, [name]: (target as HTMLInputElement).value })}
                >
                  <Field name={name} problem={problem} {...field} />
                  {also?.(typed[name] ?? field.value ?? "")}
                </div>
              );
            })}
            {move.asks.some((name) => name.endsWith("_at")) && (
              <p className="small">
                {at?.place ?? placeName()}: {moment(new Date().toISOString(), spoken, at?.zone)}
              </p>
            )}
          </>
        )}
      </Form>
    </>
  );
}
