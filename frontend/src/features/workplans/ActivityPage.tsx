import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded } from "../../ui/parts";
import { About } from "./About";
import { AboutForm } from "./AboutForm";
import { ActivityMoney } from "./ActivityMoney";
import { History, LinkedTo } from "./Beside";
import { quarterName } from "./months";
import { StatusMark } from "./Parts";
import {
  type ActivityRead,
  activity,
  dueOf,
  findings,
  mayEdit,
  origin,
  owedUpdates,
  reporters,
  type WorkplanRead,
  workplan,
} from "./queries";
import { strings } from "./strings";
import { Updates } from "./Updates";
import { WriteUpdate } from "./WriteUpdate";
import "./workplans.css";

interface Search {
  panel?: "update" | "edit";
  quarter?: string;
  field?: string;
}

/** One activity: everything that it says, its money, what was reported, and what hangs together with it. */
export function ActivityPage() {
  const { id = "", activity: which = "" } = useParams({ strict: false }) as { id?: string; activity?: string };
  return <Shown query={useQuery(activity(useNet(), id, which))} />;
}

/** By what is the same in all versions: as the version in force has it. */
export function Origin() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  return <Shown query={useQuery(origin(useNet(), id))} />;
}

function Shown({ query }: { query: UseQueryResult<ActivityRead> }) {
  const net = useNet();
  const t = useStrings(strings);
  const plan = useQuery({ ...workplan(net, query.data?.workplan_id ?? ""), enabled: Boolean(query.data) });
  if (query.data && plan.data) return <Opened found={query.data} plan={plan.data} />;
  return (
    <Page title={t("activity")}>
      <div className="body">
        <Loaded query={query.data ? plan : query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Opened({ found, plan }: { found: ActivityRead; plan: WorkplanRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const owed = useQuery({ ...owedUpdates(net, plan.id), enabled: plan.state === "adopted" && !plan.replaced_by_id });
  const edits = mayEdit(plan, found);
  const mine = reporters(plan, found);
  const due = dueOf(owed.data).get(found.id);
  const show = (panel?: Search["panel"]) =>
    navigate({ to: ".", search: { ...(panel ? { panel } : {}) } as never, replace: true });
  const title = written(found.title, spoken).text;
  useField(search.field);
  return (
    <Page
      title={title}
      tab={found.code}
      visibility={plan.adopted_at ? "partners" : "members"}
      trail={
        <>
          <Link to={links.workplans(net)}>{c("workplans")}</Link> /{" "}
          <Link to={links.workplan(net, plan.id)}>{written(plan.title, spoken).text}</Link> /{" "}
          <strong>{found.code}</strong>
        </>
      }
      chip={
        <Chip tone={found.current_status === "completed" ? "good" : found.current_status === "ongoing" ? "info" : ""}>
          <StatusMark status={found.current_status} word />
        </Chip>
      }
      acts={
        <div className="row acts">
          {edits && (
            <button type="button" className="btn" onClick={() => show("edit")}>
              {t("editAbout")}
            </button>
          )}
          {mine.length > 0 && (
            <button type="button" className="btn main" onClick={() => show("update")}>
              {t("writeUpdate")}
            </button>
          )}
        </div>
      }
    >
      <div className="body">
        {due && (
          <div className="needs" role="status">
            <Icon name="wait" size={24} />
            <ul>
              <li>
                {t("needsUpdates", {
                  count: due.from.length,
                  quarter: quarterName(due.quarter, spoken),
                  agencies: due.from.map((each) => each.acronym).join(", "),
                })}
              </li>
            </ul>
          </div>
        )}
        {plan.state === "draft" && <Mend plan={plan} id={found.id} />}
        <About found={found} />
        <ActivityMoney found={found} plan={plan} />
        <Updates found={found} plan={plan} />
        {plan.adopted_at && <LinkedTo found={found} />}
        <History id={found.id} />
      </div>
      {search.panel === "edit" && edits && <AboutForm found={found} plan={plan} close={() => show()} />}
      {search.panel === "update" && mine.length > 0 && (
        <WriteUpdate found={found} plan={plan} mine={mine} quarter={search.quarter} close={() => show()} />
      )}
    </Page>
  );
}

/** A finding leads to the part that it is about. */
function useField(field: string | undefined) {
  useEffect(() => {
    if (!field) return;
    const part = document.querySelector<HTMLElement>(`[data-part~="${CSS.escape(field)}"]`);
    part?.scrollIntoView({ block: "center" });
    part?.focus({ preventScroll: true });
  }, [field]);
}

function Mend({ plan, id }: { plan: WorkplanRead; id: string }) {
  const t = useStrings(strings);
  const net = useNet();
  const all = useQuery(findings(net, plan.id)).data?.items.filter((each) => each.activity_id === id) ?? [];
  if (all.length === 0) return null;
  return (
    <section aria-label={t("findings")}>
      <ul className="findings wp-findings">
        {all.map((each) => (
          <li key={each.rule + each.where} data-severity={each.severity} data-rule={each.rule}>
            <Icon name={each.severity === "blocker" ? "blocker" : "warning"} />
            <div>
              <span className="sr">{t(each.severity === "blocker" ? "blockers" : "warnings", { count: 1 })}: </span>
              <strong>{each.sentence}</strong> <span className="quiet">{each.mend}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
