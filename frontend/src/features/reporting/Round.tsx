import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Moves } from "../../ui/Moves";
import { Chip, Loaded, Needs } from "../../ui/parts";
import { periodTitle } from "../indicators/periods";
import { Owed } from "./Owed";
import { moveRound, type OwedCount, type RoundRead, round } from "./queries";
import "./reporting.css";
import { strings } from "./strings";

/** One quarter: how far everybody is, and on the same page what my organisation owes. */
export function Round() {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const { period = "" } = useParams({ strict: false }) as { period?: string };
  const query = useQuery(round(net, period));
  if (query.data) return <Opened found={query.data} />;
  return (
    <Page title={`${t("reporting")} ${periodTitle(period, spoken)}`} visibility="partners">
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Opened({ found }: { found: RoundRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const { of } = useSearch({ strict: false }) as { of?: string };
  const shown = of ?? found.mine[0];
  const title = written(found.title, spoken).text;
  return (
    <Page
      title={`${t("reporting")}: ${title}`}
      visibility="partners"
      trail={
        <>
          <Link to={links.reporting(net)}>{t("reporting")}</Link> / <strong>{title}</strong>
        </>
      }
      chip={
        <Chip tone={found.overdue ? "bad" : found.state === "open" ? "wait" : ""}>
          {found.overdue ? t("overdue") : word("reporting_round.state", found.state)}
        </Chip>
      }
      acts={
        <Moves
          of="reporting_round"
          moves={found.moves.map((move) => (move.move === "close" ? { ...move, asks: ["lock"] } : move))}
          main={["remind", "close"]}
          warn={{ close: t("warnClose"), remind: t("warnRemind") }}
          asks={{
            due_on: { label: t("newDue"), kind: "date" },
            lock: {
              label: t("lockLabel"),
              options: [
                { value: "no", label: t("lockNo") },
                { value: "yes", label: t("lockYes") },
              ],
              value: "no",
              help: t("lock"),
            },
          }}
          make={async (move, values) => {
            const answer = await moveRound(net, found, move, values);
            queries.setQueryData(round(net, found.period).queryKey, answer);
            queries.invalidateQueries({ queryKey: [net] });
          }}
        />
      }
    >
      <div className="body">
        {found.state === "open" && <Needs needs={found.needs} />}
        <p className="small">
          {t("due")}: {day(found.due_on, spoken)}
          {found.reminded_at &&
            ` · ${t("reminded", { count: found.reminder_count, at: moment(found.reminded_at, spoken) })}`}
        </p>
        {found.note && <p className="said">{found.note}</p>}
        {shown && <Owed found={found} organisation={shown} />}
        <Progress found={found} shown={shown} />
      </div>
    </Page>
  );
}

/** Who is how far. A row shows what that organisation owes. */
function Progress({ found, shown }: { found: RoundRead; shown: string | undefined }) {
  const t = useStrings(strings);
  const navigate = useNavigate();
  const net = useNet();
  if (found.organisations.length === 0) return null;
  const show = (of: string) => navigate({ to: links.round(net, found.period), search: { of } as never });
  return (
    <section className="stack">
      <h2>{t("progress")}</h2>
      {found.state === "closed" && <p className="small">{t("asItWas")}</p>}
      <table className="rows progress">
        <caption className="sr">{t("progress")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("organisation")}</th>
            <th scope="col">{t("given")}</th>
            <th scope="col" className="count">
              {t("returned")}
            </th>
            <th scope="col" className="count">
              {t("approved")}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.organisations.map((each) => (
            <tr key={each.organisation_id} aria-current={each.acronym === shown || undefined}>
              <th scope="row">
                <button
                  type="button"
                  className="btn plain"
                  aria-label={t("show", { organisation: each.acronym })}
                  onClick={() => show(each.acronym)}
                >
                  {each.acronym}
                </button>
              </th>
              <td>
                <Bar count={each} />
              </td>
              <td className="count">
                <span className="label">{t("returned")}: </span>
                {each.returned}
              </td>
              <td className="count">
                <span className="label">{t("approved")}: </span>
                {each.approved}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("all")}</th>
            <td>{t("ofOwed", { given: found.given, owed: found.owed })}</td>
            <td className="count">{found.organisations.reduce((sum, each) => sum + each.returned, 0)}</td>
            <td className="count">{found.approved}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** Filled as far as it is given, with the words beside it. */
function Bar({ count: { given, owed } }: { count: OwedCount }) {
  const t = useStrings(strings);
  return (
    <span className="far">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="10" className="whole" />
        <rect width={owed ? (100 * given) / owed : 0} height="10" className="part" />
      </svg>
      <span>{t("ofOwed", { given, owed })}</span>
    </span>
  );
}
