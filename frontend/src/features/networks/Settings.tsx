import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Loaded, Written } from "../../ui/parts";
import { Agreed, isAgreed } from "./Agreed";
import { Calendar } from "./Calendar";
import { calendar } from "./calendar.strings";
import { type Change, changesOf, inUnits, type NetworkRead, type Setting } from "./durations";
import "./networks.css";
import { SettingsForm } from "./SettingsForm";
import { strings } from "./strings";

export const SECTIONS = {
  network: ["name", "country", "time_zone", "languages", "established_on"],
  decisions: ["silence_minimum_seconds", "silence_default_seconds", "urgent_period_seconds", "adopted_by"],
  meetings: ["meetings_per_year"],
  figures: ["small_cell_threshold"],
} as const satisfies Record<string, Setting[]>;
const CALENDAR: Setting[] = ["working_days", "holidays"];
export type Section = keyof typeof SECTIONS;

/** How this network works, each setting explained, and who changed it last. */
export function Settings() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(network(net));
  const person = useQuery(me);
  const roles = person.data?.appointments.filter((post) => post.network === net).map((post) => post.role) ?? [];
  const officer = roles.some((role) => role === "secretariat" || role === "co_chair");
  const reader = roles.some((role) => role !== "observer");
  return (
    <Page title={t("title")} trail={c("settings")}>
      <div className="body">
        <p className="quiet prose">{t("who")}</p>
        <Loaded query={query}>{(read) => <Sections read={read} officer={officer} reader={reader} />}</Loaded>
      </div>
    </Page>
  );
}

function Sections({ read, officer, reader }: { read: NetworkRead; officer: boolean; reader: boolean }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const calendarSays = useStrings(calendar);
  const [editing, setEditing] = useState<Section | null>(null);
  const history = useQuery({
    queryKey: [net, "journal", "settings", read.version],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/journal", {
          params: { path: { network: net }, query: { subject_id: read.id, limit: 100 } },
        }),
      ),
    enabled: reader,
  });
  const changes = history.data ? changesOf(history.data.items) : null;
  return (
    <>
      {(Object.keys(SECTIONS) as Section[]).map((section) => (
        <section key={section} className="settings">
          <div className="row">
            <h2 className="grow">{t(`section_${section}`)}</h2>
            {officer && (
              <button
                type="button"
                className="btn"
                aria-label={t("editSection", { section: t(`section_${section}`) })}
                onClick={() => setEditing(section)}
              >
                {c("edit")}
              </button>
            )}
          </div>
          <dl>
            {section === "network" && (
              <Row name={t("number_of")} says={t("number_says")} last={null}>
                {read.code} · {read.slug}
              </Row>
            )}
            {SECTIONS[section].map((setting) => (
              <Row
                key={setting}
                name={t(setting)}
                says={t(`${setting}_says`)}
                agreed={isAgreed(setting) && <Agreed read={read} setting={setting} />}
                last={changes && <Last change={changes.find((each) => each.settings.includes(setting as never))} />}
              >
                <Value read={read} setting={setting} />
              </Row>
            ))}
          </dl>
        </section>
      ))}
      <Calendar read={read} officer={officer} />
      {changes && (
        <p className="small">
          {calendarSays("title")}:{" "}
          <Last change={changes.find((each) => each.settings.some((name) => CALENDAR.includes(name)))} />
        </p>
      )}
      {editing && <SettingsForm key={editing} read={read} section={editing} close={() => setEditing(null)} />}
    </>
  );
}

interface RowProps {
  name: string;
  says: string;
  agreed?: ReactNode;
  last: ReactNode;
  children: ReactNode;
}

const Row = ({ name, says, agreed, last, children }: RowProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong>{children}</strong>
      <p className="quiet">{says}</p>
      {agreed && <p className="agreed">{agreed}</p>}
      {last && <p className="small">{last}</p>}
    </dd>
  </div>
);

function Last({ change }: { change?: Change }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  if (!change) return <>{t("unchanged")}</>;
  return (
    <>
      {t("changedBy", { organisation: change.organisation ?? "–", day: day(change.at, spoken) })} ·{" "}
      <Link to={links.journal(net)} search={{ panel: change.seq } as never}>
        {t("entry", { seq: change.seq })}
      </Link>
    </>
  );
}

function Value({ read, setting }: { read: NetworkRead; setting: Setting }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  switch (setting) {
    case "name":
    case "country":
      return <Written text={read[setting]} />;
    case "languages":
      return (
        <>
          {read.languages.map((each, at) => (
            <span key={each} lang={each}>
              {at > 0 && ", "}
              {NAMES[each as Language]}
            </span>
          ))}
        </>
      );
    case "established_on":
      return <>{read.established_on ? day(read.established_on, spoken) : "–"}</>;
    case "adopted_by":
      return <>{word("adopted-by", read.adopted_by)}</>;
    case "silence_minimum_seconds":
    case "silence_default_seconds":
    case "urgent_period_seconds": {
      const seconds = read[setting];
      if (seconds === null) return <>{t("noneAgreed")}</>;
      const { count, unit } = inUnits(seconds);
      return <>{t(unit, { count })}</>;
    }
    case "time_zone":
      return <>{read.time_zone}</>;
    case "working_days":
    case "holidays":
      return null;
    default:
      return <>{number(read[setting], spoken)}</>;
  }
}
