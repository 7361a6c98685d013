import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useRef } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { money } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Chip, Written } from "../../ui/parts";
import { fromAmount, toAmount } from "./budget";
import { COLUMNS, daysSince, type ProposalItem, TONE } from "./queries";
import { strings } from "./strings";

const sum = (items: ProposalItem[]) => ({
  amount: toAmount(items.reduce((so, item) => so + fromAmount(item.total.amount), 0n)),
  currency: "USD",
});

/** Six columns; nothing is dragged, because states change by moves. Arrows go from card to card. */
export function Board({ items }: { items: ProposalItem[] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const board = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    const columns = [...(board.current?.querySelectorAll("section") ?? [])].map((column) => [
      ...column.querySelectorAll<HTMLElement>("a"),
    ]);
    const at = columns.findIndex((cards) => cards.includes(document.activeElement as HTMLElement));
    if (at < 0) return;
    const row = (columns[at] ?? []).indexOf(document.activeElement as HTMLElement);
    const next = target(columns, at, row, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards are links; arrows only move the focus between them
    <div ref={board} className="board" onKeyDown={press} data-testid="board">
      {COLUMNS.map(({ key, states }) => {
        const here = items.filter((item) => states.includes(item.state));
        return (
          <section key={key} aria-labelledby={`column-${key}`}>
            <h2 id={`column-${key}`}>{t(`column_${key}`)}</h2>
            <p className="small">{here.length > 0 ? `${here.length} · ${money(sum(here), spoken)}` : t("noneHere")}</p>
            <ul>
              {here.map((item) => (
                <li key={item.id}>
                  <Card item={item} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function target(columns: HTMLElement[][], at: number, row: number, key: string): HTMLElement | undefined {
  if (key === "ArrowDown") return columns[at]?.[row + 1];
  if (key === "ArrowUp") return columns[at]?.[row - 1];
  const side = key === "ArrowRight" ? columns.slice(at + 1) : key === "ArrowLeft" ? columns.slice(0, at).reverse() : [];
  const cards = side.find((each) => each.length > 0);
  return cards?.[Math.min(row, cards.length - 1)];
}

function Card({ item }: { item: ProposalItem }) {
  const net = useNet();
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const days = daysSince(item.since_at);
  return (
    <Link to={links.proposal(net, item.id)} className="card">
      <span className="small">{item.number}</span>
      <strong>
        <Written text={item.title} />
      </strong>
      <span>{item.punos.join(", ") || "–"}</span>
      <span>{money(item.total, spoken)}</span>
      <span className="row">
        <Chip tone={TONE[item.state]}>{word("proposal.state", item.state)}</Chip>
        {item.blockers > 0 && (
          <Chip tone="bad">
            <Icon name="blocker" size={15} /> {t("blockers", { count: item.blockers })}
          </Chip>
        )}
      </span>
      <span className="small">
        {t("heldBy", { holder: word("proposal.held_by", item.held_by) })} ·{" "}
        {days > 0 ? t("daysHere", { count: days }) : t("sinceToday")}
      </span>
    </Link>
  );
}

/** On a phone: who has to act comes first. */
export function ByHolder({ items }: { items: ProposalItem[] }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <>
      {(["network", "fund", "agent"] as const).map((holder) => {
        const here = items.filter((item) => item.held_by === holder);
        if (here.length === 0) return null;
        return (
          <section key={holder} className="stack" aria-labelledby={`held-${holder}`}>
            <h2 id={`held-${holder}`}>{t("heldBy", { holder: word("proposal.held_by", holder) })}</h2>
            <p className="small">{`${here.length} · ${money(sum(here), spoken)}`}</p>
            <ul className="stack">
              {here.map((item) => (
                <li key={item.id}>
                  <Card item={item} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
