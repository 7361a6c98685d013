import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, left, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, More, Needs, useNow, Written } from "../../ui/parts";
import { Draft } from "./Draft";
import "./decisions.css";
import { type DecisionItem, decision, type Filters, KINDS, PENDING, page, STATES, TONE, useOfficer } from "./queries";
import { strings } from "./strings";

export { Draft } from "./Draft";

interface Search extends Filters {
  panel?: string;
  meeting?: string;
  item?: string;
}
const MOST_OPEN = 6;

/** The register nobody can quietly rewrite. */
export function Decisions() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const officer = useOfficer(net);
  const shown: Filters = {
    ...(search.state ? { state: search.state } : {}),
    ...(search.kind ? { kind: search.kind } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [net, "decisions", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const go = (next: Search) => navigate({ to: ".", search: next as never });
  const begin = officer ? () => void go({ ...shown, panel: "new" }) : undefined;
  useKeys({ n: begin });
  return (
    <Page
      title={c("decisions")}
      visibility="members"
      acts={
        begin && (
          <button type="button" className="btn main" onClick={begin}>
            <Icon name="plus" size={18} /> {t("new")}
          </button>
        )
      }
    >
      <div className="body">
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            const all = Object.keys(shown).length === 0;
            if (items.length === 0 && all) return <p className="empty">{t("empty")}</p>;
            return (
              <>
                {all && <Pending items={items.filter((item) => PENDING.includes(item.state)).slice(0, MOST_OPEN)} />}
                <Filter shown={shown} go={go} />
                {items.length === 0 ? <p className="empty">{t("noneSuch")}</p> : <Register items={items} />}
              </>
            );
          }}
        </Loaded>
        <More query={query} />
      </div>
      {officer && search.panel === "new" && (
        <Draft close={() => go(shown)} meeting={search.meeting} item={search.item} />
      )}
    </Page>
  );
}

function Filter({ shown, go }: { shown: Filters; go: (next: Search) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const choice = (name: "state" | "kind", of: string, values: readonly string[]) => (
    <label className={shown[name] ? "chosen" : undefined}>
      {c(name)}
      <select
        value={shown[name] ?? ""}
        onChange={(event) => go({ ...shown, [name]: event.target.value || undefined } as Search)}
      >
        <option value="">{c("all")}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {word(of, value)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="filters">
      {choice("state", "decision.state", STATES)}
      {choice("kind", "decision.kind", KINDS)}
      {Object.keys(shown).length > 0 && (
        <button type="button" className="btn plain" onClick={() => go({})}>
          <Icon name="cross" size={16} /> {t("clear")}
        </button>
      )}
    </div>
  );
}

/** Open ones stand above the table, each with what it needs; those that wait for my organisation first. */
function Pending({ items }: { items: DecisionItem[] }) {
  const t = useStrings(strings);
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
            </p>
            {read[at]?.data && <Needs needs={read[at].data.needs} />}
          </li>
        );
      })}
    </ul>
  );
}

function Register({ items }: { items: DecisionItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    <table className="rows">
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
          <tr key={item.id}>
            <td className="number minor">{item.number ?? t("draft")}</td>
            <th scope="row">
              <Link className="whole" to={links.decision(net, item.id)}>
                <Written text={item.title} />
              </Link>
            </th>
            <td className="minor">{word("decision.kind", item.kind)}</td>
            <td>
              <Chip tone={TONE[item.state]}>{word("decision.state", item.state)}</Chip>
            </td>
            <td className="minor">{item.procedure ? word("procedure", item.procedure) : "–"}</td>
            <td className="minor">
              {item.roll_count ? t("of", { count: item.answered_count, all: item.roll_count }) : "–"}
            </td>
            <td>
              {item.adopted_at
                ? `${t("adoptedOn")} ${day(item.adopted_at, spoken)}`
                : item.deadline_at
                  ? moment(item.deadline_at, spoken)
                  : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
