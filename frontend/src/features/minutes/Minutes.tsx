import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, Needs } from "../../ui/parts";
import { Acts } from "./Acts";
import "./minutes.css";
import { type MinutesRead, minutes, TONE, version } from "./queries";
import { Rail } from "./Rail";
import { Record } from "./Record";
import { strings } from "./strings";
import { Text } from "./Text";
import { Translation } from "./Translation";
import { Versions } from "./Versions";
import { keptOf, Whole } from "./Whole";

/** The minutes of one meeting: written from its record, edited, circulated, adopted, and then only corrected. */
export function Minutes() {
  const net = useNet();
  const t = useStrings(strings);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(minutes(net, id));
  if (query.data) return <Opened found={query.data} />;
  return (
    <Page title={t("minutes")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

export interface Shown {
  tab?: "versions" | "record" | "translation";
  version?: number;
  language?: "en" | "ru" | "tk";
}

function Opened({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const [editing, setEditing] = useState(false);
  const { meeting } = found;
  const title = written(meeting.title, spoken);
  const may = found.may.includes("edit");
  return (
    <Page
      title={t("titleOf", { title: title.text })}
      visibility={meeting.visibility}
      trail={
        <>
          <Link to={links.meetings(net)}>{c("meetings")}</Link> /{" "}
          <Link to={links.meeting(net, meeting.id)}>{meeting.number}</Link> / <strong>{found.number}</strong>
          {found.text_version !== null && <> · {t("versionShown", { number: found.text_version })}</>}
        </>
      }
      chip={found.state !== "none" && <Chip tone={TONE[found.state]}>{word("minutes.state", found.state)}</Chip>}
      acts={!editing && <Acts found={found} edit={may ? () => setEditing(true) : undefined} />}
    >
      <div className="body">
        {(found.state !== "none" || found.needs.length > 0) && <Needs needs={found.needs} />}
        {editing && may ? (
          <Whole found={found} close={() => setEditing(false)} />
        ) : found.text_version === null ? (
          <Nothing found={found} />
        ) : (
          <>
            {may && keptOf(found) && (
              <p className="row">
                <span className="tone-ochre">{t("goOnDraft")}</span>
                <button type="button" className="btn small" onClick={() => setEditing(true)}>
                  {t("editAll")}
                </button>
              </p>
            )}
            <Views found={found} />
          </>
        )}
      </div>
    </Page>
  );
}

/** Before there is anything to read. */
function Nothing({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  const writes = found.moves.some(({ move }) => move === "generate");
  return (
    <section className="empty-minutes">
      {found.needs.length === 0 && <p>{t(found.state === "none" ? "nobodyYet" : "notCirculated")}</p>}
      {writes && <p className="quiet">{t("writeThemselves")}</p>}
    </section>
  );
}

/** The text with what stands beside it, its versions, what changed in the record, other languages. */
function Views({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  const { tab, version: number, language } = useSearch({ strict: false }) as Shown;
  const officer = found.may.includes("edit");
  const tabs: [Shown["tab"] | undefined, string, number | string][] = [
    [undefined, t("text"), ""],
    ["versions", t("versions"), found.version_count],
    ...(officer ? ([["record", t("record"), ""]] as [Shown["tab"], string, string][]) : []),
  ];
  const others = (["en", "ru", "tk"] as const).filter((each) => each !== found.language);
  return (
    <>
      <nav className="segmented minutes-views" aria-label={t("views")}>
        {tabs.map(([name, label, count]) => (
          <Link
            key={label}
            to="."
            search={{ tab: name } as never}
            aria-current={tab === name ? "page" : undefined}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          >
            {label} {count !== "" && <span className="small">{count}</span>}
          </Link>
        ))}
        {others.map((each) => (
          <Link
            key={each}
            to="."
            search={{ tab: "translation", language: each } as never}
            aria-current={tab === "translation" && language === each ? "page" : undefined}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          >
            <span lang={each}>{NAMES[each]}</span>
          </Link>
        ))}
      </nav>
      {tab === "versions" ? (
        <Versions found={found} />
      ) : tab === "record" && officer ? (
        <Record found={found} />
      ) : tab === "translation" && language ? (
        <Translation key={language} found={found} language={language} />
      ) : (
        <div className="minutes-split">
          {number && number !== found.text_version ? (
            <Older found={found} number={number} />
          ) : (
            <Standing found={found} />
          )}
          <Rail found={found} />
        </div>
      )}
    </>
  );
}

function Standing({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  return (
    <div className="stack">
      {found.being_revised && <p className="quiet">{t("beingRevised", { number: found.text_version })}</p>}
      <Text found={found} parts={found.parts} withheld={found.withheld} live />
    </div>
  );
}

/** A version as it was saved, to be read and not to be worked on. */
function Older({ found, number }: { found: MinutesRead; number: number }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const query = useQuery(version(net, found.meeting.id, number));
  return (
    <div className="stack">
      <Loaded query={query}>
        {(old) => (
          <>
            <p className="row tone-ochre">
              {t("oldVersion", { number, at: moment(old.created_at, spoken), by: old.by })}
              <Link to="." search={{} as never}>
                {t("toCurrent")}
              </Link>
            </p>
            <Text found={found} parts={old.parts} withheld={old.withheld} />
          </>
        )}
      </Loaded>
    </div>
  );
}
