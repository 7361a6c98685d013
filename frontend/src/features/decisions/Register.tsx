import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Chip, Written } from "../../ui/parts";
import { type DecisionItem, SHAPE, TONE } from "./queries";
import { strings } from "./strings";
import { useZone } from "./zone";

/** The table: a number that is struck is followed by the one that stands in its place. */
export function Register({ items }: { items: DecisionItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  return (
    <table className="rows" data-testid="register">
      <caption className="sr">{c("decisions")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("number")}</th>
          <th scope="col">{c("title")}</th>
          <th scope="col">{c("kind")}</th>
          <th scope="col">{c("state")}</th>
          <th scope="col">{t("procedure")}</th>
          <th scope="col">{t("answered")}</th>
          <th scope="col">{t("deadline")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item }: { item: DecisionItem }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const { zone } = useZone();
  const later = item.superseded_by ?? item.rescinded_by;
  return (
    <tr>
      <td className={later ? "number ended-row" : "number minor"}>
        {later ? (
          <>
            <s>{item.number}</s>{" "}
            <span className="small">
              {t(item.superseded_by ? "supersededBy" : "rescindedBy")} {later}
            </span>
          </>
        ) : (
          (item.number ?? t("draft"))
        )}
      </td>
      <th scope="row">
        <Link className={later ? "whole ended" : "whole"} to={links.decision(net, item.id)}>
          <Written text={item.title} />
        </Link>
      </th>
      <td className="minor">{word("decision.kind", item.kind)}</td>
      <td>
        <Chip tone={TONE[item.state]}>
          <Icon name={SHAPE[item.state] ?? "decision"} size={14} /> {word("decision.state", item.state)}
        </Chip>
      </td>
      <td className="minor">{item.procedure ? word("procedure", item.procedure) : "–"}</td>
      <td className="minor">{item.roll_count ? t("of", { count: item.answered_count, all: item.roll_count }) : "–"}</td>
      <td>
        {item.adopted_at
          ? `${t("adoptedOn")} ${day(item.adopted_at, spoken, zone)}`
          : item.deadline_at
            ? moment(item.deadline_at, spoken, zone)
            : "–"}
      </td>
    </tr>
  );
}
