import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, More, Needs, Written } from "../../ui/parts";
import { AskForMeeting, DraftMeeting } from "./MeetingForm";
import "./meetings.css";
import { OwnAnswers, Span } from "./parts";
import { yearOf } from "./quarters";
import { type MeetingItem, meeting, page, TONE } from "./queries";
import { Rhythm } from "./Rhythm";
import { strings } from "./strings";

const OFFICERS = ["secretariat", "co_chair"];
const SPEAKERS = ["focal_point", "alternate"];

/** Is every quarter kept, what comes, what was. */
export function Meetings() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const { panel } = useSearch({ strict: false }) as { panel?: string };
  const person = useQuery(me);
  const about = useQuery(network(net));
  const roles =
    person.data?.appointments.filter((post) => post.network === net).map((post) => post.role as string) ?? [];
  const drafts = roles.some((role) => OFFICERS.includes(role));
  const asks = drafts || roles.some((role) => SPEAKERS.includes(role));
  const query = useInfiniteQuery({
    queryKey: [net, "meetings", "list"],
    queryFn: ({ pageParam }) => page(net, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const show = (next?: string) => navigate({ to: ".", search: { panel: next } as never });
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
        <Loaded query={query}>
          {(data) => (
            <>
              <Everything
                items={data.pages.flatMap((each) => each.items)}
                since={about.data?.established_on ?? null}
                mend={asks && <Mend panel={drafts ? "new" : "ask"} />}
              />
              <More query={query} />
            </>
          )}
        </Loaded>
      </div>
      {panel === "new" && drafts && <DraftMeeting close={() => show()} />}
      {panel === "ask" && asks && <AskForMeeting close={() => show()} />}
    </Page>
  );
}

const when = (item: MeetingItem) => item.starts_at ?? "";

/** What can be done about a missing meeting. */
function Mend({ panel }: { panel: "new" | "ask" }) {
  const t = useStrings(strings);
  return (
    <Link to="." search={{ panel } as never}>
      {panel === "new" ? t("draft") : t("ask")}
    </Link>
  );
}

interface EverythingProps {
  items: MeetingItem[];
  since: string | null;
  mend: ReactNode;
}

function Everything({ items, since, mend }: EverythingProps) {
  const t = useStrings(strings);
  const now = Date.now();
  const inState = (...states: string[]) => items.filter((item) => states.includes(item.state));
  const upcoming = inState("in_session", "convened").sort((a, b) => when(a).localeCompare(when(b)));
  const next = upcoming[0];
  const held = inState("held");
  const years = [...new Set(held.map((item) => yearOf(when(item))))].sort((a, b) => b - a);
  if (items.length === 0)
    return (
      <>
        <Rhythm meetings={items} since={since} now={now} mend={mend} />
        <p className="empty">
          {t("empty")} {mend}
        </p>
      </>
    );
  return (
    <>
      <section className="stack next" aria-label={t("next")}>
        <h2>{t("next")}</h2>
        {next ? <Next id={next.id} /> : <p className="quiet">{t("noNext")}</p>}
      </section>
      <Rhythm meetings={items} since={since} now={now} mend={mend} />
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
