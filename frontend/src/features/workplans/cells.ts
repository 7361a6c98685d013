import { type KeyboardEvent, useRef, useState } from "react";
import { type Place, step } from "./tree";

/** One cell of a grid can be reached by Tab; the arrows go on from there. */
export function useCells(rows: number, columns: number, first = 1) {
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: first });
  const here = { row: Math.min(at.row, Math.max(rows - 1, 0)), column: Math.min(at.column, columns - 1) };
  const found = ({ row, column }: Place) =>
    grid.current?.querySelector<HTMLElement>(`[data-at="${row}:${column}"]`) ?? null;
  const focus = ({ row, column }: Place, by: 1 | -1 = -1) => {
    // a wide cell stands for those that it covers
    let to = column;
    while (to > 0 && to < columns - 1 && !found({ row, column: to })) to += by;
    const place = { row, column: to };
    setAt(place);
    const cell = found(place);
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return {
    grid,
    here,
    focus,
    cell: (row: number, column: number) => ({
      role: "gridcell" as const,
      "data-at": `${row}:${column}`,
      tabIndex: row === here.row && column === here.column ? 0 : -1,
      onFocus: () => setAt({ row, column }),
    }),
    /** Follows the arrows; tells whether the key was one of them. */
    arrows: (event: KeyboardEvent): boolean => {
      const to = event.altKey || event.metaKey ? null : step(event.key, event.ctrlKey, here, rows, columns);
      if (!to) return false;
      event.preventDefault();
      focus(to, event.key === "ArrowRight" ? 1 : -1);
      return true;
    },
  };
}
