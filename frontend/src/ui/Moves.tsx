import { useState } from "react";
import { useLanguage, useStrings } from "../i18n";
import { common } from "../i18n/common";
import { moment, PLACE } from "../i18n/format";
import { useWord } from "../i18n/words";
import { Dialog, Field, Form, type Values } from "./Form";

export interface OpenMove {
  move: string;
  asks: string[];
  refused: { title: string; detail: string } | null;
}

interface Props {
  of: string;
  moves: OpenMove[];
  main: string[];
  /** What is told before an act that cannot be taken back. */
  warn?: Record<string, string>;
  asks?: Record<
    string,
    {
      label: string;
      kind?: "text" | "prose" | "date" | "datetime-local";
      options?: { value: string; label: string }[];
      value?: string;
      help?: string;
      optional?: boolean;
    }
  >;
  make: (move: string, values: Values) => Promise<unknown>;
}

/** An instant of the duty station, as the datetime field wants it. */
export function local(instant: Date): string {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE, dateStyle: "short", timeStyle: "short" }).format(
    instant,
  );
  return text.replace(" ", "T");
}

export const fromLocal = (value: string): string => new Date(`${value}:00+05:00`).toISOString();

/** Buttons come from `moves`: open, or disabled with the reason the server gives. */
export function Moves({ of, moves, main, warn = {}, asks = {}, make }: Props) {
  const [chosen, setChosen] = useState<OpenMove | null>(null);
  const word = useWord();
  const t = useStrings(common);
  const spoken = useLanguage();
  if (moves.length === 0) return null;
  const sorted = [...moves].sort((a, b) => rank(main, a.move) - rank(main, b.move));
  return (
    <div className="row acts" data-testid="moves">
      {sorted.map((move) => (
        <button
          key={move.move}
          type="button"
          className={main[0] === move.move && !move.refused ? "btn main" : "btn"}
          aria-disabled={move.refused ? true : undefined}
          title={move.refused ? `${move.refused.title}. ${move.refused.detail}` : undefined}
          onClick={() => !move.refused && setChosen(move)}
        >
          {word(`${of}.move`, move.move)}
          {move.refused && <span className="sr">: {move.refused.detail}</span>}
        </button>
      ))}
      {chosen && (
        <Dialog title={word(`${of}.move`, chosen.move)} close={() => setChosen(null)}>
          {warn[chosen.move] && <p>{warn[chosen.move]}</p>}
          <Form
            act={word(`${of}.move`, chosen.move)}
            cancel={() => setChosen(null)}
            send={(values) => make(chosen.move, values)}
            done={() => setChosen(null)}
          >
            {(problem) => (
              <>
                {chosen.asks.map((name) => {
                  const ask = asks[name] ?? {
                    label: name === "reason" ? t("reason") : name,
                    kind: name === "reason" ? ("prose" as const) : ("text" as const),
                  };
                  return <Field key={name} name={name} problem={problem} {...ask} />;
                })}
                {chosen.asks.some((name) => name.endsWith("_at")) && (
                  <p className="small">
                    {t("ashgabat")}: {moment(new Date().toISOString(), spoken)}
                  </p>
                )}
              </>
            )}
          </Form>
        </Dialog>
      )}
    </div>
  );
}

const rank = (main: string[], move: string) => (main.includes(move) ? main.indexOf(move) : 99);
