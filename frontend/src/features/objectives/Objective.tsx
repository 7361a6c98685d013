import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, Needs } from "../../ui/parts";
import { AssessmentForm } from "./AssessmentForm";
import { Change } from "./Change";
import { Facts } from "./Facts";
import { LinkedList } from "./LinkedList";
import { RatingWord } from "./Marks";
import "./objectives.css";
import { Progress } from "./Progress";
import { type AssessmentRead, type ObjectiveRead, objective } from "./queries";
import { strings } from "./strings";
import { Activities, Indicators } from "./Works";

const LAST = 23;

/** What the network did on one objective, and whether it helps. */
export function Objective() {
  const net = useNet();
  const { number = "1" } = useParams({ strict: false }) as { number?: string };
  const query = useQuery(objective(net, Number(number)));
  const t = useStrings(strings);
  if (query.data) return <Opened objective={query.data} />;
  return (
    <Page title={`${t("objective")} ${number}`} visibility="partners">
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}

export type Panel = "change" | "report" | AssessmentRead;

function Opened({ objective: found }: { objective: ObjectiveRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [saved, setSaved] = useState(false);
  const go = (to: number) => (to >= 1 && to <= LAST ? () => navigate({ to: links.objective(net, to) }) : undefined);
  useKeys({ "[": go(found.number - 1), "]": go(found.number + 1) });
  const keep = (answer: ObjectiveRead) => {
    queries.setQueryData(objective(net, found.number).queryKey, answer);
    queries.invalidateQueries({ queryKey: [net] });
  };
  const title = written(found.title, spoken);
  const draft = found.confidence[`title_${spoken}_confidence`] === "draft";
  return (
    <Page
      title={title.text}
      visibility="partners"
      trail={
        <>
          <Link to={links.objectives(net)}>{c("objectives")}</Link> / <strong>{found.number}</strong>
          {draft && ` · ${t("draftTitle")}`}
        </>
      }
      chip={
        <Chip>
          <RatingWord rating={found.rating} trend={found.trend} />
        </Chip>
      }
      acts={
        <div className="row acts">
          <Link className="btn" to={links.pledges(net)} search={{ objective: found.number } as never}>
            <Icon name="send" size={18} /> {t("pledgesCount", { count: found.pledge_count })}
          </Link>
          {found.may_change && (
            <button type="button" className="btn" onClick={() => setPanel("change")}>
              {t("change")}
            </button>
          )}
          {found.assesses_for.length > 0 && (
            <button type="button" className="btn main" onClick={() => setPanel("report")}>
              {t("report")}
            </button>
          )}
        </div>
      }
    >
      <div className="body">
        <Neighbours number={found.number} />
        <Needs needs={found.needs} />
        {saved && <p role="status">{t("saved")}</p>}
      </div>
      <div className="split">
        <div className="body">
          <Progress
            objective={found}
            edit={setPanel}
            keep={(answer) => {
              keep(answer);
              setSaved(false);
            }}
          />
          <Indicators objective={found.number} />
          <Activities objective={found.number} />
          <Facts objective={found} />
        </div>
        <aside aria-label={t("linked")}>
          <LinkedList objective={found} keep={() => queries.invalidateQueries({ queryKey: [net] })} />
        </aside>
      </div>
      <div className="body">
        <Neighbours number={found.number} again />
      </div>
      {panel === "change" && <Change objective={found} keep={keep} close={() => setPanel(null)} />}
      {panel && panel !== "change" && (
        <AssessmentForm
          objective={found}
          assessment={panel === "report" ? undefined : panel}
          keep={(answer) => {
            keep(answer);
            setSaved(true);
          }}
          close={() => setPanel(null)}
        />
      )}
    </Page>
  );
}

/** Before and after, at both ends of the page; the second time it is no landmark of its own. */
function Neighbours({ number, again }: { number: number; again?: boolean }) {
  const t = useStrings(strings);
  const net = useNet();
  const Tag = again ? "div" : "nav";
  return (
    <Tag className="neighbours" aria-label={again ? undefined : t("neighbours")}>
      {number > 1 ? (
        <Link to={links.objective(net, number - 1)} rel="prev">
          ‹ {t("previous", { number: number - 1 })}
        </Link>
      ) : (
        <span />
      )}
      {number < LAST && (
        <Link to={links.objective(net, number + 1)} rel="next">
          {t("previous", { number: number + 1 })} ›
        </Link>
      )}
    </Tag>
  );
}
