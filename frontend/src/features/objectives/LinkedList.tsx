import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { linkOf, links } from "../../app/links";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog } from "../../ui/Form";
import { Icon, type IconName } from "../../ui/Icon";
import { Loaded, More, ProblemNote, Written } from "../../ui/parts";
import { type LinkedItem, linked, type ObjectiveRead, type Since } from "./queries";
import { years } from "./rules";
import { strings } from "./strings";

type Found = Schemas["FoundRead"];
const KINDS = [
  "meetings",
  "agenda_items",
  "minutes",
  "decisions",
  "statements",
  "proposals",
  "action_points",
  "activities",
  "workplans",
  "indicators",
  "pledges",
  "assessments",
  "reviews",
  "documents",
  "objectives",
] as const;
type Kind = (typeof KINDS)[number];
const ICON: Record<Kind, IconName> = {
  meetings: "meeting",
  agenda_items: "meeting",
  minutes: "journal",
  decisions: "decision",
  statements: "statement",
  action_points: "tick",
  proposals: "proposal",
  activities: "workplan",
  workplans: "workplan",
  indicators: "indicator",
  pledges: "send",
  assessments: "objective",
  reviews: "review",
  documents: "journal",
  objectives: "objective",
};
const WRITERS = ["secretariat", "co_chair", "focal_point", "alternate"];
const known = (kind: string): kind is Kind => (KINDS as readonly string[]).includes(kind);

interface Props {
  objective: ObjectiveRead;
  keep: () => void;
}

/** What the network did on this objective: a sentence, then one dated list of every kind. */
export function LinkedList({ objective: found, keep }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const person = useQuery(me);
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const wanted: Since = {
    ...(known(String(search.kind)) ? { kind: String(search.kind) } : {}),
    ...(/^20\d\d$/.test(String(search.since)) ? { since: String(search.since) } : {}),
  };
  const key = [net, "objectives", found.number, "linked"];
  const query = useInfiniteQuery({
    queryKey: [...key, wanted],
    queryFn: ({ pageParam }) => linked(net, found.number, wanted, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const writes = person.data?.appointments.some((post) => post.network === net && WRITERS.includes(post.role)) ?? false;
  const set = (name: keyof Since, value: string) =>
    navigate({
      to: ".",
      search: { ...search, [name]: value || undefined } as never,
      replace: true,
      resetScroll: false,
    });
  const changed = () => {
    queries.invalidateQueries({ queryKey: key });
    keep();
  };
  const remove = async (link_id: string) => {
    setProblem(null);
    try {
      await api.DELETE("/api/v1/networks/{network}/links/{link_id}", {
        params: { path: { network: net, link_id } },
      } as never);
      changed();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  return (
    <section className="stack" aria-labelledby="everything-linked">
      <h2 id="everything-linked">{t("linked")}</h2>
      <Loaded query={query}>
        {({ pages }) => {
          const [first] = pages;
          const items = pages.flatMap((page) => page.items);
          const kinds = KINDS.filter((kind) => first?.counts[kind] || wanted.kind === kind);
          return (
            <>
              <p role="status">{first?.sentence}</p>
              <div className="filters">
                <label>
                  {c("kind")}
                  <select value={wanted.kind ?? ""} onChange={(event) => set("kind", event.target.value)}>
                    <option value="">{c("all")}</option>
                    {kinds.map((kind) => (
                      <option key={kind} value={kind}>
                        {t(`kind_${kind}`)} ({first?.counts[kind] ?? 0})
                      </option>
                    ))}
                  </select>
                </label>
                <label>
                  {t("since")}
                  <select value={wanted.since ?? ""} onChange={(event) => set("since", event.target.value)}>
                    <option value="">{c("all")}</option>
                    {years(found.period).map((year) => (
                      <option key={year}>{year}</option>
                    ))}
                  </select>
                </label>
              </div>
              {items.length === 0 && (
                <p className="quiet">{t(wanted.kind || wanted.since ? "noLinksFit" : "noLinks")}</p>
              )}
              <ul className="linked-list">
                {items.map((item) => (
                  <Row
                    key={`${item.kind}/${item.id}`}
                    item={item}
                    objective={found.number}
                    remove={writes && item.link_id ? () => remove(item.link_id as string) : undefined}
                  />
                ))}
              </ul>
              <More query={query} />
            </>
          );
        }}
      </Loaded>
      {problem && <ProblemNote problem={problem} />}
      {writes && (
        <div>
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            {t("addLinked")}
          </button>
        </div>
      )}
      {adding && <Finder objective={found} keep={changed} close={() => setAdding(false)} />}
    </section>
  );
}

interface RowProps {
  item: LinkedItem;
  objective: number;
  remove?: () => void;
}

function Row({ item, objective, remove }: RowProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const kind = known(item.kind) ? item.kind : "documents";
  const said = item.kind === "assessments";
  const search = said ? { period: item.number ?? undefined } : undefined;
  const to = said ? links.objective(net, objective) : linkOf(net, item.kind, item.id, item.number);
  return (
    <li>
      <span>
        <span className="small">
          <Icon name={ICON[kind]} size={15} /> {t(`kind_${kind}`)} {item.number} ·{" "}
          <time dateTime={item.at}>{day(item.at, spoken)}</time>
        </span>
        <br />
        <Link to={to} search={search as never}>
          <Written text={item.title} />
        </Link>
      </span>
      {remove && (
        <button
          type="button"
          className="btn plain small"
          aria-label={t("unlink", { title: written(item.title, spoken).text })}
          onClick={remove}
        >
          {c("remove")}
        </button>
      )}
    </li>
  );
}

/** A number or some words; each thing found can be linked. */
function Finder({ objective: found, keep, close }: Props & { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const [items, setItems] = useState<Found[] | null>(null);
  const [joined, setJoined] = useState(() => new Set(found.links.map((link) => link.id)));
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    if (!q) return;
    attempt(async () => {
      const answer = await body(
        api.GET("/api/v1/networks/{network}/search", { params: { path: { network: net }, query: { q, limit: 10 } } }),
      );
      setItems(answer.items.filter((item) => known(item.kind) && item.id !== found.id));
    });
  };
  const join = (item: Found) =>
    attempt(async () => {
      await api.PUT("/api/v1/networks/{network}/links", {
        params: { path: { network: net } },
        body: { one: { kind: "objectives", id: found.id }, other: { kind: item.kind, id: item.id } },
      } as never);
      setJoined(new Set([...joined, item.id]));
      keep();
    });
  return (
    <Dialog title={t("addLinked")} close={close}>
      <search>
        <form onSubmit={find}>
          <div className="field">
            <label htmlFor="find-linked">{t("findLinked")}</label>
            <div className="row">
              <input id="find-linked" name="q" className="grow" maxLength={200} aria-describedby="find-help" />
              <button type="submit" className="btn main">
                {t("find")}
              </button>
            </div>
            <div className="help" id="find-help">
              {t("findHelp")}
            </div>
          </div>
        </form>
      </search>
      <div role="status">{items?.length === 0 && <p>{t("foundNone")}</p>}</div>
      <ul className="linked-list">
        {items?.map((item) => (
          <li key={item.id}>
            <span>
              <span className="small">
                {t(`kind_${item.kind as Kind}`)} {item.number}
              </span>
              <br />
              <Written text={item.title} />
            </span>
            {joined.has(item.id) ? (
              <span className="small">{t("alreadyLinked")}</span>
            ) : (
              <button
                type="button"
                className="btn small"
                aria-label={t("linkIt", { title: written(item.title, spoken).text })}
                onClick={() => join(item)}
              >
                {c("add")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {problem && <ProblemNote problem={problem} />}
      <div className="acts">
        <button type="button" className="btn" onClick={close}>
          {c("close")}
        </button>
      </div>
    </Dialog>
  );
}
