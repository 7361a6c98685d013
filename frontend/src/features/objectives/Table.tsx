import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { money, number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Written } from "../../ui/parts";
import { RatingWord } from "./Marks";
import type { ObjectiveItem } from "./queries";
import { strings } from "./strings";

/** Every tile in words and numbers. */
export function Table({ items }: { items: ObjectiveItem[] }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table that is scrolled by keyboard too
    <section className="scroll wide" aria-label={t("table")} tabIndex={0}>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t("objective")}</th>
            <th scope="col">{t("priority")}</th>
            <th scope="col">{t("lead")}</th>
            <th scope="col">{t("rating")}</th>
            <th scope="col">{t("assessed")}</th>
            {(["activities", "indicators", "pledges", "required", "available", "expenditure"] as const).map((name) => (
              <th scope="col" key={name} className="num">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link className="whole" to={links.objective(net, item.number)}>
                  {item.number}. <Written text={item.label} />
                </Link>
              </th>
              <td>{word("objective.priority", item.priority)}</td>
              <td>{item.lead?.acronym ?? "–"}</td>
              <td>
                <RatingWord rating={item.rating} trend={item.trend} />
              </td>
              <td>{item.age === null ? "–" : item.age === 0 ? t("fresh") : t("age", { count: item.age })}</td>
              <td className="num">{number(item.activity_count, spoken)}</td>
              <td className="num">{number(item.indicator_count, spoken)}</td>
              <td className="num">{number(item.pledge_count, spoken)}</td>
              <td className="num">{money(item.money.required, spoken)}</td>
              <td className="num">{money(item.money.available, spoken)}</td>
              <td className="num">{money(item.money.expenditure, spoken)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
