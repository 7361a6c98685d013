import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip, Written } from "../../ui/parts";
import { daysSince, type ProposalItem, TONE } from "./queries";
import { strings } from "./strings";

/** The same as the board, as a table: for reading, and for print. */
export function Portfolio({ items }: { items: ProposalItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={c("proposals")}>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t("number")}</th>
            <th scope="col">{c("title")}</th>
            <th scope="col">{t("agencies")}</th>
            <th scope="col">{c("state")}</th>
            <th scope="col">{t("holder")}</th>
            <th scope="col" className="num">
              {t("usd")}
            </th>
            <th scope="col" className="num">
              {t("blockersColumn")}
            </th>
            <th scope="col" className="num">
              {t("daysColumn")}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="number minor">{item.number}</td>
              <th scope="row">
                <Link className="whole" to={links.proposal(net, item.id)}>
                  <Written text={item.title} />
                </Link>
              </th>
              <td className="minor">{item.punos.join(", ") || "–"}</td>
              <td>
                <Chip tone={TONE[item.state]}>{word("proposal.state", item.state)}</Chip>
              </td>
              <td className="minor">{word("proposal.held_by", item.held_by)}</td>
              <td className="num">{number(item.total.amount, spoken)}</td>
              <td className="num minor">{item.blockers}</td>
              <td className="num minor">{daysSince(item.since_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
