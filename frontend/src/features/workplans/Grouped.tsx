import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Chip } from "../../ui/parts";
import type { Activity, Agency } from "./model";
import { added, NOTHING, type Sum } from "./money";
import { quarterName } from "./months";
import { MoneyBar, StatusMark, useMoney } from "./Parts";
import { strings } from "./strings";

const sumOf = (activities: Activity[]): Sum => activities.map((each) => each.money).reduce(added, NOTHING);

function Group({
  id,
  head,
  sum,
  activities,
  role,
}: {
  id: string;
  head: ReactNode;
  sum: Sum;
  activities: Activity[];
  role?: (activity: Activity) => string;
}) {
  const t = useStrings(strings);
  const money = useMoney();
  return (
    <section className="wp-group stack" aria-labelledby={id}>
      <div className="row">
        <h2 id={id} className="grow">
          {head}
        </h2>
        <span className="quiet">{t("activityCount", { count: activities.length })}</span>
        <span className="row">
          <MoneyBar sum={sum} width={90} /> {t("mobilise")}: <strong>{money(sum.mobilise)}</strong>
        </span>
      </div>
      <ul className="wp-list">
        {activities.map((activity) => (
          <li key={activity.id} data-activity={activity.code}>
            <One activity={activity} role={role?.(activity)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ activity, role }: { activity: Activity; role?: string }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  return (
    <>
      <span className="code">{activity.code}</span>
      <span className="grow what" data-status={activity.status}>
        <StatusMark status={activity.status} />
        <Link to={links.activity(net, activity.plan, activity.id)}>{activity.title}</Link>
      </span>
      {role && <span className="quiet">{role}</span>}
      {activity.starts_on && activity.ends_on && (
        <span className="quiet dates">
          {day(activity.starts_on, spoken)} – {day(activity.ends_on, spoken)}
        </span>
      )}
      {activity.due && (
        <Chip tone="wait">{t("updateDue", { quarter: quarterName(activity.due.quarter, spoken) })}</Chip>
      )}
    </>
  );
}

interface AgenciesProps {
  activities: Activity[];
  agencies: Agency[];
  /** What an organisation itself brings: of its own money lines, not of whole activities. */
  sums: Map<string, Sum>;
}

/** What each organisation leads and what it contributes to. */
export function ByAgency({ activities, agencies, sums }: AgenciesProps) {
  const t = useStrings(strings);
  return (
    <div className="stack wp-groups">
      {agencies.map((agency) => {
        const leads = activities.filter((each) => each.lead?.id === agency.id);
        const helps = activities.filter(
          (each) => each.lead?.id !== agency.id && each.contributors.some((other) => other.id === agency.id),
        );
        if (leads.length + helps.length === 0) return null;
        return (
          <Group
            key={agency.id}
            id={`agency-${agency.acronym}`}
            head={agency.acronym}
            sum={sums.get(agency.acronym) ?? NOTHING}
            activities={[...leads, ...helps]}
            role={(each) => t(each.lead?.id === agency.id ? "leads" : "contributes")}
          />
        );
      })}
    </div>
  );
}

interface ObjectivesProps {
  activities: Activity[];
  /** Their short names, by number. */
  names: Map<number, string>;
}

/** Which objective of the Compact each activity serves; what serves none comes last. */
export function ByObjective({ activities, names }: ObjectivesProps) {
  const t = useStrings(strings);
  const net = useNet();
  const numbers = [...new Set(activities.flatMap((each) => each.objectives))].sort((one, other) => one - other);
  const loose = activities.filter((each) => each.objectives.length === 0);
  return (
    <div className="stack wp-groups">
      {numbers.map((number) => {
        const own = activities.filter((each) => each.objectives.includes(number));
        return (
          <Group
            key={number}
            id={`objective-${number}`}
            head={
              <Link to={links.objective(net, number)}>
                {number}. {names.get(number) ?? t("objective", { number })}
              </Link>
            }
            sum={sumOf(own)}
            activities={own}
            role={(each) => each.lead?.acronym ?? "–"}
          />
        );
      })}
      {loose.length > 0 && (
        <Group
          id="objective-none"
          head={t("noObjective")}
          sum={sumOf(loose)}
          activities={loose}
          role={(each) => each.lead?.acronym ?? "–"}
        />
      )}
    </div>
  );
}
