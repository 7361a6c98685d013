import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, Needs } from "../../ui/parts";
import { Acts } from "./Acts";
import { Discussion } from "./Comments";
import { Files } from "./Files";
import { type ReviewRead, review, TONE } from "./queries";
import { Record } from "./Record";
import "./reviews.css";
import { Section } from "./Section";
import { Sections } from "./Sections";
import { strings } from "./strings";
import { Versions } from "./Versions";

export interface Shown {
  tab?: "versions" | "record" | "said" | "papers";
  section?: string;
}

/** One review or profile: written from the record, edited section by section, circulated, decided, final. */
export function Review() {
  const net = useNet();
  const c = useStrings(common);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(review(net, id));
  if (query.data) return <Opened found={query.data} />;
  return (
    <Page title={c("reviews")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

const seenBy = (found: ReviewRead) =>
  found.final ? "public" : found.circulated_at ? "members" : ("secretariat" as const);

function Opened({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    <Page
      title={written(found.title, spoken).text}
      visibility={seenBy(found)}
      trail={
        <>
          <Link to={links.reviews(net)}>{c("reviews")}</Link> / <strong>{found.number}</strong> ·{" "}
          {word("review.kind", found.kind)} · {t("versionShown", { number: found.text_version })}
        </>
      }
      chip={<Chip tone={TONE[found.state]}>{word("review.state", found.state)}</Chip>}
      acts={<Acts found={found} />}
    >
      <div className="body">
        <Needs needs={found.needs} />
        {found.reason && <p className="tone-ochre">{t("correcting", { reason: found.reason })}</p>}
        {found.being_revised && <p className="quiet">{t("beingRevised", { number: found.text_version })}</p>}
        <Views found={found} />
      </div>
    </Page>
  );
}

function Views({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const { tab, section } = useSearch({ strict: false }) as Shown;
  const editor = found.may.includes("edit");
  const member = found.comment_count > 0 || found.comments_for.length > 0 || found.may.includes("answer");
  const news = found.sections.reduce((sum, each) => sum + each.new_count, 0);
  const tabs: [Shown["tab"] | undefined, string, number | ""][] = [
    [undefined, t("text"), ""],
    ["versions", t("versions"), found.version_count],
    ...(editor ? ([["record", t("record"), news || ""]] as [Shown["tab"], string, number | ""][]) : []),
    ...(member ? ([["said", t("said"), found.comment_count]] as [Shown["tab"], string, number | ""][]) : []),
    ["papers", t("papers"), ""],
  ];
  const known = found.sections.find((each) => each.id === section) ?? found.sections[0];
  return (
    <>
      <nav className="segmented review-views" aria-label={t("views")}>
        {tabs.map(([name, label, count]) => (
          <Link
            key={label}
            to="."
            search={{ tab: name, section } as never}
            aria-current={tab === name ? "page" : undefined}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          >
            {label} {count !== "" && <span className="small">{count}</span>}
          </Link>
        ))}
      </nav>
      {tab === "versions" ? (
        <Versions found={found} />
      ) : tab === "record" && editor ? (
        <Record found={found} />
      ) : tab === "said" && member ? (
        <Discussion found={found} />
      ) : tab === "papers" ? (
        <Files found={found} />
      ) : (
        <div className="review-split">
          <Sections found={found} current={known?.id ?? ""} />
          {known && <Section key={known.id} found={found} mark={known} />}
        </div>
      )}
    </>
  );
}
