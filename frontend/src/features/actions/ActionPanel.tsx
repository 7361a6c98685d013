import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Moves } from "../../ui/Moves";
import { Chip, Loaded, Needs, Written } from "../../ui/parts";
import { type ActionPointRead, actionPoint, TONE } from "./queries";
import { strings } from "./strings";

/** One action point beside the list: where it came from, what was done, and what can be done now. */
export function ActionPanel({ id, close }: { id: string; close: () => void }) {
  const net = useNet();
  const query = useQuery(actionPoint(net, id));
  return (
    <Dialog title={query.data?.number ?? "…"} close={close} panel>
      <Loaded query={query}>{(found) => <Opened found={found} />}</Loaded>
    </Dialog>
  );
}

function Opened({ found }: { found: ActionPointRead }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <div className="stack">
      <p className="row">
        <Chip tone={found.overdue ? "bad" : TONE[found.state]}>
          {found.overdue ? t("overdue") : word("action_point.state", found.state)}
        </Chip>
        {found.important && <span className="quiet">{t("importantWord")}</span>}
      </p>
      <p>
        <strong>
          <Written text={found.title} />
        </strong>
      </p>
      {found.needs.length > 0 && <Needs needs={found.needs} />}
      <Facts found={found} />
      <Acts found={found} />
    </div>
  );
}

function Facts({ found }: { found: ActionPointRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  return (
    <dl className="kv">
      <dt>{t("owner")}</dt>
      <dd>{found.owner.acronym}</dd>
      {found.person && (
        <>
          <dt>{t("person")}</dt>
          <dd>{found.person}</dd>
        </>
      )}
      <dt>{t("due")}</dt>
      <dd>
        {day(found.due_on, spoken)}
        {found.first_due_on !== found.due_on && (
          <span className="small"> · {t("firstDue", { day: day(found.first_due_on, spoken) })}</span>
        )}
      </dd>
      {found.reason && (
        <>
          <dt>{t("reason")}</dt>
          <dd className="pre">{found.reason}</dd>
        </>
      )}
      {found.author && (
        <>
          <dt>{t("author")}</dt>
          <dd>{found.author.acronym}</dd>
        </>
      )}
      <dt>{t("from")}</dt>
      <dd>
        {found.meeting && (
          <Link to={links.meeting(net, found.meeting.id)}>
            {found.meeting.number} <Written text={found.meeting.title} />
          </Link>
        )}
        {found.decision && (
          <Link to={links.decision(net, found.decision.id)}>
            {found.decision.number} <Written text={found.decision.title} />
          </Link>
        )}
        {!found.meeting && !found.decision && "–"}
      </dd>
      {found.done && (
        <>
          <dt>{t("done")}</dt>
          <dd className="pre">{found.done}</dd>
        </>
      )}
      {found.evidence.length > 0 && (
        <>
          <dt>{t("evidence")}</dt>
          <dd>
            {found.evidence.map((each) => (
              <p key={each.url}>
                <a href={each.url} rel="noreferrer">
                  {each.title}
                </a>
              </p>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

/** Two acts ask for what the general dialog cannot: what was done with its evidence has a form of its own. */
function Acts({ found }: { found: ActionPointRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [doing, setDoing] = useState(false);
  const post = async (move: string, sent: object | undefined) => {
    const answer = await body(
      api.POST(
        `/api/v1/networks/{network}/action-points/{action_id}/${move}` as "/api/v1/networks/{network}/action-points/{action_id}/drop",
        {
          params: { path: { network: net, action_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: sent,
        } as never,
      ),
    );
    queries.setQueryData(actionPoint(net, found.id).queryKey, answer as ActionPointRead);
    queries.invalidateQueries({ queryKey: [net] });
  };
  const does = found.moves.some((move) => move.move === "done");
  return (
    <>
      {does && !doing && (
        <div className="row acts">
          <button type="button" className="btn main" onClick={() => setDoing(true)}>
            {word("action_point.move", "done")}
          </button>
        </div>
      )}
      {doing && <Done found={found} post={post} close={() => setDoing(false)} />}
      <Moves
        of="action_point"
        moves={found.moves.filter((move) => move.move !== "done")}
        main={["verify", "snooze"]}
        warn={{ drop: t("warnDrop"), verify: t("warnVerify") }}
        asks={{
          due_on: { label: t("newDate"), kind: "date", value: found.due_on },
          reason: { label: c("reason"), kind: "prose" },
        }}
        make={(move, values: Values) => post(move, Object.keys(values).length > 0 ? values : undefined)}
      />
    </>
  );
}

interface DoneProps {
  found: ActionPointRead;
  post: (move: string, sent: object) => Promise<void>;
  close: () => void;
}

function Done({ found, post, close }: DoneProps) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <Form
      act={word("action_point.move", "done")}
      cancel={close}
      keep={`action-done.${found.id}`}
      send={(values) =>
        post("done", {
          done: values.done,
          evidence: values.url || values.name ? [{ title: values.name, url: values.url }] : [],
        })
      }
      done={close}
    >
      {(problem) => (
        <>
          <Field label={t("done")} name="done" kind="prose" problem={problem} focus />
          <fieldset>
            <legend className="legend">{t("evidence")}</legend>
            <Field
              label={t("evidenceTitle")}
              name="name"
              pointer="/evidence/0/title"
              problem={problem}
              optional={!found.important}
            />
            <Field
              label={t("evidenceUrl")}
              name="url"
              kind="url"
              pointer="/evidence/0/url"
              help={t("evidenceHelp")}
              max={500}
              problem={problem}
              optional={!found.important}
            />
          </fieldset>
        </>
      )}
    </Form>
  );
}
