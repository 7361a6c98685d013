import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { api, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { Chip, Loaded, Needs } from "../../ui/parts";
import { usePhone } from "../objectives/phone";
import { Downloads } from "./Downloads";
import { Begin, Entry } from "./Entry";
import { Figures } from "./Figures";
import { EditIndicator } from "./IndicatorForm";
import { PeriodsPanel } from "./Periods";
import { periodTitle } from "./periods";
import { type IndicatorRead, indicator, useAnew } from "./queries";
import { Figure, say } from "./said";
import { strings } from "./strings";
import { Values } from "./Values";
import "./indicators.css";

/** What the page shows stands in its address. */
export interface Shown {
  by?: string;
  second?: string;
  organisation?: string;
  shown?: "members";
  /** What the periods of a year come to, instead of the periods. */
  years?: boolean;
  /** A value that is open: read, or typed into. */
  value?: string;
  panel?: "edit" | "begin" | "periods";
  period?: string;
}

/** One series, its parts, its source. */
export function Indicator() {
  const c = useStrings(common);
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(indicator(net, id));
  if (query.data) return <Shows found={query.data} />;
  return (
    <Page title={c("indicators")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Shows({ found }: { found: IndicatorRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const phone = usePhone();
  const anew = useAnew();
  const navigate = useNavigate();
  const shown = useSearch({ strict: false }) as Shown;
  const go = (next: Partial<Shown>) =>
    navigate({
      to: ".",
      search: Object.fromEntries(Object.entries({ ...shown, ...next }).filter(([, each]) => each)) as never,
      resetScroll: false,
    });
  const make = async (move: string) => {
    await api.POST(
      `/api/v1/networks/{network}/indicators/{indicator_id}/${move}` as never,
      {
        params: {
          path: { network: net, indicator_id: found.id },
          header: { "If-Match": ifMatch(found.version) },
        },
      } as never,
    );
    await anew();
  };
  const title = written(found.title, spoken).text;
  return (
    <Page
      title={title}
      tab={found.code}
      visibility={found.visibility}
      trail={
        <>
          <Link to={links.indicators(net)}>{c("indicators")}</Link> / <strong>{found.code}</strong>
          {found.objectives.map((each) => (
            <span key={each}>
              {" · "}
              <Link to={links.objective(net, each)}>
                {t("objective")} {each}
              </Link>
            </span>
          ))}
          {` · ${written(found.unit, spoken).text} · ${word("indicator.direction", found.direction)}`}
        </>
      }
      chip={found.state === "archived" ? <Chip>{word("indicator.state", found.state)}</Chip> : undefined}
      acts={
        <div className="row acts">
          <Downloads code={found.code} />
          {found.reports_for.length > 0 && found.state === "active" && (
            <button type="button" className="btn main" onClick={() => go({ panel: "begin" })}>
              <Icon name="plus" size={18} /> {t("enter")}
            </button>
          )}
          {found.may_change && (
            <button type="button" className="btn" onClick={() => go({ panel: "edit" })}>
              {c("edit")}
            </button>
          )}
          {found.may_change && <Moves of="indicator" moves={found.moves} main={[]} make={make} />}
        </div>
      }
    >
      <div className="body indicator">
        {!shown.value && found.needs.length > 0 && <Needs needs={found.needs} />}
        {phone && <LastAndTarget found={found} />}
        {shown.value ? (
          <Entry found={found} id={shown.value} close={() => go({ value: undefined })} />
        ) : (
          <Figures found={found} shown={shown} go={go} />
        )}
        <Values found={found} shown={shown} go={go} />
      </div>
      {shown.panel === "edit" && found.may_change && (
        <EditIndicator found={found} close={() => go({ panel: undefined })} />
      )}
      {shown.panel === "begin" && (
        <Begin
          found={found}
          period={shown.period}
          close={(value) => go({ panel: undefined, period: undefined, value })}
        />
      )}
      {shown.panel === "periods" && (
        <PeriodsPanel found={found} close={() => go({ panel: undefined, period: undefined })} period={shown.period} />
      )}
    </Page>
  );
}

/** On a phone these two come first. */
function LastAndTarget({ found }: { found: IndicatorRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const { last, target } = found.summary;
  return (
    <dl className="last-and-target">
      <div>
        <dt>{t("last")}</dt>
        <dd>
          <strong>
            <Figure figure={last} of={found} />
          </strong>{" "}
          {last && <span className="small">{periodTitle(last.period, spoken)}</span>}
        </dd>
      </div>
      <div>
        <dt>{t("target")}</dt>
        <dd>
          {target ? (
            <>
              <strong>{say(target.value, found, spoken)}</strong>{" "}
              <span className="small">{t("by", { period: periodTitle(target.period, spoken) })}</span>
            </>
          ) : (
            "–"
          )}
        </dd>
      </div>
    </dl>
  );
}
