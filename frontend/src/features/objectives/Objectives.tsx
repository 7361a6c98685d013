import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { Loaded } from "../../ui/parts";
import { HeatMap } from "./HeatMap";
import "./objectives.css";
import { usePhone } from "./phone";
import { type ObjectiveItem, overview, waiting } from "./queries";
import { chosen, halfYears, PRIORITIES, tally, type Wanted } from "./rules";
import { strings } from "./strings";
import { Table } from "./Table";
import { Areas, Tiles } from "./Tiles";
import { Waiting } from "./Waiting";

const LENSES = ["number", "area", "priority", "heat", "table"] as const;
const NAME = { number: "byNumber", area: "byArea", priority: "byPriority", heat: "heat", table: "table" } as const;
const MOST_COLUMNS = 10;

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
    <Page
      title={country ? t("headingIn", { country }) : t("heading")}
      visibility="partners"
      acts={
        <div className="row acts">
          <ToApprove />
          <Link className="btn" to={links.pledges(net)}>
            <Icon name="send" size={18} /> {t("pledges")}
          </Link>
          <Export />
        </div>
      }
    >
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

/** How many wait for the secretariat, one click away from them. */
function ToApprove() {
  const t = useStrings(strings);
  const net = useNet();
  const person = useQuery(me);
  const approves =
    person.data?.appointments.some((post) => post.network === net && post.role === "secretariat") ?? false;
  const query = useQuery({ ...waiting(net), enabled: approves });
  const count = query.data?.items.length ?? 0;
  if (!approves || count === 0) return null;
  return (
    <Link className="btn main" to="." search={{ lens: "waiting" } as never}>
      <Icon name="wait" size={18} /> {t("toApprove", { count })}
    </Link>
  );
}

/** The overview as a file, in the reader's language. */
function Export() {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const file = (format: string) => `/api/v1/networks/${net}/objectives/export?format=${format}&language=${spoken}`;
  return (
    <Menu className="export" label={<>{t("download")} ▾</>}>
      {["xlsx", "csv", "pdf"].map((format) => (
        <li key={format}>
          <a href={file(format)} download>
            {format.toUpperCase()}
          </a>
        </li>
      ))}
    </Menu>
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
  const shown = chosen(items, wanted, wanted.lens === "heat" || wanted.lens === "table" ? [] : mine);
  const periods = halfYears(items, now);
  const map = halfYears(items, now, MOST_COLUMNS);
  const columns = phone ? [...map].reverse() : map; // what was said last stands where the thumb is
  if (wanted.lens === "waiting") return <Waiting />;
  if (shown.length === 0) return <p className="empty">{t("noneFits")}</p>;
  if (wanted.lens === "table") return <Table items={shown} />;
  if (wanted.lens === "heat") return <HeatMap items={shown} periods={columns} />;
  if (wanted.lens === "area") return <Areas items={shown} periods={periods} />;
  const led = shown.some((item) => item.lead && mine.includes(item.lead.acronym));
  return (
    <>
      {led && <p className="small">{t("mineFirst", { organisation: mine[0] })}</p>}
      <Tiles items={shown} periods={periods} />
    </>
  );
}
