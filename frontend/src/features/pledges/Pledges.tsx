import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { me } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, More } from "../../ui/parts";
import { organisations } from "../members/queries";
import "./pledges.css";
import { type Filters, type PledgeItem, type PledgeRead, page, STATES, TONE } from "./queries";
import { strings } from "./strings";

interface Search extends Filters {
  panel?: string;
}
const OFFICERS = ["secretariat", "co_chair"];
const SPEAKERS = ["focal_point", "alternate"];
const OBJECTIVES = Array.from({ length: 23 }, (_, at) => at + 1);

/** What was pledged for the Compact, and what came of it. */
export function Pledges() {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const person = useQuery(me);
  const posts = person.data?.appointments.filter((post) => post.network === net) ?? [];
  const writes = posts.some((post) => [...OFFICERS, ...SPEAKERS].includes(post.role));
  const shown: Filters = {
    ...(search.state ? { state: search.state } : {}),
    ...(search.objective ? { objective: Number(search.objective) } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [net, "pledges", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const go = (next: Search) => navigate({ to: ".", search: next as never });
  const begin = writes ? () => void go({ ...shown, panel: "new" }) : undefined;
  useKeys({ n: begin });
  return (
    <Page
      title={t("pledges")}
      acts={
        begin && (
          <div className="row acts">
            <button type="button" className="btn main" onClick={begin}>
              <Icon name="plus" size={18} /> {t("new")}
            </button>
          </div>
        )
      }
    >
      <div className="body">
        <Filter shown={shown} go={go} />
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            if (items.length > 0) return <Register items={items} />;
            return <p className="empty">{t(Object.keys(shown).length ? "noneSuch" : "empty")}</p>;
          }}
        </Loaded>
        <More query={query} />
      </div>
      {begin && search.panel === "new" && (
        <New officer={posts.some((post) => OFFICERS.includes(post.role))} close={() => go(shown)} />
      )}
    </Page>
  );
}

function Filter({ shown, go }: { shown: Filters; go: (next: Search) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const file = (format: string) => {
    const query = new URLSearchParams({ format, language: spoken });
    for (const [name, value] of Object.entries(shown)) query.set(name, String(value));
    return `/api/v1/networks/${net}/pledges/export?${query}`;
  };
  return (
    <search className="filters">
      <label className={shown.state ? "chosen" : undefined}>
        {c("state")}
        <select
          value={shown.state ?? ""}
          onChange={(event) => go({ ...shown, state: (event.target.value || undefined) as Filters["state"] })}
        >
          <option value="">{c("all")}</option>
          {STATES.map((value) => (
            <option key={value} value={value}>
              {word("pledge.state", value)}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.objective ? "chosen" : undefined}>
        {t("objective")}
        <select
          value={shown.objective ?? ""}
          onChange={(event) => go({ ...shown, objective: Number(event.target.value) || undefined })}
        >
          <option value="">{c("all")}</option>
          {OBJECTIVES.map((number) => (
            <option key={number}>{number}</option>
          ))}
        </select>
      </label>
      <a className="btn plain" href={file("xlsx")} download>
        XLSX
      </a>
      <a className="btn plain" href={file("csv")} download>
        CSV
      </a>
    </search>
  );
}

function Register({ items }: { items: PledgeItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table that is scrolled by keyboard too
    <section className="scroll wide" aria-label={t("pledges")} tabIndex={0}>
      <table className="pledges">
        <thead>
          <tr>
            <th scope="col">{t("pledge")}</th>
            <th scope="col">{t("entity")}</th>
            <th scope="col">{t("objectives")}</th>
            <th scope="col">{c("state")}</th>
            <th scope="col">{t("until")}</th>
            <th scope="col">{t("notes")}</th>
          </tr>
        </thead>
        <tbody className="rows">
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link className="whole" to={links.pledge(net, item.id)}>
                  <span className="small">{item.number}</span>
                  <br />
                  {item.title}
                </Link>
              </th>
              <td>
                <abbr title={written(item.entity.name, spoken).text}>{item.entity.acronym}</abbr>
              </td>
              <td>{item.objectives.join(", ") || "–"}</td>
              <td>
                <Chip tone={TONE[item.state]}>{word("pledge.state", item.state)}</Chip>
              </td>
              <td>{item.until_on ? day(item.until_on, spoken) : "–"}</td>
              <td>{item.progress_count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whose it is and what it is called; the form is filled in on its own page. */
function New({ officer, close }: { officer: boolean; close: () => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const person = useQuery(me);
  const every = useQuery({ ...organisations, enabled: officer });
  const own = new Map(
    (person.data?.appointments ?? [])
      .filter((post) => post.network === net && SPEAKERS.includes(post.role))
      .map((post) => [post.organisation_id, post.acronym]),
  );
  const options = officer
    ? (every.data ?? []).map((each) => ({
        value: each.id,
        label: `${each.acronym} – ${written(each.name, spoken).text}`,
      }))
    : [...own].map(([value, label]) => ({ value, label }));
  const send = ({ organisation_id, title }: Values) =>
    body(
      api.POST("/api/v1/networks/{network}/pledges", {
        params: { path: { network: net } },
        body: { organisation_id, title } as never,
      }),
    );
  return (
    <Dialog title={t("new")} close={close} panel>
      <Form
        act={t("begin")}
        cancel={close}
        send={send}
        done={(answer) => navigate({ to: links.pledge(net, (answer as PledgeRead).id) })}
      >
        {(problem) => (
          <>
            <Field label={t("entity")} name="organisation_id" options={options} problem={problem} />
            <Field label={t("name")} name="title" max={200} help={t("nameHelp")} problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
