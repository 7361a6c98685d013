import { type ClipboardEvent, type ReactNode, useId, useRef } from "react";
import { useLanguage, useStrings } from "../../i18n";
import { Cell } from "./Cell";
import { type Counting, EMPTY, figure, type Measure, measuresOf, type Row, shownTotal } from "./entry";
import { parse, told } from "./numbers";
import type { FigureRead } from "./queries";
import { Hidden, useSign } from "./said";
import { block, landed, moved } from "./sheet";
import { strings } from "./strings";
import { atOf, type Typing } from "./typing";

export interface GridProps {
  name: string;
  rows: Row[];
  counting: Counting;
  typing: Typing;
  writes: boolean;
  /** What the server found wrong, by number. */
  refused: Record<string, string>;
  /** The same parts one period before. */
  before?: { title: string; figures: Map<string, FigureRead> };
  /** Where nothing is typed: every figure as the server shows it to this reader, small ones hidden. */
  figures: Map<string, FigureRead>;
  sayFigure: (exact: string | null) => string;
  tell: (sentence: string) => void;
}

/** The table is the form: what is typed lies white, what is computed grey. */
export function Grid(props: GridProps) {
  const { name, rows, counting, typing, writes, refused, before, figures, sayFigure, tell } = props;
  const t = useStrings(strings);
  const spoken = useLanguage();
  const grid = useRef<HTMLTableElement>(null);
  const id = useId();
  const measures = measuresOf(counting);
  const pairs = counting.kind !== "quantity";
  const open = rows.map((row) => measures.map(() => row.leaf));
  const where = rows.map((row) => measures.map((measure) => (row.leaf ? atOf(row.key, measure) : undefined)));
  const named = (row: Row, measure: Measure) =>
    t("cellName", { row: pathOf(rows, row), measure: t(measure === "value" ? "valueColumn" : measure) });
  const focus = ([row, column]: [number, number]) =>
    grid.current?.querySelector<HTMLInputElement>(`[data-at="${row}:${column}"]`)?.focus();
  const faultOf = (at: string): string | undefined => {
    const fault = typing.faults[at];
    if (fault === "tooFine") {
      const most = at.endsWith("/value") ? counting.decimals : counting.partDecimals;
      return most === 0 ? t("wholeOnly") : t("tooFine", { count: most });
    }
    return fault ? t(fault) : refused[at];
  };
  const paste = (row: number, column: number, event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const cells = landed(block(text), where, row, column);
    typing.type(Object.fromEntries(cells.map(({ cell, text: each }) => [cell as string, each])));
    tell(t("pasted", { count: cells.length }));
  };
  const plainly = (measure: Measure) => (exact: string | null) =>
    told(exact, spoken, measure === "value" ? counting.decimals : 0);
  const say = (row: Row, at: number, measure: Measure, text: string) => {
    const number = parse(text, spoken);
    const whole = shownTotal(typing.cells, rows, 0, counting);
    tell(
      t("cellSays", {
        row: pathOf(rows, row),
        measure: t(measure === "value" ? "valueColumn" : measure),
        value: number === null ? t("blank") : number === undefined ? t("notNumber") : told(number, spoken),
        total: at === 0 ? told(number, spoken) : sayFigure(figure(whole, counting)),
      }),
    );
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className="figures-scroll" tabIndex={0} aria-label={name}>
        <table ref={grid} className={writes ? "figures-table entering writes" : "figures-table entering"}>
          <caption className="sr">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{t("part")}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col" className="num">
                  {t(measure === "value" ? "valueColumn" : measure)}
                </th>
              ))}
              {pairs && (
                <th scope="col" className="num">
                  {t("figureColumn")}
                </th>
              )}
              {before && (
                <th scope="col" className="num earlier">
                  {t("before", { period: before.title })}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => {
              const cell = row.leaf
                ? (typing.cells.get(row.key) ?? EMPTY)
                : shownTotal(typing.cells, rows, at, counting);
              return (
                <tr key={row.key} className={row.depth === 0 ? "whole" : undefined}>
                  <th scope="row" className={`depth${Math.min(row.depth, 4)}`}>
                    {row.label}
                  </th>
                  {measures.map((measure, column) => {
                    const place = atOf(row.key, measure);
                    const fault = faultOf(place);
                    if (!writes) {
                      return (
                        <td key={measure} className="num">
                          <Shown
                            leaf={row.leaf}
                            figure={figures.get(row.key)}
                            exact={figures.get(row.key)?.[measure]}
                            say={plainly(measure)}
                          />
                        </td>
                      );
                    }
                    if (!row.leaf) {
                      return (
                        <td key={measure} className="num computed">
                          {plainly(measure)(cell[measure])}
                        </td>
                      );
                    }
                    return (
                      <Cell
                        key={measure}
                        name={named(row, measure)}
                        at={`${at}:${column}`}
                        saved={cell[measure]}
                        typed={typing.typed[place]?.text}
                        least={measure === "value" ? counting.decimals : 0}
                        fault={fault}
                        describedBy={fault ? `${id}-${place}` : undefined}
                        type={(text) => typing.type({ [place]: text })}
                        go={(by) => focus(moved(open, [at, column], by))}
                        paste={(event) => paste(at, column, event)}
                        left={(text) => say(row, at, measure, text)}
                        undo={() => typing.undo() && tell(t("undone"))}
                      />
                    );
                  })}
                  {pairs && (
                    <td className="num computed">
                      {writes ? (
                        sayFigure(figure(cell, counting))
                      ) : (
                        <Shown
                          leaf={row.leaf}
                          figure={figures.get(row.key)}
                          exact={figures.get(row.key)?.value}
                          say={sayFigure}
                        />
                      )}
                    </td>
                  )}
                  {before && (
                    <td className="num earlier">
                      <Shown
                        leaf={row.leaf}
                        figure={before.figures.get(row.key)}
                        exact={before.figures.get(row.key)?.value}
                        say={sayFigure}
                      />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Faults rows={rows} faultOf={faultOf} named={named} measures={measures} id={id} />
    </>
  );
}

interface ShownProps {
  /** Whether somebody could have reported it: a sum that is not told is left out, not a dash. */
  leaf: boolean;
  figure: FigureRead | undefined;
  exact: string | null | undefined;
  say: (exact: string | null) => string;
}

/** A number that is only read: a dash where none was reported, a hatched sign where it is not shown. */
function Shown({ leaf, figure: found, exact, say }: ShownProps): ReactNode {
  const hidden = useSign()(found?.suppressed ?? null);
  if (hidden) return <Hidden sign={hidden} />;
  return found || leaf ? say(exact ?? null) : "";
}

/** The row with what it lies in: Women, 18–24. */
export function pathOf(rows: Row[], row: Row): string {
  const labels: string[] = [];
  let depth = row.depth;
  for (let at = rows.indexOf(row); at >= 0 && depth > 0; at -= 1) {
    const each = rows[at] as Row;
    if (each.depth !== depth) continue;
    labels.unshift(each.label);
    depth -= 1;
  }
  return labels.length > 0 ? labels.join(", ") : row.label;
}

interface FaultsProps {
  rows: Row[];
  measures: Measure[];
  faultOf: (at: string) => string | undefined;
  named: (row: Row, measure: Measure) => string;
  id: string;
}

function Faults({ rows, measures, faultOf, named, id }: FaultsProps) {
  const t = useStrings(strings);
  const found = rows.flatMap((row) =>
    measures.flatMap((measure) => {
      const at = atOf(row.key, measure);
      const fault = faultOf(at);
      return fault ? [{ at, name: named(row, measure), fault }] : [];
    }),
  );
  if (found.length === 0) return null;
  return (
    <ul className="grid-faults" aria-label={t("faults")}>
      {found.map(({ at, name, fault }) => (
        <li key={at} id={`${id}-${at}`}>
          {name}: {fault}
        </li>
      ))}
    </ul>
  );
}
