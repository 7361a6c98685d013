import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { linkOf } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Icon, type IconName } from "../../ui/Icon";
import { Chip, Loaded } from "../../ui/parts";
import { isExact, marked } from "./marking";
import { strings } from "./strings";
import "./home.css";

const MOST = 50;
const SHOWN = 240; // letters of a summary that the API keeps
const ICONS: Record<string, IconName> = {
  action_points: "tick",
  decisions: "decision",
  meetings: "meeting",
  agenda_items: "meeting",
  minutes: "journal",
  statements: "statement",
  objectives: "objective",
  proposals: "proposal",
  workplans: "workplan",
  reviews: "review",
  activities: "workplan",
};

/** One field over everything that is entered; what is asked stands in the address. */
export function Search() {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const asked = String((useSearch({ strict: false }) as { q?: string | number }).q ?? "");
  const [typed, setTyped] = useState(asked);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const wanted = asked.trim().slice(0, 200);
  const query = useQuery({
    queryKey: [net, "search", wanted],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/search", {
          params: { path: { network: net }, query: { q: wanted, limit: MOST } },
        }),
      ),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const arrived = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each arrival, when the heading has had the focus
  useEffect(() => field.current?.focus(), [arrived]);
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(
      () => navigate({ to: ".", search: { q: typed || undefined } as never, replace: true }),
      250,
    );
    return () => clearTimeout(timer);
  }, [typed, asked, navigate]);
  const walk = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const open = event.key === "Enter" && event.target === field.current;
    if ((!by && !open) || links.length === 0) return;
    event.preventDefault();
    const first = query.data?.items[0];
    if (open && first && isExact(first.number, typed)) links[0]?.click();
    else (links[links.indexOf(document.activeElement as HTMLElement) + (by ?? 1)] ?? field.current)?.focus();
  };
  return (
    <Page title={t("searchTitle")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from the field through the links */}
      <div className="body" onKeyDown={walk}>
        <search className="search-field stack">
          <div className="field">
            <label htmlFor="q">{t("searchLabel")}</label>
            <input
              ref={field}
              id="q"
              type="search"
              value={typed}
              maxLength={200}
              autoComplete="off"
              aria-describedby="q-help"
              onChange={(event) => setTyped(event.target.value)}
            />
            <div id="q-help" className="help">
              {t("searchHint")}
            </div>
          </div>
        </search>
        {wanted && (
          <Loaded query={query}>
            {({ items }) => (
              <>
                <p role="status" className="quiet">
                  {items.length === 0
                    ? t("foundNone", { query: wanted })
                    : t(items.length === MOST ? "foundFirst" : "found", { count: items.length })}
                </p>
                <ul className="things found" ref={list}>
                  {items.map((item) => (
                    <Result key={item.kind + item.id} item={item} query={wanted} />
                  ))}
                </ul>
              </>
            )}
          </Loaded>
        )}
      </div>
    </Page>
  );
}

function Result({ item, query }: { item: Schemas["FoundRead"]; query: string }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const title = written(item.title, spoken);
  return (
    <li>
      <span className="icon">
        <Icon name={ICONS[item.kind] ?? "journal"} />
      </span>
      <span>
        <Link className="what" to={linkOf(net, item.kind, item.id, item.number)} lang={title.lang}>
          <Marked text={title.text} query={query} />
        </Link>{" "}
        {isExact(item.number, query) && <Chip tone="good">{t("exact")}</Chip>}
        <br />
        <span className="quiet">
          {item.kind === "minutes" ? t("kindMinutes") : item.kind !== "objectives" && c(item.kind as "decisions")}
          {item.number && (
            <>
              {item.kind !== "objectives" && " · "}
              <span className="number">
                {item.kind === "objectives" ? t("objective", { number: item.number }) : item.number}
              </span>
            </>
          )}
          {item.summary && (
            <>
              {" · "}
              <Marked text={item.summary.length < SHOWN ? item.summary : `${item.summary}…`} query={query} />
            </>
          )}
        </span>
      </span>
      <time className="when" dateTime={item.at}>
        {day(item.at, spoken)}
      </time>
    </li>
  );
}

const Marked = ({ text, query }: { text: string; query: string }) => (
  <>
    {marked(text, query).map((piece) =>
      piece.hit ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
    )}
  </>
);
