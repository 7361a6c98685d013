import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Chip } from "../../ui/parts";
import { findings, type Search, type WorkplanRead } from "./queries";
import { strings } from "./strings";

/** What stands in the way, where, and how to mend it: above every view while the plan is written. */
export function Findings({ plan }: { plan: WorkplanRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const search = useSearch({ strict: false }) as Search;
  const found = useQuery({ ...findings(net, plan.id), enabled: plan.state === "draft" }).data;
  if (plan.state !== "draft" || !found || plan.activities.length === 0) return null;
  return (
    <details className="wp-findings" id="findings" open={search.panel === "findings" || undefined}>
      <summary className="row">
        <strong>{t("findings")}</strong>
        {found.blockers > 0 && (
          <Chip tone="bad">
            <Icon name="blocker" size={16} /> {t("blockers", { count: found.blockers })}
          </Chip>
        )}
        {found.warnings > 0 && (
          <Chip tone="wait">
            <Icon name="warning" size={16} /> {t("warnings", { count: found.warnings })}
          </Chip>
        )}
        {found.items.length === 0 && (
          <Chip tone="good">
            <Icon name="tick" size={16} /> {t("noFindings")}
          </Chip>
        )}
      </summary>
      <ul className="findings">
        {found.items.map((each) => (
          <li key={each.rule + each.where} data-rule={each.rule} data-severity={each.severity}>
            <Icon name={each.severity === "blocker" ? "blocker" : "warning"} />
            <div>
              <span className="sr">{t(each.severity === "blocker" ? "blockers" : "warnings", { count: 1 })}: </span>
              <strong>{each.sentence}</strong>
              <p className="quiet">{each.mend}</p>
              {each.activity_id ? (
                <Link
                  to={links.activity(net, plan.id, each.activity_id)}
                  search={{ field: each.where.split("/")[3] } as never}
                >
                  {t("goThere")}
                  <span className="sr">: {each.sentence}</span>
                </Link>
              ) : (
                <Link to="." search={{ ...search, view: "table", goal: each.where.split("/")[2] } as never}>
                  {t("goThere")}
                  <span className="sr">: {each.sentence}</span>
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
