import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useRef, useState } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Written } from "../../ui/parts";
import { Bar } from "./Marks";
import type { ObjectiveItem } from "./queries";
import { halfYear, level, over, type Rated, ratedIn } from "./rules";
import { strings } from "./strings";

interface Props {
  items: ObjectiveItem[];
  periods: string[];
}

/** Objective by half-year: the word in every cell, its step of petrol beneath. The map is its own data table. */
export function HeatMap({ items, periods }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  const [[row, column], stand] = useState<[number, number]>([0, 0]);
  const press = (event: KeyboardEvent) => {
    const to = over([row, column], event.key, items.length, periods.length);
    if (!to) return;
    event.preventDefault();
    stand(to);
    body.current?.rows[to[0]]?.querySelectorAll<HTMLElement>("td a")[to[1]]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table that is scrolled by keyboard too
    <section className="scroll wide" aria-label={t("heat")} tabIndex={0}>
      <table className="data heat">
        <caption className="sr">{t("heatCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("objective")}</th>
            {periods.map((period) => (
              <th scope="col" key={period}>
                {halfYear(period, spoken)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={press}>
          {items.map((item, at) => (
            <tr key={item.id}>
              <th scope="row">
                <Link className="whole" to={links.objective(net, item.number)}>
                  {item.number}. <Written text={item.label} />
                </Link>
              </th>
              {periods.map((period, place) => (
                <td key={period} className={`heat-${level(ratedIn(item.ratings, period) ?? "not_assessed")}`}>
                  <Link
                    to={links.objective(net, item.number)}
                    search={{ period } as never}
                    tabIndex={row === at && column === place ? 0 : -1}
                    onFocus={() => stand([at, place])}
                  >
                    <Cell ratings={item.ratings} period={period} />
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ ratings, period }: { ratings: (Rated & { acronym?: string })[]; period: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const said = ratings.find((each) => each.period === period);
  if (!said) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="sr">{t("noneIn")}</span>
      </>
    );
  }
  return (
    <>
      <svg viewBox="0 0 9 28" width="6" height="19" aria-hidden="true">
        <Bar x={1} rating={said.rating} />
      </svg>
      <span>
        {word("objective.rating", said.rating)} <span className="small">{said.acronym}</span>
      </span>
    </>
  );
}
