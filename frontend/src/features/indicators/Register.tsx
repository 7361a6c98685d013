import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Sparkline } from "../../ui/chart";
import { Chip, Written } from "../../ui/parts";
import { periodTitle } from "./periods";
import { type IndicatorItem, STATUS_TONE } from "./queries";
import { Figure, say } from "./said";
import { strings } from "./strings";

/** Each with its last value, target, trend and status. */
export function Register({ items, caption }: { items: IndicatorItem[]; caption: string }) {
  const t = useStrings(strings);
  return (
    <table className="rows register">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("code")}</th>
          <th scope="col">{t("indicator")}</th>
          <th scope="col" className="num">
            {t("last")}
          </th>
          <th scope="col" className="num">
            {t("target")}
          </th>
          <th scope="col">{t("trend")}</th>
          <th scope="col">{t("status")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ item }: { item: IndicatorItem }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const { last, recent, target, status } = item.summary;
  return (
    <tr>
      <td className="number minor">{item.code}</td>
      <th scope="row">
        <Link className="whole" to={links.indicator(net, item.code)}>
          <Written text={item.title} />
        </Link>
        <span className="small about">
          {[
            written(item.unit, spoken).text,
            item.objectives.length > 0 ? `${t("objective")} ${item.objectives.join(", ")}` : "",
            item.reporters.map((each) => each.acronym).join(", "),
          ]
            .filter(Boolean)
            .join(" · ")}
          {item.codes.some((each) => each.in_official_gcm_set === null && each.framework !== "national") && (
            <>
              {" "}
              · <span title={t("unverifiedWhy")}>{t("unverified")}</span>
            </>
          )}
        </span>
        <Waits item={item} />
      </th>
      <td className="num">
        <Figure figure={last} of={item} />
        {last && <span className="small under">{periodTitle(last.period, spoken)}</span>}
      </td>
      <td className="num minor">
        {target ? (
          <>
            {say(target.value, item, spoken)}
            <span className="small under">{t("by", { period: periodTitle(target.period, spoken) })}</span>
          </>
        ) : (
          "–"
        )}
      </td>
      <td className="minor">
        <Trend item={item} recent={recent} target={target?.value} />
      </td>
      <td>
        {status !== "no_value" && status !== "no_target" && (
          <Chip tone={STATUS_TONE[status]}>{word("indicator.status", status)}</Chip>
        )}
        {(status === "no_value" || status === "no_target") && (
          <span className="small">{word("indicator.status", status)}</span>
        )}
      </td>
    </tr>
  );
}

interface TrendProps {
  item: IndicatorItem;
  recent: IndicatorItem["summary"]["recent"];
  target: string | undefined;
}

function Trend({ item, recent, target }: TrendProps) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const known = recent.filter((each) => each.value !== null);
  const [first, last] = [known[0], known[known.length - 1]];
  if (!first || !last) return <>–</>;
  return (
    <Sparkline
      values={recent.map((each) => each.value)}
      target={target}
      title={t("trendOf", {
        first: say(first.value, item, spoken),
        from: periodTitle(first.period, spoken),
        last: say(last.value, item, spoken),
        until: periodTitle(last.period, spoken),
      })}
    />
  );
}

function Waits({ item }: { item: IndicatorItem }) {
  const t = useStrings(strings);
  const { report, returned, approve } = item.waiting;
  if (report + returned + approve === 0) return null;
  return (
    <span className="row waits">
      {returned > 0 && <Chip tone="bad">{t("returnedCount", { count: returned })}</Chip>}
      {report > 0 && <Chip tone="wait">{t("report", { count: report })}</Chip>}
      {approve > 0 && <Chip tone="wait">{t("approveCount", { count: approve })}</Chip>}
    </span>
  );
}
