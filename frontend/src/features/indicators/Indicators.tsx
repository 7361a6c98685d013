import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Sparkline } from "../../ui/chart";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, More, Written } from "../../ui/parts";
import { useSecretariat } from "../decisions/queries";
import { composition } from "../members/queries";
import { overview } from "../objectives/queries";
import { Downloads } from "./Downloads";
import { useReports } from "./importing";
import { NewIndicator } from "./NewIndicator";
import { periodTitle } from "./periods";
import { type Filters, FRAMEWORKS, type IndicatorItem, page, STATUS_TONE } from "./queries";
import { Figure, say } from "./said";
import { strings } from "./strings";
import { ToApprove } from "./ToApprove";
import "./indicators.css";

interface Search extends Filters {
  panel?: string;
}

/** What the network measures: what waits for me first, then every indicator with its last value, target and trend. */
export function Indicators() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const secretariat = useSecretariat(net);
  const reports = useReports(net);
  const shown: Filters = {
    ...(search.q ? { q: String(search.q).slice(0, 200) } : {}),
    ...(search.objective ? { objective: Number(search.objective) } : {}),
    ...(search.organisation_id ? { organisation_id: search.organisation_id } : {}),
    ...(search.framework ? { framework: search.framework } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [net, "indicators", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const waiting = useQuery({
    queryKey: [net, "indicators", "waiting"],
    queryFn: () => page(net, { waiting: true }),
  });
  const go = (next: Search, replace = false) => navigate({ to: ".", search: next as never, replace });
  const begin = secretariat ? () => void go({ ...shown, panel: "new" }) : undefined;
  useKeys({ n: begin });
  const narrowed = Object.keys(shown).length > 0;
  const mine = waiting.data?.items ?? [];
  return (
    <Page
      title={c("indicators")}
      acts={
        <div className="row acts">
          {begin && (
            <button type="button" className="btn main" onClick={begin}>
              <Icon name="plus" size={18} /> {t("new")}
            </button>
          )}
          {reports && (
            <Link className="btn" to={links.indicatorImport(net)}>
              {t("import")}
            </Link>
          )}
          <Downloads filters={shown} />
        </div>
      }
    >
      <div className="body indicators">
        {secretariat && !narrowed && <ToApprove />}
        {mine.length > 0 && !narrowed && (
          <section className="stack">
            <h2>{t("waitingForMe")}</h2>
            <Register items={mine} caption={t("waitingForMe")} />
          </section>
        )}
        <section className="stack">
          {mine.length > 0 && !narrowed && <h2>{t("others")}</h2>}
          <Filter shown={shown} go={go} />
          <Loaded query={query}>
            {(data) => {
              const items = data.pages.flatMap((each) => each.items);
              return items.length === 0 ? (
                <p className="empty">{t(narrowed ? "noneSuch" : "empty")}</p>
              ) : (
                <Register items={items} caption={c("indicators")} />
              );
            }}
          </Loaded>
          <More query={query} />
        </section>
      </div>
      {secretariat && search.panel === "new" && <NewIndicator close={() => go(shown)} />}
    </Page>
  );
}

function Filter({ shown, go }: { shown: Filters; go: (next: Search, replace?: boolean) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const members = useQuery(composition(net)).data?.items ?? [];
  const objectives = useQuery(overview(net)).data?.items ?? [];
  const [typed, setTyped] = useState(shown.q ?? "");
  useEffect(() => {
    if (typed.trim() === (shown.q ?? "")) return;
    const timer = setTimeout(() => go({ ...shown, q: typed.trim() || undefined }, true), 300);
    return () => clearTimeout(timer);
  }, [typed, shown, go]);
  return (
    <search className="filters">
      <label className={shown.q ? "chosen" : undefined}>
        {t("find")}
        <input type="search" value={typed} maxLength={200} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <label className={shown.objective ? "chosen" : undefined}>
        {t("objective")}
        <select
          value={shown.objective ?? ""}
          onChange={(event) => go({ ...shown, objective: Number(event.target.value) || undefined })}
        >
          <option value="">{c("all")}</option>
          {objectives.map((each) => (
            <option key={each.number} value={each.number}>
              {each.number}. {written(each.title, spoken).text}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.organisation_id ? "chosen" : undefined}>
        {c("organisation")}
        <select
          value={shown.organisation_id ?? ""}
          onChange={(event) => go({ ...shown, organisation_id: event.target.value || undefined })}
        >
          <option value="">{c("all")}</option>
          {members.map((each) => (
            <option key={each.organisation_id} value={each.organisation_id}>
              {each.acronym}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.framework ? "chosen" : undefined}>
        {t("framework")}
        <select
          value={shown.framework ?? ""}
          onChange={(event) => go({ ...shown, framework: (event.target.value || undefined) as Filters["framework"] })}
        >
          <option value="">{c("all")}</option>
          {FRAMEWORKS.map((each) => (
            <option key={each} value={each}>
              {word("indicator.framework", each)}
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

function Register({ items, caption }: { items: IndicatorItem[]; caption: string }) {
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
