import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { linkOf, links } from "../../app/links";
import { network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { type Language, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon, type IconName } from "../../ui/Icon";
import { Chip, Loaded, Needs, Written } from "../../ui/parts";
import { useLive } from "../decisions/live";
import { useOfficer } from "../decisions/queries";
import { Acts } from "./Acts";
import { EditStatement } from "./Fields";
import { Letter } from "./Letter";
import { letterOf, PENDING, type StatementRead, statement, TONE } from "./queries";
import { Rail } from "./Rail";
import { Standing } from "./Standing";
import "./statements.css";
import { strings } from "./strings";
import { Text } from "./Text";
import { Translate } from "./Translate";

interface Search {
  panel?: string;
  translate?: Language;
  /** The language in which the text is shown. */
  text?: Language;
}

/** One text, from draft to publication. */
export function Statement() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(statement(net, id));
  return <Loaded query={query}>{(found) => <Opened key={found.id} found={found} />}</Loaded>;
}

function Opened({ found }: { found: StatementRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const officer = useOfficer(net);
  const about = useQuery(network(net));
  const translating = found.translations.find((each) => each.language === search.translate);
  const plans = officer && found.state === "draft";
  useLive(net, PENDING.includes(found.state) || (found.state === "published" && !found.released_at));
  const go = (next: Search) => navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const edit = plans ? () => void go({ panel: "edit" }) : undefined;
  useKeys({ e: edit });
  const title = written(found.title, spoken);
  return (
    <Page
      title={title.text}
      tab={found.number ?? undefined}
      visibility={found.released_at ? found.visibility : "members"}
      trail={
        <>
          <Link to={links.statements(net)}>{c("statements")}</Link> / <strong>{found.number ?? t("draft")}</strong>
          {found.urgency === "urgent" && ` · ${t("urgent")}`}
        </>
      }
      chip={<Chip tone={TONE[found.state]}>{word("statement.state", found.state)}</Chip>}
      acts={!translating && <Acts statement={found} />}
    >
      <div className="body">
        <Standing statement={found} />
        {!["withdrawn", "abandoned"].includes(found.state) && <Needs needs={found.needs} />}
      </div>
      {translating ? (
        <Translate
          key={translating.language}
          statement={found}
          translation={translating}
          close={() => go({ translate: undefined, text: translating.language })}
        />
      ) : (
        <div className="split statement">
          <div className="body start">
            <Text statement={found} />
            <Linked statement={found} />
            {edit && (
              <div>
                <button type="button" className="btn" onClick={edit}>
                  {t(found.editable ? "edit" : "editPlan")}
                </button>
              </div>
            )}
          </div>
          <aside className="facts-rail" aria-label={t("about")}>
            <Rail statement={found} />
          </aside>
        </div>
      )}
      <Letter {...letterOf(found)} network={about.data?.name} />
      {edit && search.panel === "edit" && <EditStatement statement={found} close={() => go({ panel: undefined })} />}
    </Page>
  );
}

const ICONS: Record<string, IconName> = {
  meetings: "meeting",
  action_points: "tick",
  decisions: "decision",
  objectives: "objective",
  proposals: "proposal",
};

/** Its decision, objectives and whatever else hangs together with it; and the page that everybody reads. */
function Linked({ statement: found }: { statement: StatementRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  if (found.links.length === 0 && !found.public_url) return null;
  return (
    <p className="goes-with">
      <span className="quiet">{c("linked")}</span>
      {found.public_url && (
        <a href={new URL(found.public_url, location.origin).pathname}>
          <Icon name="out" size={16} /> {t("publicSite")}
        </a>
      )}
      {found.links.map((each) => (
        <Link key={each.link_id} to={linkOf(net, each.kind, each.id, each.number)}>
          <Icon name={ICONS[each.kind] ?? "journal"} size={16} /> {each.number} <Written text={each.title} />
        </Link>
      ))}
    </p>
  );
}
