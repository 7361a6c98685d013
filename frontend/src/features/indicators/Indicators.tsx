import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Loaded, More } from "../../ui/parts";
import { useSecretariat } from "../decisions/queries";
import { composition } from "../members/queries";
import { overview } from "../objectives/queries";
import { Downloads } from "./Downloads";
import { useReports } from "./importing";
import { NewIndicator } from "./NewIndicator";
import { type Filters, FRAMEWORKS, page } from "./queries";
import { Register } from "./Register";
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
