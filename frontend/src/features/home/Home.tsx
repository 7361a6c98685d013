import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../../api/client";
import { linkOf, links } from "../../app/links";
import { home, me } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Loaded, useNow, Written } from "../../ui/parts";
import { answer } from "./groups";
import "./home.css";
import { Rail } from "./Rail";
import { strings } from "./strings";
import { Things } from "./Things";

export type HomeRead = Schemas["HomeRead"];

/** What does the network need from me now? The title is the answer. */
export function Home() {
  const c = useStrings(common);
  const query = useQuery({ ...home(useNet()), refetchOnMount: "always" });
  const person = useQuery(me);
  const net = useNet();
  if (query.data) return <Opened read={query.data} />;
  if (person.data?.admin && !person.data.appointments.some((post) => post.network === net)) return <Administered />;
  return (
    <Page title={c("home")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

/** The administrator has nothing to read here, and is told where to go. */
function Administered() {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  return (
    <Page title={t("adminTitle")}>
      <div className="body">
        <p className="quiet">{t("adminSays")}</p>
        <p className="row">
          <Link className="btn main" to={links.settings(net)}>
            {c("settings")}
          </Link>
          <Link className="btn" to={links.networks()}>
            {c("networks")}
          </Link>
        </p>
      </div>
    </Page>
  );
}

function Opened({ read }: { read: HomeRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const person = useQuery(me);
  const now = useNow(undefined, 60_000);
  const posts = person.data?.appointments.filter((post) => post.network === net) ?? [];
  const partner = posts.length > 0 && posts.every((post) => post.role === "observer");
  const acts = posts.some((post) => !["viewer", "observer"].includes(post.role));
  const { key, facts } = answer(read.items, now, spoken);
  const title =
    key === "nothing" && read.next_meeting
      ? t("nothingMeeting", { day: day(read.next_meeting.starts_at, spoken) })
      : t(key, facts);
  return (
    <Page
      title={title}
      visibility={partner ? "partners" : "members"}
      trail={
        <>
          {day(new Date(now), spoken)}
          {posts.map((post) => (
            <span key={post.acronym + post.role}>
              {" · "}
              {t(["viewer", "observer"].includes(post.role) ? "readFor" : "actFor", {
                organisation: post.acronym,
                role: word("role", post.role),
              })}
            </span>
          ))}
        </>
      }
      acts={
        read.items.length > 0 && (
          <button type="button" className="btn wide-only" onClick={() => print()}>
            <Icon name="print" /> {t("print")}
          </button>
        )
      }
    >
      <div className="split">
        <div className="body start">
          {read.items.length > 0 ? (
            <Things items={read.items} now={now} />
          ) : (
            acts && <p className="quiet">{t("nothingLong")}</p>
          )}
          {read.awaited.length > 0 && <Awaited read={read} heading={t(acts ? "awaited" : "open")} />}
          {partner && <Shared read={read} />}
        </div>
        <Rail read={read} now={now} partner={partner} />
      </div>
    </Page>
  );
}

function Awaited({ read, heading }: { read: HomeRead; heading: string }) {
  const net = useNet();
  return (
    <section className="stack">
      <h2>{heading}</h2>
      <ul className="plain rows">
        {read.awaited.map((thing) => (
          <li key={thing.kind + thing.id}>
            <span>
              <Link className="whole" to={linkOf(net, thing.kind, thing.id, thing.number)}>
                <Written text={thing.title} />
              </Link>
              <br />
              <span className="quiet">
                {thing.number && <span className="number">{thing.number}</span>} {thing.why}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shared({ read }: { read: HomeRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const spoken = useLanguage();
  return (
    <section className="stack">
      <h2>{t("shared")}</h2>
      {read.shared.length === 0 && <p className="quiet">{t("sharedNone")}</p>}
      <ul className="plain rows">
        {read.shared.map((paper) => (
          <li key={paper.kind + paper.id}>
            <span>
              <Link className="whole" to={linkOf(net, paper.kind, paper.id, paper.number)}>
                <Written text={paper.title} />
              </Link>
              <br />
              <span className="quiet">
                {paper.number && <span className="number">{paper.number}</span>}{" "}
                {paper.kind === "minutes" ? t("kindMinutes") : c(paper.kind)}
              </span>
            </span>
            <time dateTime={paper.at}>{day(paper.at, spoken)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
