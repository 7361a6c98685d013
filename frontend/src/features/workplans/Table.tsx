// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: rows that fold and cells that are walked are a treegrid
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { useCells } from "./cells";
import type { Edits } from "./edits";
import { type Activity, type Agency, type Field, type Result, type Row, textOf } from "./model";
import { rowsOf } from "./rows";
import { strings } from "./strings";
import type { Structure } from "./structure";
import { TableRow } from "./TableRow";
import { fold, shown } from "./tree";

interface Props {
  results: Result[];
  activities: Activity[];
  agencies: Agency[];
  /** Whether rows may be added, moved and removed. */
  drafts: boolean;
  edits: Edits;
  structure: Structure;
  folded: ReadonlySet<string>;
  toggle: (id: string) => void;
  tell: (sentence: string) => void;
  /** The row that a finding or a new row points at. */
  goal?: string;
}

/** What each column holds; the last ones are sums and the acts. */
export const FIELDS: (Field | null)[] = [
  null,
  "title",
  "lead_id",
  null,
  "starts_on",
  "ends_on",
  "objectives",
  null,
  null,
  null,
  null,
];

export const editable = (row: Row, column: number, drafts: boolean): Field | null => {
  const field = FIELDS[column] ?? null;
  if (row.result) return drafts && field === "title" ? field : null;
  return row.activity?.edits ? field : null;
};

/** Outcomes, outputs, activities: walked by arrows, edited in place where the reader may. */
export function Table(props: Props) {
  const { results, activities, agencies, drafts, edits, structure, folded, toggle, tell, goal } = props;
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const rows = shown(rowsOf(results, activities, drafts), folded);
  const columns = drafts ? FIELDS.length : FIELDS.length - 1;
  const cells = useCells(rows.length, columns);
  const [typing, setTyping] = useState<{ row: string; field: Field; text: string | null } | null>(null);
  const mayEdit = drafts || activities.some((each) => each.edits);

  const focused = rows.findIndex((each) => each.id === goal);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row is meant, not when it is drawn anew
  useEffect(() => {
    if (focused >= 0) cells.focus({ row: focused, column: 1 });
  }, [focused, goal]);

  const begin = (row: Row, column: number, text: string | null) => {
    const field = editable(row, column, drafts);
    if (!field) return false;
    setTyping({ row: row.id, field, text });
    return true;
  };
  const leave = (down: number, right: number) => {
    // at once: a key that comes next is meant for the cell
    flushSync(() => setTyping(null));
    const { row, column } = cells.here;
    const to = { row: Math.min(Math.max(row + down, 0), rows.length - 1), column: nextColumn(row, column, right) };
    cells.focus(to);
  };
  const nextColumn = (at: number, column: number, right: number): number => {
    const row = rows[at];
    for (let to = column + right; row && right !== 0 && to > 0 && to < columns; to += right)
      if (editable(row, to, drafts)) return to;
    return column;
  };
  const commit = (row: Row, field: Field, value: string, to: [down: number, right: number] | null) => {
    if (to) leave(...to);
    else setTyping(null);
    const was = textOf(row, field);
    if (value === was) return;
    const title = row.activity?.title ?? row.result?.title ?? "";
    edits.commit(row.id, field, value, was).then((done) => done && tell(t("savedCell", { what: title })));
  };
  const undo = async () => {
    const back = await edits.undo();
    tell(back ? t("undone", { what: t(`field_${back.field as Field}`) }) : t("nothingToUndo"));
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[cells.here.row];
    if (!row || typing || (event.target as HTMLElement).closest("input, select, summary, ul")) return;
    const { column } = cells.here;
    const does = column <= 1 && !event.ctrlKey && !event.altKey ? fold(event.key, row, folded.has(row.id)) : null;
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ";
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") undo();
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown") && drafts)
      structure.move(row, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Delete" && drafts) structure.remove(row);
    else if (does === "parent" && column === 0)
      cells.focus({ row: rows.findIndex((each) => each.id === row.parent), column: 0 });
    else if (does && does !== "parent") toggle(row.id);
    else if (event.key === "Enter" || event.key === "F2") {
      if (!begin(row, column, null) && row.activity) navigate({ to: links.activity(net, row.activity.plan, row.id) });
      else if (!editable(row, column, drafts) && row.open) toggle(row.id);
    } else if (letter && begin(row, column, event.key)) {
      // it has begun with the letter
    } else if (!cells.arrows(event)) return;
    event.preventDefault();
  };
  return (
    <>
      {mayEdit && <p className="small wp-keys">{t("keysHint")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className="wp-scroll" tabIndex={0} aria-label={t("activities")}>
        <table
          ref={cells.grid}
          role="treegrid"
          className="wp-table"
          aria-label={t(mayEdit ? "tableLabel" : "tableLabelRead")}
          onKeyDown={press}
        >
          <thead>
            <tr>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("activity")}</th>
              <th scope="col">{t("lead")}</th>
              <th scope="col">{t("status")}</th>
              <th scope="col">{t("field_starts_on")}</th>
              <th scope="col">{t("field_ends_on")}</th>
              <th scope="col">{t("objectives")}</th>
              {(["required", "available", "mobilise"] as const).map((each) => (
                <th key={each} scope="col" className="num">
                  {t(each)} <span className="small">{t("usd")}</span>
                </th>
              ))}
              {drafts && (
                <th scope="col">
                  <span className="sr">{t("undo")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <TableRow
                key={row.id}
                row={row}
                at={at}
                cells={cells}
                agencies={agencies}
                drafts={drafts}
                edits={edits}
                structure={structure}
                folded={folded.has(row.id)}
                toggle={() => toggle(row.id)}
                typing={typing?.row === row.id ? typing : null}
                begin={(column) => begin(row, column, null)}
                commit={(field, value, to) => commit(row, field, value, to)}
                cancel={() => leave(0, 0)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
