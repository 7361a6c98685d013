import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip, Written } from "../../ui/parts";
import { type ActionPointItem, TONE } from "./queries";
import { strings } from "./strings";

interface Props {
  items: ActionPointItem[];
  label: string;
  /** What the list of all shows behind the one that opens. */
  beside?: Record<string, unknown>;
}

/** Who does what by when. A row opens the action point beside it. */
export function ActionList({ items, label, beside }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    <table className="rows">
      <caption className="sr">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t("number")}</th>
          <th scope="col">{t("what")}</th>
          <th scope="col">{t("owner")}</th>
          <th scope="col">{t("due")}</th>
          <th scope="col">{c("state")}</th>
          <th scope="col">{t("from")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td className="number minor">{item.number}</td>
            <th scope="row">
              <Link className="whole" to={links.action_point(net, item.id)} search={(beside ?? {}) as never}>
                <Written text={item.title} />
              </Link>
            </th>
            <td>{item.owner.acronym}</td>
            <td>{day(item.due_on, spoken)}</td>
            <td>
              <Chip tone={item.overdue ? "bad" : TONE[item.state]}>
                {item.overdue ? t("overdue") : word("action_point.state", item.state)}
              </Chip>
            </td>
            <td className="minor">{item.meeting?.number ?? item.decision?.number ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
