import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Chip } from "../../ui/parts";
import { type Activity, takesPart } from "./model";
import { quarterName } from "./months";
import { MoneyBar, StatusMark, useMoney } from "./Parts";
import { strings } from "./strings";

/** On a phone: what my organisation has to do, each with its one act; the rest is below. */
export function Cards({ activities, own: mine }: { activities: Activity[]; own: ReadonlySet<string> }) {
  const t = useStrings(strings);
  const own = activities.filter((each) => [...mine].some((agency) => takesPart(each, agency)));
  const others = activities.filter((each) => !own.includes(each));
  return (
    <div className="stack">
      {own.length > 0 && (
        <section className="stack" aria-labelledby="my-activities">
          <h2 id="my-activities">{t("mineFirst")}</h2>
          <ul className="stack">
            {own.map((each) => (
              <Card key={each.id} activity={each} waits={each.due?.from.some(({ id }) => mine.has(id)) ?? false} />
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && (
        <section className="stack" aria-labelledby="other-activities">
          <h2 id="other-activities">{own.length > 0 ? t("others") : t("activities")}</h2>
          <ul className="stack">
            {others.map((each) => (
              <Card key={each.id} activity={each} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Card({ activity, waits = false }: { activity: Activity; waits?: boolean }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const money = useMoney();
  return (
    <li className="wp-card" data-activity={activity.code}>
      <span className="row small">
        <span>{activity.code}</span>
        <span className="grow">{activity.lead?.acronym ?? "–"}</span>
        <StatusMark status={activity.status} word />
      </span>
      <Link to={links.activity(net, activity.plan, activity.id)} className="name">
        {activity.title}
      </Link>
      {activity.starts_on && activity.ends_on && (
        <span className="quiet">
          {day(activity.starts_on, spoken)} – {day(activity.ends_on, spoken)}
        </span>
      )}
      <span className="row quiet">
        <MoneyBar sum={activity.money} width={90} /> {t("mobilise")}: {money(activity.money.mobilise)}
      </span>
      {(activity.due || activity.updates) && (
        <span className="row">
          {activity.due && (
            <Chip tone="wait">{t("updateDue", { quarter: quarterName(activity.due.quarter, spoken) })}</Chip>
          )}
          <span className="grow" />
          {activity.updates && (
            <Link
              to={links.activity(net, activity.plan, activity.id)}
              search={{ panel: "update" } as never}
              className={waits ? "btn main" : "btn"}
              aria-label={t("updateCard", { title: activity.title })}
            >
              {t("update")}
            </Link>
          )}
        </span>
      )}
    </li>
  );
}
