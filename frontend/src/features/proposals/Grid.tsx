import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type ClipboardEvent, useEffect, useId, useRef } from "react";
import { useLanguage, useStrings, written } from "../../i18n";
import { useAmount } from "./Bars";
import { block, type Cents, cellKey, type Line, laidOver, shareKey, type Totals } from "./budget";
import { Cell } from "./Cell";
import type { Typing } from "./drafts";
import { Fault, MoveTo, Output } from "./GridParts";
import { type ProposalRead, type ProposalSearch, type ReferenceItem, rate, reference, told } from "./queries";
import { strings } from "./strings";

interface Props {
  proposal: ProposalRead;
  puno: ProposalRead["punos"][number];
  typing: Typing;
  span: number[];
  sums: Totals;
  writes: boolean;
  /** What is wrong, by cell. */
  faults: Record<string, string>;
  tell: (sentence: string) => void;
}

const add = (lines: Line[]): Cents | null =>
  lines.length === 0 ? null : lines.reduce((so, line) => so + line.cents, 0n);

/** Outputs and categories by year. Each cell is a field; arrows, Enter and a pasted block go through it as in a sheet. */
export function Grid({ proposal: found, puno, typing, span, sums, writes, faults, tell }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const amount = useAmount();
  const grid = useRef<HTMLTableElement>(null);
  const id = useId();
  const categories = (useQuery(reference("budget-categories")).data ?? []).filter((each) => each.kind === "direct");
  const mine = laidOver(typing.lines, puno.acronym, typing.draftOf(puno.acronym));
  const outputs = outputsOf(found, mine, typing.lines, puno.acronym);
  const rows = outputs.flatMap((output) => categories.map((category) => ({ output, category: category.number })));
  const name = (category: ReferenceItem) => written(told(category, "title"), spoken).text;
  useCell(grid, categories.length > 0);

  const focus = (row: number, column: number) =>
    grid.current?.querySelector<HTMLInputElement>(`[data-at="${row}:${column}"]`)?.focus();
  const type = (cells: Record<string, string>) => typing.type(puno.acronym, puno.version, cells);
  const across = (row: number, column: number, text: string) => {
    const at = rows[row];
    if (!at) return;
    type(Object.fromEntries(span.slice(column).map((year) => [cellKey(at.output, at.category, year), text])));
  };
  const paste = (row: number, column: number, event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const cells: Record<string, string> = {};
    block(text).forEach((values, down) => {
      values.forEach((value, right) => {
        const [at, year] = [rows[row + down], span[column + right]];
        if (at && year !== undefined) cells[cellKey(at.output, at.category, year)] = value.trim();
      });
    });
    type(cells);
    tell(t("pasted", { count: Object.keys(cells).length }));
  };

  if (outputs.length === 0) return <p className="empty">{t("needsParts")}</p>;
  const shares = span.map((year) => sums.byPunoYear.get(shareKey(puno.acronym, year)));
  const whole = sums.byPuno.get(puno.acronym);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className="sheet-grid" tabIndex={0} aria-label={t("gridOf", { organisation: puno.acronym })}>
        <table ref={grid} className="budget writes">
          <caption className="sr">{t("gridOf", { organisation: puno.acronym })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("category")}</th>
              {span.map((year) => (
                <th key={year} scope="col" className="num">
                  {year}
                </th>
              ))}
              <th scope="col" className="num sum">
                {t("sum")}
              </th>
            </tr>
          </thead>
          {outputs.map((output, group) => {
            const own = mine.filter((line) => line.output === output);
            return (
              <tbody key={output ?? ""}>
                <tr className="group">
                  <th scope="rowgroup">
                    <Output proposal={found} output={output} />
                    {output === null && writes && own.length > 0 && (
                      <MoveTo proposal={found} lines={own} all={mine} type={type} />
                    )}
                  </th>
                  {span.map((year) => (
                    <td key={year} className="num">
                      {amount(add(own.filter((line) => line.year === year)))}
                    </td>
                  ))}
                  <td className="num sum">{amount(add(own))}</td>
                </tr>
                {categories.map((category, at) => {
                  const row = group * categories.length + at;
                  const line = own.filter((each) => each.category === category.number);
                  return (
                    <tr key={category.number}>
                      <th scope="row">
                        <span className="quiet">{category.number}</span> {name(category)}
                      </th>
                      {span.map((year, column) => {
                        const key = cellKey(output, category.number, year);
                        return (
                          <Cell
                            key={key}
                            name={t("cellName", { output: output ?? t("noOutput"), category: name(category), year })}
                            at={`${row}:${column}`}
                            cell={key}
                            cents={line.find((each) => each.year === year)?.cents ?? null}
                            typed={typing.draftOf(puno.acronym)?.cells[key]?.text}
                            fault={faults[key]}
                            describedBy={faults[key] ? `${id}-${key}` : undefined}
                            writes={writes}
                            type={(text) => type({ [key]: text })}
                            across={(text) => across(row, column, text)}
                            go={(down, right) => focus(row + down, column + right)}
                            paste={(event) => paste(row, column, event)}
                            tell={(cents) =>
                              tell(
                                t("cellSays", {
                                  category: name(category),
                                  year,
                                  amount: cents === null ? t("blank") : amount(cents),
                                  sum: amount(add(line)),
                                }),
                              )
                            }
                            undone={(cents) =>
                              tell(t("undone", { amount: cents === null ? t("blank") : amount(cents) }))
                            }
                          />
                        );
                      })}
                      <td className="num sum">{amount(add(line))}</td>
                    </tr>
                  );
                })}
              </tbody>
            );
          })}
          <tfoot>
            {(["direct", "indirect", "total"] as const).map((which) => (
              <tr key={which} className={which}>
                <th scope="row">
                  {which === "indirect" ? t("indirect", { rate: rate(puno.indirect_bps, spoken) }) : t(which)}
                </th>
                {span.map((year, at) => (
                  <td key={year} className="num">
                    {amount(shares[at]?.[which])}
                  </td>
                ))}
                <td className="num sum" data-testid={`sum-${which}`}>
                  {amount(whole?.[which])}
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      </section>
      {Object.keys(faults).length > 0 && (
        <ul className="faults" aria-label={t("faults")}>
          {Object.entries(faults).map(([key, fault]) => (
            <li key={key} id={`${id}-${key}`}>
              <Fault cell={key} fault={fault} categories={categories} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The outputs of the programme; last, lines that have none, or had one that was taken off. */
function outputsOf(found: ProposalRead, mine: Line[], standing: Line[], puno: string): (string | null)[] {
  const codes: (string | null)[] = found.outputs.map((output) => output.code);
  const loose = [...mine, ...standing.filter((line) => line.puno === puno)].some((line) => line.output === null);
  return loose ? [...codes, null] : codes;
}

/** A finding leads to its cell. */
function useCell(grid: React.RefObject<HTMLTableElement | null>, ready: boolean) {
  const { cell } = useSearch({ strict: false }) as ProposalSearch;
  useEffect(() => {
    if (!cell || !ready) return;
    const input = grid.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`);
    input?.scrollIntoView({ block: "center" });
    input?.focus({ preventScroll: true });
  }, [cell, ready, grid]);
}
