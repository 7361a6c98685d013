import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { NAMES, useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, More, useNow, Written } from "../../ui/parts";
import { useOfficer } from "../decisions/queries";
import { NewStatement } from "./Fields";
import { type Filters, page, STATES, type StatementItem, TONE } from "./queries";
import "./statements.css";
import { strings } from "./strings";

interface Search extends Filters {
  panel?: string;
}

/** What the network says with one voice, from draft to publication. */
export function Statements() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const officer = useOfficer(net);
  const shown: Filters = {
    ...(search.state ? { state: search.state } : {}),
    ...(search.year ? { year: Number(search.year) } : {}),
    ...(search.q ? { q: String(search.q).slice(0, 200) } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [net, "statements", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const go = (next: Search, replace = false) => navigate({ to: ".", search: next as never, replace });
  const begin = officer ? () => void go({ ...shown, panel: "new" }) : undefined;
  useKeys({ n: begin });
  const all = Object.keys(shown).length === 0;
  return (
    <Page
      title={c("statements")}
      acts={
        <div className="row acts">
          <a className="btn" href={links.public(net)}>
            {t("publicSite")}
          </a>
          {begin && (
            <button type="button" className="btn main" onClick={begin}>
              <Icon name="plus" size={18} /> {t("new")}
            </button>
          )}
        </div>
      }
    >
      <div className="body">
        <Filter shown={shown} go={go} />
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            return items.length === 0 ? (
              <p className="empty">{t(all ? "empty" : "noneSuch")}</p>
            ) : (
              <Register items={items} />
            );
          }}
        </Loaded>
        <More query={query} />
      </div>
      {officer && search.panel === "new" && <NewStatement close={() => go(shown)} />}
    </Page>
  );
}

const FIRST_YEAR = 2018;

function Filter({ shown, go }: { shown: Filters; go: (next: Search, replace?: boolean) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const [typed, setTyped] = useState(shown.q ?? "");
  useEffect(() => {
    if (typed === (shown.q ?? "")) return;
    const timer = setTimeout(() => go({ ...shown, q: typed || undefined }, true), 300);
    return () => clearTimeout(timer);
  }, [typed, shown, go]);
  const now = new Date().getFullYear();
  const years = Array.from({ length: now - FIRST_YEAR + 1 }, (_, at) => now - at);
  return (
    <search className="filters">
      <label className={shown.q ? "chosen" : undefined}>
        {t("find")}
        <input type="search" value={typed} maxLength={200} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <label className={shown.state ? "chosen" : undefined}>
        {c("state")}
        <select
          value={shown.state ?? ""}
          onChange={(event) => go({ ...shown, state: (event.target.value || undefined) as Filters["state"] })}
        >
          <option value="">{c("all")}</option>
          {STATES.map((value) => (
            <option key={value} value={value}>
              {word("statement.state", value)}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.year ? "chosen" : undefined}>
        {t("year")}
        <select
          value={shown.year ?? ""}
          onChange={(event) => go({ ...shown, year: Number(event.target.value) || undefined })}
        >
          <option value="">{c("all")}</option>
          {years.map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </select>
      </label>
      {Object.keys(shown).length > 0 && (
        <button
          type="button"
          className="btn plain"
          onClick={() => {
            setTyped("");
            go({});
          }}
        >
          <Icon name="cross" size={16} /> {t("clear")}
        </button>
      )}
    </search>
  );
}

/** By date; number, state, languages and embargo in their columns. */
function Register({ items }: { items: StatementItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    <table className="rows">
      <caption className="sr">{c("statements")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("number")}</th>
          <th scope="col">{c("title")}</th>
          <th scope="col">{c("state")}</th>
          <th scope="col">{t("languagesColumn")}</th>
          <th scope="col">{t("embargo")}</th>
          <th scope="col">{c("date")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td className="number minor">{item.number ?? t("draft")}</td>
            <th scope="row">
              <Link className="whole" to={links.statement(net, item.id)}>
                <Written text={item.title} />
              </Link>{" "}
              {item.urgency === "urgent" && item.state === "draft" && <Chip tone="wait">{t("urgent")}</Chip>}
              {item.corrects_id && <span className="small"> {t("corrigendum")}</span>}
            </th>
            <td>
              <Chip tone={TONE[item.state]}>{word("statement.state", item.state)}</Chip>
              <How item={item} />
            </td>
            <td className="minor">
              <Spoken item={item} />
            </td>
            <td className="minor">
              <Embargoed item={item} />
            </td>
            <td>
              <time dateTime={dateOf(item)}>{day(dateOf(item), spoken)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A draft is somewhere on its way: what its decision says, and who has signed already. */
function How({ item }: { item: StatementItem }) {
  const t = useStrings(strings);
  const word = useWord();
  if (item.state !== "draft" || !item.decision_state) return null;
  return (
    <span className="small how">
      {word("decision.state", item.decision_state)}
      {item.signed_by.length > 0 && ` · ${t("signedBy", { organisations: item.signed_by.join(", ") })}`}
    </span>
  );
}

const dateOf = (item: StatementItem) => item.released_at ?? item.published_at ?? item.signed_at ?? item.created_at;

/** EN is authoritative; what is stale, in work or missing says so in words. */
function Spoken({ item }: { item: StatementItem }) {
  const t = useStrings(strings);
  return (
    <ul className="spoken">
      <li>
        <abbr title={NAMES[item.authoritative]}>{item.authoritative.toUpperCase()}</abbr>
      </li>
      {item.translations
        .filter((each) => each.status !== "missing")
        .map((each) => (
          <li key={each.language} className={each.stale ? "tone-ochre" : undefined}>
            <abbr title={NAMES[each.language]}>{each.language.toUpperCase()}</abbr>
            {each.stale && ` ${t("translation_stale")}`}
            {!each.stale && each.status === "draft" && <span className="small"> {t("translation_draft")}</span>}
          </li>
        ))}
    </ul>
  );
}

function Embargoed({ item }: { item: StatementItem }) {
  const spoken = useLanguage();
  const now = useNow(undefined, 60_000);
  if (!item.embargo_at || item.state === "abandoned") return <>–</>;
  const over = Date.parse(item.embargo_at) <= now;
  return (
    <time className={over ? "quiet" : "tone-ochre"} dateTime={item.embargo_at}>
      {moment(item.embargo_at, spoken)}
    </time>
  );
}
