import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { left } from "../../i18n/format";
import { Chip, Needs, useNow, Written } from "../../ui/parts";
import { type DecisionItem, decision } from "./queries";
import { register } from "./register.strings";
import { strings } from "./strings";

/** Open ones stand above the table, each with what it needs; those that wait for my organisation first. */
export function Pending({ items }: { items: DecisionItem[] }) {
  const t = useStrings(strings);
  const r = useStrings(register);
  const c = useStrings(common);
  const net = useNet();
  const now = useNow();
  const read = useQueries({ queries: items.map((item) => decision(net, item.id)) });
  const mine = (at: number) => {
    const found = read[at]?.data;
    const last = found?.rounds.at(-1);
    return found?.state === "open" && last?.positions.some((p) => !p.value && found.speaks_for.includes(p.acronym));
  };
  const sorted = items.map((item, at) => ({ item, at })).sort((a, b) => Number(mine(b.at)) - Number(mine(a.at)));
  if (items.length === 0) return <p className="quiet">{t("noneOpen")}</p>;
  return (
    <ul className="open-ones stack" aria-label={t("openOnes")}>
      {sorted.map(({ item, at }) => {
        const rest = item.state === "open" && item.deadline_at ? left(item.deadline_at, now) : null;
        return (
          <li key={item.id} className="stack">
            <p className="row">
              <Link to={links.decision(net, item.id)}>
                <strong>{item.number}</strong> <Written text={item.title} />
              </Link>
              {rest && <span className="tone-ochre">{c(rest.unit, { count: rest.count })}</span>}
              {mine(at) && <Chip tone="wait">{r("waitsForYou")}</Chip>}
            </p>
            {read[at]?.data && <Needs needs={read[at].data.needs} />}
          </li>
        );
      })}
    </ul>
  );
}
