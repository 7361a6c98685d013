// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: every cell here is a gridcell, by what it is given
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import type { useCells } from "./cells";
import { Editor } from "./Editor";
import type { Edits } from "./edits";
import { type Agency, type Field, MONEY, type Row, textOf } from "./model";
import { compactDay } from "./months";
import { StatusMark, useAmount } from "./Parts";
import { strings } from "./strings";
import type { Structure } from "./structure";
import { editable, FIELDS } from "./Table";

interface Props {
  row: Row;
  at: number;
  cells: ReturnType<typeof useCells>;
  agencies: Agency[];
  drafts: boolean;
  edits: Edits;
  structure: Structure;
  folded: boolean;
  toggle: () => void;
  typing: { field: Field; text: string | null } | null;
  begin: (column: number) => boolean;
  commit: (field: Field, value: string, to: [down: number, right: number] | null) => void;
  cancel: () => void;
}

export function TableRow(props: Props) {
  const { row, at, cells, agencies, drafts, edits, folded, toggle, typing, begin, commit, cancel } = props;
  const t = useStrings(strings);
  const amount = useAmount();
  const title = row.activity?.title ?? row.result?.title ?? "";
  const code = row.activity?.code ?? row.result?.code ?? "";
  const shows = useShown(row);
  const cell = (column: number, inside: ReactNode, className = "") => {
    const field = FIELDS[column] ?? null;
    const own = field && editable(row, column, drafts);
    const open = typing !== null && typing.field === field;
    const pending = field ? edits.of(row.id, field) : undefined;
    const state = pending ? (pending.state === "sending" ? " typed" : " fault") : "";
    return (
      <td
        key={column}
        {...cells.cell(at, column)}
        className={`${className}${own ? " own" : ""}${state}`}
        aria-readonly={own ? undefined : true}
        aria-invalid={pending && pending.state !== "sending" ? true : undefined}
        colSpan={column === 1 && row.result ? 6 : undefined}
        onDoubleClick={() => begin(column)}
      >
        {open && field ? (
          <Editor
            field={field}
            name={`${t(`field_${field}`)}: ${code} ${title}`}
            value={pending?.value ?? textOf(row, field)}
            first={typing.text}
            agencies={agencies}
            commit={(value, to) => commit(field, value, to)}
            cancel={cancel}
          />
        ) : (
          inside
        )}
      </td>
    );
  };
  return (
    <tr
      className={row.activity ? "activity" : row.level === 1 ? "group" : "group second"}
      aria-level={row.level}
      aria-expanded={row.open ? !folded : undefined}
      data-row={row.id}
      data-status={row.activity?.status}
    >
      {cell(
        0,
        <>
          {row.open && (
            <button
              type="button"
              className="wp-fold"
              tabIndex={-1}
              aria-label={t(folded ? "unfoldRow" : "foldRow", { title })}
              onClick={toggle}
            >
              <Icon name={folded ? "right" : "down"} size={16} />
            </button>
          )}
          {code}
        </>,
        "code",
      )}
      {cell(1, shows.title, "title")}
      {row.activity && cell(2, shows.lead, "lead")}
      {row.activity && cell(3, <StatusMark status={row.activity.status} word />)}
      {row.activity && cell(4, shows.starts_on, "date")}
      {row.activity && cell(5, shows.ends_on, "date")}
      {row.activity && cell(6, shows.objectives)}
      {MONEY.map((each, more) => cell(7 + more, amount(row.money[each]), "num"))}
      {drafts && cell(10, <RowActs {...props} />, "acts-cell")}
    </tr>
  );
}

/** What each field reads as; what was typed and is not saved yet stands in its place. */
function useShown(row: Row): Record<Exclude<Field, "lead_id"> | "lead", ReactNode> {
  const net = useNet();
  const spoken = useLanguage();
  const found = row.activity;
  const dated = (value: string | null | undefined) =>
    value ? <time dateTime={value}>{compactDay(value, spoken)}</time> : "–";
  return {
    title: found ? (
      <Link to={links.activity(net, found.plan, found.id)} tabIndex={-1}>
        {found.title}
      </Link>
    ) : (
      <strong>{row.result?.title}</strong>
    ),
    lead: found?.lead?.acronym ?? "–",
    starts_on: dated(found?.starts_on),
    ends_on: dated(found?.ends_on),
    objectives: found && (found.objectives.length ? found.objectives.join(", ") : "–"),
  };
}

/** What can be done with a row: behind “⋯”, and by keys. */
function RowActs({ row, structure }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const title = row.activity?.title ?? row.result?.title ?? "";
  const act = (label: string, does: () => unknown) => (
    <li>
      <button type="button" onClick={does}>
        {label}
      </button>
    </li>
  );
  return (
    <Menu className="dots small" label={<Icon name="more" size={16} />} name={`${c("moreActs")}: ${title}`}>
      {row.level === 1 && act(t("addOutput"), () => structure.addOutput(row))}
      {row.level === 2 && act(t("addActivity"), () => structure.addActivity(row))}
      {act(t("moveUp"), () => structure.move(row, -1))}
      {act(t("moveDown"), () => structure.move(row, 1))}
      {act(t("removeRow", { title }), () => structure.remove(row))}
    </Menu>
  );
}
