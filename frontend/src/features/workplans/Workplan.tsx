import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded } from "../../ui/parts";
import { usePhone } from "../objectives/phone";
import { Acts } from "./Acts";
import { useOwn } from "./Adding";
import { Banner } from "./Banner";
import { Cards } from "./Cards";
import { Downloads } from "./Downloads";
import { Filters } from "./Filters";
import { Findings } from "./Findings";
import { Gantt } from "./Gantt";
import { ByAgency, ByObjective } from "./Grouped";
import { agenciesOf, fits } from "./model";
import { added, NOTHING, sumOf } from "./money";
import { quarterName } from "./months";
import { Totals } from "./Parts";
import { PlanMoney } from "./PlanMoney";
import {
  activityOf,
  dueOf,
  owedUpdates,
  reference,
  resultOf,
  type Search,
  stateOf,
  sums,
  TONE,
  today,
  told,
  useAgencies,
  type WorkplanRead,
  workplan,
} from "./queries";
import { Risks } from "./Risks";
import { strings } from "./strings";
import { Table } from "./Table";
import { Unsaved } from "./Unsaved";
import { useWriting } from "./useWriting";
import { Versions } from "./Versions";
import "./workplans.css";

const VIEWS = ["gantt", "table", "agencies", "objectives", "money", "risks", "versions"] as const;

/** Who does what, until when, with which money. */
export function Workplan() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const c = useStrings(common);
  const query = useQuery(workplan(net, id));
  if (query.data) return <Opened key={id} plan={query.data} />;
  return (
    <Page title={c("workplans")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

function Opened({ plan }: { plan: WorkplanRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const phone = usePhone();
  const search = useSearch({ strict: false }) as Search;
  const owed = useQuery({ ...owedUpdates(net, plan.id), enabled: plan.state === "adopted" && !plan.replaced_by_id });
  const state = stateOf(plan);
  const adopting = plan.decisions.find((each) => each.id === plan.decision_id);
  const view =
    VIEWS.find((each) => each === search.view) ?? (phone || plan.activities.length === 0 ? "table" : "gantt");
  return (
    <Page
      title={written(plan.title, spoken).text}
      tab={plan.slug}
      visibility={plan.adopted_at ? "partners" : "members"}
      trail={
        <>
          <Link to={links.workplans(net)}>{c("workplans")}</Link> / <strong>{plan.slug}</strong>
          {plan.versions.length > 1 && ` · ${t("version", { number: plan.version_number })}`}
          {adopting && (
            <>
              {` · ${t("adoptedBy")} `}
              <Link to={links.decision(net, adopting.id)}>{adopting.number ?? t("decision")}</Link>
            </>
          )}
          {owed.data && owed.data.items.length > 0 && (
            <span data-testid="updates-in">
              {" · "}
              {t("updatesIn", {
                quarter: quarterName(owed.data.period, spoken),
                in: owed.data.items.filter((each) => each.update?.state === "submitted").length,
                due: owed.data.items.length,
              })}
            </span>
          )}
        </>
      }
      chip={<Chip tone={TONE[state]}>{state === "running" ? t("running") : word("workplan.state", state)}</Chip>}
      acts={
        <div className="row acts">
          <Downloads plan={plan} />
          <Acts plan={plan} />
        </div>
      }
    >
      <div className="body">
        <Banner plan={plan} owed={owed.data} />
        <Findings plan={plan} />
        <Views plan={plan} view={view} owed={owed.data} phone={phone} />
      </div>
    </Page>
  );
}

interface ViewsProps {
  plan: WorkplanRead;
  view: (typeof VIEWS)[number];
  owed: Parameters<typeof dueOf>[0];
  phone: boolean;
}

function Views({ plan, view, owed, phone }: ViewsProps) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const search = useSearch({ strict: false }) as Search;
  const due = dueOf(owed);
  const results = plan.results.map((each) => resultOf(each, spoken));
  const all = plan.activities.map((each) => activityOf(plan, each, due, spoken));
  const activities = all.filter((each) => fits(each, search));
  const filtered = activities.length < all.length || Boolean(search.agency || search.objective || search.region);
  const sum = filtered ? activities.map((each) => each.money).reduce(added, NOTHING) : sumOf(plan.money);
  const overall = view === "money" || view === "risks" || view === "versions";
  return (
    <>
      <div className="wp-tools">
        <nav className="segmented" aria-label={t("views")}>
          {VIEWS.filter((each) => !phone || each !== "gantt").map((each) => (
            <Link
              key={each}
              to="."
              search={{ ...search, view: each, goal: undefined } as never}
              aria-current={each === view ? "page" : undefined}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              {t(phone && each === "table" ? "activities" : `view_${each}`)}
            </Link>
          ))}
        </nav>
        {!overall && <Filters all={all} />}
        <Totals sum={sum} />
      </div>
      {overall ? (
        <Overall plan={plan} view={view} />
      ) : activities.length === 0 && all.length > 0 ? (
        <p className="empty">{t("noneMatch")}</p>
      ) : view === "agencies" ? (
        <Agencies plan={plan} activities={activities} />
      ) : view === "objectives" ? (
        <Objectives activities={activities} />
      ) : (
        <Rows
          key={net}
          plan={plan}
          view={view}
          results={results}
          activities={activities}
          whole={!filtered}
          phone={phone}
        />
      )}
    </>
  );
}

function Overall({ plan, view }: { plan: WorkplanRead; view: string }) {
  if (view === "money") return <PlanMoney plan={plan} />;
  return view === "risks" ? <Risks plan={plan} /> : <Versions plan={plan} />;
}

type Shown = ReturnType<typeof activityOf>[];

function Agencies({ plan, activities }: { plan: WorkplanRead; activities: Shown }) {
  const net = useNet();
  const query = useQuery(sums(net, plan.id, "agency"));
  const own = new Map((query.data?.items ?? []).map((each) => [each.key ?? "", sumOf(each.money)]));
  return <ByAgency activities={activities} agencies={agenciesOf(activities)} sums={own} />;
}

function Objectives({ activities }: { activities: Shown }) {
  const spoken = useLanguage();
  const list = useQuery(reference("gcm-objectives")).data ?? [];
  const names = new Map(list.map((each) => [each.number, written(told(each, "short"), spoken).text]));
  return <ByObjective activities={activities} names={names} />;
}

interface RowsProps {
  plan: WorkplanRead;
  view: string;
  results: ReturnType<typeof resultOf>[];
  activities: Shown;
  whole: boolean;
  phone: boolean;
}

/** Table and Gantt over the same rows, and what is typed into them. */
function Rows({ plan, view, results, activities, whole, phone }: RowsProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const search = useSearch({ strict: false }) as Search;
  const agencies = useAgencies();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [said, say] = useState("");
  const toggle = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  const writing = useWriting(plan, say);
  const own = useOwn();
  const drafts = plan.may.edit_all && whole;
  return (
    <div className="stack">
      <Unsaved edits={writing.edits} rows={{ results, activities }} agencies={agencies} />
      {phone ? (
        <Cards activities={activities} own={own} />
      ) : view === "gantt" && activities.length > 0 ? (
        <Gantt
          results={results}
          activities={activities}
          today={today()}
          folded={folded}
          toggle={toggle}
          save={writing.dates}
          tell={say}
        />
      ) : (
        <>
          {results.length === 0 && <p className="empty">{t(drafts ? "emptyPlan" : "emptyPlanRead")}</p>}
          {results.length > 0 && (
            <Table
              results={results}
              activities={activities}
              agencies={agencies}
              drafts={drafts}
              edits={writing.edits}
              structure={writing.structure}
              folded={folded}
              toggle={toggle}
              tell={say}
              goal={writing.goal ?? search.goal}
            />
          )}
          {drafts && (
            <div className="row">
              <button type="button" className="btn" onClick={writing.structure.addOutcome}>
                <Icon name="plus" size={16} /> {t("addOutcome")}
              </button>
              <button type="button" className="btn" disabled={!writing.edits.canUndo} onClick={writing.undo}>
                {t("undo")}
              </button>
            </div>
          )}
        </>
      )}
      {writing.dialog}
      <p className="sr" role="status" aria-label={c("saved")}>
        {said}
      </p>
    </div>
  );
}
