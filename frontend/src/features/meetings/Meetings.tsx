import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, More, Needs, Written } from "../../ui/parts";
import { Filter } from "./Filter";
import { AskForMeeting } from "./MeetingForm";
import "./meetings.css";
import { NewMeeting, type Slot } from "./NewMeeting";
import { OwnAnswers, Span } from "./parts";
import { yearOf } from "./quarters";
import { coming, type Filters, type MeetingItem, meeting, page, TONE } from "./queries";
import { Rhythm } from "./Rhythm";
import "./rhythm.css";
import { rhythm } from "./rhythm.queries";
import { strings as own } from "./rhythm.strings";
import { strings } from "./strings";
import { UnctDates } from "./Unct";

interface Asked {
  panel?: "new" | "ask" | "unct";
  plan?: number;
  kind?: MeetingItem["kind"];
  state?: MeetingItem["state"];
  year?: number;
}

/** Is every quarter kept, what comes, what was. */
export function Meetings() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const { panel, plan, kind, state, year, at, until, unct } = useSearch({ strict: false }) as Asked & Slot;
  const may = useQuery(rhythm(net, plan)).data?.may ?? [];
  const drafts = may.includes("draft");
  const asks = may.includes("request");
  const wanted: Filters = { kind, state, year };
  const narrowed = Object.values(wanted).some(Boolean);
  const query = useInfiniteQuery({
    queryKey: [net, "meetings", "list", wanted],
    queryFn: ({ pageParam }) => page(net, pageParam, wanted),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const show = (next?: Asked["panel"]) =>
    navigate({
      to: ".",
      search: (before: object) =>
        ({ ...before, panel: next, at: undefined, until: undefined, unct: undefined }) as never,
    });
  useKeys({ n: drafts ? () => void show("new") : undefined });
  return (
    <Page
      title={c("meetings")}
      acts={
        asks && (
          <div className="row acts">
            <button type="button" className={drafts ? "btn" : "btn main"} onClick={() => show("ask")}>
              {t("ask")}
            </button>
            {drafts && (
              <button type="button" className="btn main" onClick={() => show("new")}>
                {t("draft")}
              </button>
            )}
          </div>
        )
      }
    >
      <div className="body meetings">
        {!narrowed && <Coming />}
        {!narrowed && <Rhythm year={plan} keepDates={() => show("unct")} />}
        <Filter shown={wanted} />
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            return (
              <>
                {narrowed ? <Found items={items} /> : <Everything items={items} />}
                <More query={query} />
              </>
            );
          }}
        </Loaded>
      </div>
      {panel === "new" && drafts && <NewMeeting slot={{ at, until, unct }} close={() => show()} />}
      {panel === "ask" && asks && <AskForMeeting slot={{ at, until }} close={() => show()} />}
      {panel === "unct" && may.includes("keep_unct") && <UnctDates close={() => show()} />}
    </Page>
  );
}

const when = (item: MeetingItem) => item.starts_at ?? "";

/** The meeting that runs or comes next, before everything else. */
function Coming() {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(coming(net));
  return (
    <section className="stack next" aria-label={t("next")}>
      <h2>{t("next")}</h2>
      <Loaded query={query}>{(next) => (next ? <Next id={next.id} /> : <p className="quiet">{t("noNext")}</p>)}</Loaded>
    </section>
  );
}

function Found({ items }: { items: MeetingItem[] }) {
  const o = useStrings(own);
  if (items.length === 0) return <p className="empty">{o("noneSuch")}</p>;
  return <Group title={o("found")} items={items} />;
}

function Everything({ items }: { items: MeetingItem[] }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const inState = (...states: string[]) => items.filter((item) => states.includes(item.state));
  const upcoming = inState("in_session", "convened").sort((a, b) => when(a).localeCompare(when(b)));
  const held = inState("held");
  const years = [...new Set(held.map((item) => yearOf(when(item))))].sort((a, b) => b - a);
  if (items.length === 0) return <p className="empty">{o("emptyOffers")}</p>;
  return (
    <>
      <Group title={t("requests")} items={inState("requested")} />
      <Group title={t("drafts")} items={inState("draft")} />
      <Group title={t("upcoming")} items={upcoming.slice(1)} />
      {years.map((year) => (
        <Group key={year} title={t("heldIn", { year })} items={held.filter((item) => yearOf(when(item)) === year)} />
      ))}
      <Group title={t("closed")} items={inState("deferred", "cancelled")} />
    </>
  );
}

/** The next meeting: what it still needs, and the answer of my organisation. */
function Next({ id }: { id: string }) {
  const word = useWord();
  const net = useNet();
  const query = useQuery(meeting(net, id));
  return (
    <Loaded query={query}>
      {(found) => (
        <>
          <p>
            <Link className="whole" to={links.meeting(net, id)}>
              <Written text={found.title} />
            </Link>{" "}
            <Chip tone={TONE[found.state]}>{word("meeting.state", found.state)}</Chip>
            <br />
            <Span from={found.starts_at} until={found.ends_at} />
            {found.place && <span className="quiet"> · {found.place}</span>}
          </p>
          <OwnAnswers found={found} />
          <Needs needs={found.needs} />
        </>
      )}
    </Loaded>
  );
}

function Group({ title, items }: { title: string; items: MeetingItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  if (items.length === 0) return null;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t("number")}</th>
            <th scope="col">{c("title")}</th>
            <th scope="col">{c("kind")}</th>
            <th scope="col">{t("date")}</th>
            <th scope="col">{c("state")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="number minor">{item.number}</td>
              <th scope="row">
                <Link className="whole" to={links.meeting(net, item.id)}>
                  <Written text={item.title} />
                </Link>
              </th>
              <td className="minor">{word("meeting.kind", item.kind)}</td>
              <td>
                <Span from={item.starts_at} until={item.ends_at} />
              </td>
              <td>
                <Chip tone={TONE[item.state]}>{word("meeting.state", item.state)}</Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
