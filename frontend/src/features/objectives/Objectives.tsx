import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Loaded, Written } from "../../ui/parts";
import { Bar, Bars, PriorityMark, RatingWord } from "./Marks";
import "./objectives.css";
import { usePhone } from "./phone";
import { type ObjectiveItem, overview } from "./queries";
import { chosen, halfYear, halfYears, PRIORITIES, type Priority, ratedIn, tally, type Wanted } from "./rules";
import { strings } from "./strings";

const LENSES = ["number", "priority", "table"] as const;
const NAME = { number: "byNumber", priority: "byPriority", table: "table" } as const;
/** All 23 at one look: how important, how far, who leads. */
export function Objectives() {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const wanted = useSearch({ strict: false }) as Wanted;
  const about = useQuery(network(net));
  const query = useQuery(overview(net));
  const country = about.data && written(about.data.country, spoken).text;
  return (
    <Page title={country ? t("headingIn", { country }) : t("heading")} visibility="partners">
      <div className="body objectives-overview">
        <Loaded query={query}>
          {(list) => (
            <>
              <Summary items={list.items} />
              <Filters items={list.items} wanted={wanted} />
              <Shown items={list.items} now={list.period} wanted={wanted} />
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

/** A sentence before the tiles. */
function Summary({ items }: { items: ObjectiveItem[] }) {
  const t = useStrings(strings);
  const { good, some, early, none } = tally(items);
  if (none.length === items.length) return <p>{t("emptySummary")}</p>;
  return (
    <p className="quiet">
      {t("summary", { good, some, early })}{" "}
      {none.length > 0 && t("summaryNone", { count: none.length, list: none.join(", ") })}
    </p>
  );
}

function Filters({ items, wanted }: { items: ObjectiveItem[]; wanted: Wanted }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const navigate = useNavigate();
  const set = (name: keyof Wanted, value: string) =>
    navigate({ to: ".", search: { ...wanted, [name]: value || undefined } as never, replace: true });
  const { lens: _, ...rest } = wanted;
  const leads = [...new Set(items.flatMap((item) => item.lead?.acronym ?? []))].sort();
  return (
    <div className="filters">
      <nav className="segmented" aria-label={t("lens")}>
        {LENSES.map((lens) => (
          <Link
            key={lens}
            to="."
            search={(lens === "number" ? rest : { ...rest, lens }) as never}
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{ "aria-current": "page" }}
          >
            {t(NAME[lens])}
          </Link>
        ))}
      </nav>
      <label>
        {t("lead")}
        <select value={wanted.lead ?? ""} onChange={(event) => set("lead", event.target.value)}>
          <option value="">{c("all")}</option>
          {leads.map((acronym) => (
            <option key={acronym}>{acronym}</option>
          ))}
        </select>
      </label>
      <label>
        {t("priority")}
        <select value={wanted.priority ?? ""} onChange={(event) => set("priority", event.target.value)}>
          <option value="">{c("all")}</option>
          {PRIORITIES.map((each) => (
            <option key={each} value={each}>
              {word("objective.priority", each)}
            </option>
          ))}
        </select>
      </label>
      <ul className="tally" aria-label={t("priority")}>
        {PRIORITIES.map((each) => (
          <li key={each}>
            <b>{items.filter((item) => item.priority === each).length}</b> {word("objective.priority", each)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Shown({ items, now, wanted }: { items: ObjectiveItem[]; now: string; wanted: Wanted }) {
  const t = useStrings(strings);
  const net = useNet();
  const phone = usePhone();
  const person = useQuery(me);
  const posts = person.data?.appointments.filter((post) => post.network === net) ?? [];
  const mine = phone ? posts.map((post) => post.acronym) : [];
  const shown = chosen(items, wanted, mine);
  const periods = halfYears(items, now);
  if (shown.length === 0) return <p className="empty">{t("noneFits")}</p>;
  if (wanted.lens === "table") return <Table items={shown} periods={periods} />;
  const led = shown.some((item) => item.lead && mine.includes(item.lead.acronym));
  return (
    <>
      {led && <p className="small">{t("mineFirst", { organisation: mine[0] })}</p>}
      <Tiles items={shown} periods={periods} />
    </>
  );
}

/** A number typed anywhere on the page opens that objective. */
function useNumbers() {
  const net = useNet();
  const navigate = useNavigate();
  const typed = useRef({ text: "", timer: 0 });
  const type = (digit: string) => () => {
    clearTimeout(typed.current.timer);
    typed.current.text += digit;
    typed.current.timer = window.setTimeout(() => {
      const number = Number(typed.current.text);
      typed.current.text = "";
      if (number >= 1 && number <= 23) navigate({ to: links.objective(net, number) });
    }, 600);
  };
  useKeys(Object.fromEntries([..."0123456789"].map((digit) => [digit, type(digit)])));
  useEffect(() => () => clearTimeout(typed.current.timer), []);
}

/** Links in reading order; the arrows walk over the grid. */
function Tiles({ items, periods }: { items: ObjectiveItem[]; periods: string[] }) {
  const list = useRef<HTMLUListElement>(null);
  useNumbers();
  const press = (event: KeyboardEvent) => {
    const tiles = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = tiles.indexOf(document.activeElement as HTMLElement);
    const first = tiles[0]?.getBoundingClientRect().top;
    const columns = Math.max(1, tiles.filter((tile) => tile.getBoundingClientRect().top === first).length);
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    tiles[Math.min(tiles.length - 1, Math.max(0, at + by))]?.focus();
  };
  return (
    <ul className="objective-tiles" ref={list} onKeyDown={press}>
      {items.map((item) => (
        <li key={item.id}>
          <Tile item={item} periods={periods} />
        </li>
      ))}
      <li>
        <Key since={periods[0] ?? ""} />
      </li>
    </ul>
  );
}

function Tile({ item, periods }: { item: ObjectiveItem; periods: string[] }) {
  const t = useStrings(strings);
  const net = useNet();
  const count = item.linked.decisions + item.linked.meetings + item.linked.proposals;
  return (
    <Link
      to={links.objective(net, item.number)}
      className={item.rating === "not_assessed" ? "objective-tile none" : "objective-tile"}
    >
      <span className="tile-top">
        <b>{item.number}</b>
        <PriorityMark priority={item.priority as Priority} />
      </span>
      <span className="name">
        <Written text={item.label} />
      </span>
      <span className="how">
        <Bars ratings={item.ratings} periods={periods} />
        <RatingWord rating={item.rating} trend={item.trend} />
      </span>
      <span className="foot-line">
        {item.lead ? item.lead.acronym : t("noLead")}
        {count > 0 && ` · ${t("linkedCount", { count })}`}
      </span>
    </Link>
  );
}

function Key({ since }: { since: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <div className="tile-key">
      <h2>{t("key")}</h2>
      <ul>
        {(["good_progress", "early", "some_progress"] as const).map((rating) => (
          <li key={rating}>
            <svg viewBox="0 0 9 28" width="6" height="19" aria-hidden="true">
              <Bar x={1} rating={rating} />
            </svg>
            {word("objective.rating", rating)}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 9 28" width="6" height="19" aria-hidden="true">
            <Bar x={1} rating="not_assessed" />
          </svg>
          {t("keyNone")}
        </li>
      </ul>
      <p>{t("keyText", { period: halfYear(since, spoken) })}</p>
    </div>
  );
}

/** The same in words: what the bars only show. */
function Table({ items, periods }: { items: ObjectiveItem[]; periods: string[] }) {
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
            {periods.map((period) => (
              <th scope="col" key={period}>
                {halfYear(period, spoken)}
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
              {periods.map((period) => (
                <td key={period}>{word("objective.rating", ratedIn(item.ratings, period))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
