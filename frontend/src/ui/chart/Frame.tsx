import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useStrings } from "../../i18n";
import { Icon } from "../Icon";
import { Menu } from "../Menu";
import type { ChartData } from "./data";
import { saveCsv, saveSvg } from "./download";
import { strings } from "./strings";
import { DataTable } from "./Table";
import "./chart.css";

/** How wide there is room to draw: text in the picture keeps its size on every screen. */
export function useRoom(first = 640): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(first);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const look = () => box.clientWidth > 0 && setRoom(Math.round(box.clientWidth));
    look();
    const watch = new ResizeObserver(look);
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return [ref, room];
}

export interface FrameProps {
  /** A sentence: what the picture says. */
  title: string;
  data: ChartData;
  /** How an exact value is told: with its grouping, its decimals, its unit. */
  say?: (value: string) => string;
  /** The address of a table that stands beside on the same page, instead of one of its own. */
  beside?: string;
  /** Without buttons, in tight places; the table is then reached by T alone, or beside. */
  bare?: boolean;
  /** The title is told to screen readers only, where the page says it just above. */
  quiet?: boolean;
  /** What is told under the picture. */
  note?: ReactNode;
  children: ReactNode;
}

/** Title, picture, and the same data as a table one key away; both can be taken along. */
export function Frame({ title, data, say = String, beside, bare, quiet, note, children }: FrameProps) {
  const t = useStrings(strings);
  const [table, setTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const id = useId();
  const turn = () => {
    if (beside) {
      const other = document.getElementById(beside);
      other?.scrollIntoView({ block: "nearest" });
      other?.focus();
    } else setTable(!table);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    turn();
  };
  const picture = () => figure.current?.querySelector<SVGSVGElement>("svg.drawing");
  return (
    <figure ref={figure} className="chart" aria-labelledby={id} onKeyDown={press}>
      <figcaption className={bare ? "" : "row"}>
        <span id={id} className={quiet ? "sr" : "grow said"}>
          {title}
        </span>
        {!bare && (
          <span className="row tools">
            <button type="button" className="btn small" aria-pressed={beside ? undefined : table} onClick={turn}>
              {t("table")}
            </button>
            <Menu className="dots" label={<Icon name="more" />} name={t("download")}>
              {!table && (
                <li>
                  <button
                    type="button"
                    onClick={() => {
                      const svg = picture();
                      if (svg) saveSvg(svg, title);
                    }}
                  >
                    {t("asSvg")}
                  </button>
                </li>
              )}
              <li>
                <button type="button" onClick={() => saveCsv(data, title)}>
                  {t("asCsv")}
                </button>
              </li>
            </Menu>
          </span>
        )}
      </figcaption>
      {table ? <DataTable title={title} data={data} say={say} /> : children}
      {note}
    </figure>
  );
}
