import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Moves } from "../../ui/Moves";
import { Chip, Loaded, Moment } from "../../ui/parts";
import { amountOf } from "./money";
import { quarterName } from "./months";
import { StatusMark, useMoney } from "./Parts";
import { type ActivityRead, match, type UpdateRead, updates, type WorkplanRead } from "./queries";
import { strings } from "./strings";

/** What was reported, quarter by quarter, newest first. */
export function Updates({ found, plan }: { found: ActivityRead; plan: WorkplanRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(updates(net, plan.id, found.id));
  return (
    <section className="stack" aria-labelledby="updates">
      <h2 id="updates">{t("updates")}</h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("noUpdates")}</p>
          ) : (
            <ul className="wp-updates">
              {items.map((each) => (
                <One key={each.id} update={each} found={found} plan={plan} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function One({ update, found, plan }: { update: UpdateRead; found: ActivityRead; plan: WorkplanRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const money = useMoney();
  const net = useNet();
  const queries = useQueryClient();
  const said = (label: string, text: string | null) =>
    text && (
      <div>
        <strong>{label}</strong>
        <p className="wp-prose">{text}</p>
      </div>
    );
  const make = async (move: string, values: Record<string, string>) => {
    await api.POST(
      `/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}/updates/{period}/{organisation_id}/${move}` as never,
      {
        params: {
          path: {
            network: net,
            workplan_id: plan.id,
            activity_id: found.id,
            organisation_id: update.organisation_id,
            period: update.period,
          },
          header: match(update.version),
        },
        body: move === "reopen" ? values : undefined,
      } as never,
    );
    queries.invalidateQueries({ queryKey: [net] });
  };
  return (
    <li data-update={`${update.acronym} ${update.period}`}>
      <div className="row">
        <strong>{quarterName(update.period, spoken)}</strong>
        <span>{update.acronym}</span>
        <StatusMark status={update.status} word />
        <Chip tone={update.state === "submitted" ? "good" : "wait"}>{word("activity_update.state", update.state)}</Chip>
        <span className="grow" />
        {update.state === "draft" && plan.may.report_for.includes(update.organisation_id) && (
          <Link to="." search={{ panel: "update", quarter: update.period } as never} className="btn small">
            {c("edit")}
            <span className="sr">: {quarterName(update.period, spoken)}</span>
          </Link>
        )}
        <Moves of="activity_update" moves={update.moves} main={["submit"]} make={make} />
      </div>
      {said(t("narrative"), update.progress)}
      {said(t("difficulties"), update.problems)}
      {said(t("nextSteps"), update.next_steps)}
      <p className="small">
        {(update.forecast_starts_on || update.forecast_ends_on) &&
          `${t("forecastOf", {
            from: day(update.forecast_starts_on ?? found.starts_on, spoken),
            until: day(update.forecast_ends_on ?? found.ends_on, spoken),
          })} · `}
        {update.expenditure && `${t("spent")}: ${money(amountOf(update.expenditure))} · `}
        {update.submitted_at && <Moment at={update.submitted_at} />}
        {update.reason}
      </p>
    </li>
  );
}
