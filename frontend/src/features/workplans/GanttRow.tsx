import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import type { useCells } from "./cells";
import { Time } from "./GanttTime";
import type { Scale, Tick } from "./gantt";
import { type Activity, type Row, type Span, spanOf } from "./model";
import { monthOf, quarterShort } from "./months";
import { MoneyBar, StatusMark, Thousands } from "./Parts";
import { strings } from "./strings";

interface Props {
  row: Row;
  at: number;
  cell: ReturnType<typeof useCells>["cell"];
  scale: Scale;
  ticks: Tick[];
  today: string;
  folded: boolean;
  toggle: () => void;
  moving: Span | null;
  drag: (span: Span | null) => void;
  drop: (span: Span) => void;
}

/** What stands beside the bar. */
export function useBeside() {
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (activity: Activity, today: string): { text: string; waits: boolean } | null => {
    const year = Number(today.slice(0, 4));
    if (activity.due)
      return { text: t("updateMissing", { quarter: quarterShort(activity.due.quarter, spoken) }), waits: true };
    const month = activity.ends_on ? monthOf(activity.ends_on, spoken, year) : "";
    if (activity.status === "completed") return { text: t("completedIn", { month }), waits: false };
    return null;
  };
}

export function GanttRow({ row, at, cell, scale, ticks, today, folded, toggle, moving, drag, drop }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const beside = useBeside();
  const found = row.activity;
  const title = found?.title ?? row.result?.title ?? "";
  const span = moving ?? (found ? spanOf(found) : null);
  const label = found ? beside(found, today) : null;
  return (
    <tr
      className={found ? "activity" : "group"}
      aria-level={row.level}
      aria-expanded={row.open ? !folded : undefined}
      data-row={row.id}
      data-status={found?.status}
    >
      <td {...cell(at, 0)} className="code">
        {row.open ? (
          <button
            type="button"
            className="wp-fold"
            tabIndex={-1}
            aria-label={t(folded ? "unfoldRow" : "foldRow", { title })}
            onClick={toggle}
          >
            <Icon name={folded ? "right" : "down"} size={16} />
          </button>
        ) : (
          found?.code
        )}
      </td>
      <td {...cell(at, 1)} className="title">
        {found ? (
          <span className="what">
            <StatusMark status={found.status} />
            <Link to={links.activity(net, found.plan, found.id)} tabIndex={-1} title={title}>
              {title}
            </Link>
          </span>
        ) : (
          <strong>{t("outcomeOf", { code: row.result?.code, title })}</strong>
        )}
      </td>
      <td {...cell(at, 2)} className="lead">
        {found?.lead?.acronym ?? (found ? "–" : "")}
      </td>
      <td {...cell(at, 3)} className="num money">
        {found && <MoneyBar sum={row.money} />} <Thousands cents={row.money.mobilise} />
      </td>
      <td {...cell(at, 4)} className="time">
        {found && (
          <span className="sr">
            {span
              ? t("datesOf", { from: day(span.starts_on, spoken), until: day(span.ends_on, spoken) })
              : t("noDates")}
            {found.forecast &&
              `; ${t("forecastOf", {
                from: day(found.forecast.starts_on, spoken),
                until: day(found.forecast.ends_on, spoken),
              })}`}
            {label && `; ${label.text}`}
          </span>
        )}
        <Time
          activity={found}
          span={span}
          label={label}
          scale={scale}
          ticks={ticks}
          today={today}
          moving={moving !== null}
          drag={drag}
          drop={drop}
        />
      </td>
    </tr>
  );
}
