import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, Needs } from "../../ui/parts";
import { About } from "./About";
import { Acts } from "./Acts";
import { Budget } from "./Budget";
import { Endorsement } from "./Endorsement";
import { Partners } from "./Partners";
import "./proposals.css";
import { ENDED, EXACT, type ProposalRead, type ProposalSearch, proposal, TABS, type Tab, TONE } from "./queries";
import { Readiness } from "./Readiness";
import { Results } from "./Results";
import { Revisions } from "./Revisions";
import { strings } from "./strings";

const ROOMS: Record<Tab, (props: { proposal: ProposalRead }) => React.ReactNode> = {
  text: About,
  partners: Partners,
  results: Results,
  budget: Budget,
  endorsement: Endorsement,
  revisions: Revisions,
};

/** Write one document together, and see what is missing. */
export function Proposal() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const c = useStrings(common);
  const query = useQuery(proposal(net, id));
  if (query.data) return <Opened proposal={query.data} />;
  return (
    <Page title={c("proposals")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Opened({ proposal: found }: { proposal: ProposalRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const search = useSearch({ strict: false }) as ProposalSearch;
  const tab = TABS.find((each) => each === search.tab) ?? "text";
  const Room = ROOMS[tab];
  return (
    <Page
      title={written(found.title, spoken).text}
      trail={
        <>
          <Link to={links.proposals(net)}>{c("proposals")}</Link> / <strong>{found.number}</strong>
          {` · ${found.call_code}`}
          {found.months && ` · ${t("months", { count: found.months })}`}
          {` · ${t("heldBy", { holder: word("proposal.held_by", found.held_by) })}`}
        </>
      }
      chip={<Chip tone={TONE[found.state]}>{word("proposal.state", found.state)}</Chip>}
      acts={<Acts proposal={found} />}
    >
      <Tabs proposal={found} shown={tab} />
      {!ENDED.includes(found.state) && (
        <div className="body">
          <Needs needs={found.needs} />
        </div>
      )}
      <div className="split proposal">
        <div className="body">
          <Room proposal={found} />
        </div>
        <Readiness proposal={found} />
      </div>
    </Page>
  );
}

function Tabs({ proposal: found, shown }: { proposal: ProposalRead; shown: Tab }) {
  const t = useStrings(strings);
  const counts: Partial<Record<Tab, number>> = {
    partners: found.punos.length + found.government_counterparts.length,
    results: found.outputs.length,
    revisions: found.revisions.length,
  };
  return (
    <nav className="tabbar" aria-label={t("tabs")}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="."
          activeOptions={EXACT}
          search={{ tab } as never}
          aria-current={tab === shown ? "page" : undefined}
        >
          {t(`tab_${tab}`)}
          {counts[tab] !== undefined && <span className="quiet"> {counts[tab]}</span>}
        </Link>
      ))}
    </nav>
  );
}
