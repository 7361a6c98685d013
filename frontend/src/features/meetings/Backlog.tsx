import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { Bones, Written } from "../../ui/parts";
import { strings } from "./agenda.strings";
import { type BacklogTopic, backlogOf } from "./agendaQueries";
import { Titles, titleOf } from "./MeetingForm";
import { ITEM_KINDS, type MeetingRead, members } from "./queries";
import { strings as meetings } from "./strings";

/** Topics that wait for a meeting: any member parks one, the officers take one onto this agenda. */
export function Backlog({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const list = useInfiniteQuery(backlogOf(net));
  const [parking, setParking] = useState(false);
  const topics = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="tray stack" aria-label={t("backlog")}>
      <div className="row">
        <h2 className="grow">
          {t("backlog")} {topics.length > 0 && <span className="small">{topics.length}</span>}
        </h2>
        {found.may.includes("propose") && (
          <button type="button" className="btn small" onClick={() => setParking(true)}>
            <Icon name="plus" size={16} /> {t("park")}
          </button>
        )}
      </div>
      {list.isPending && <Bones rows={2} />}
      {list.data && topics.length === 0 && <p className="quiet">{t("noBacklog")}</p>}
      <ul className="agenda">
        {topics.map((topic) => (
          <Topic key={topic.id} topic={topic} found={found} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div>
          <Press act={() => list.fetchNextPage()}>{t("moreTopics")}</Press>
        </div>
      )}
      {parking && <TopicForm close={() => setParking(false)} />}
    </section>
  );
}

function Topic({ topic, found }: { topic: BacklogTopic; found: MeetingRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const m = useStrings(meetings);
  const net = useNet();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"edit" | "close" | null>(null);
  const title = written(topic.title, spoken).text;
  const path = { network: net, topic_id: topic.id };
  const header = { "If-Match": ifMatch(topic.version) };
  const take = async () => {
    await body(
      api.POST("/api/v1/networks/{network}/backlog/{topic_id}/take", {
        params: { path, header } as never,
        body: { meeting_id: found.id },
      }),
    );
    await queries.invalidateQueries({ queryKey: [net] });
  };
  const by = topic.parked_by ?? topic.proposed_by;
  return (
    <li className="topic">
      <span className="what">
        <Written text={topic.title} />
        <span className="under">
          {by && `${t("parkedBy", { organisation: by })}: `}
          {topic.for_next ? t("forNext") : topic.reason}
          {topic.came_from && (
            <>
              {" · "}
              <Link to={links.meeting(net, topic.came_from.meeting_id)}>{topic.came_from.number}</Link>
            </>
          )}
          {" · "}
          {m("min", { count: topic.duration_minutes })}
        </span>
      </span>
      <span className="row">
        {topic.may.includes("take") && found.may.includes("arrange") && (
          <Press className="btn small" name={t("takeUpOf", { title })} act={take}>
            {t("takeUp")}
          </Press>
        )}
        {topic.may.includes("edit") && (
          <button
            type="button"
            className="btn plain small"
            aria-label={t("editOf", { title })}
            onClick={() => setOpen("edit")}
          >
            {c("edit")}
          </button>
        )}
        {topic.may.includes("close") && (
          <button
            type="button"
            className="btn plain small"
            aria-label={t("letGoOf", { title })}
            onClick={() => setOpen("close")}
          >
            {t("letGo")}
          </button>
        )}
      </span>
      {open === "edit" && <TopicForm topic={topic} close={() => setOpen(null)} />}
      {open === "close" && (
        <Dialog title={t("letGo")} close={() => setOpen(null)}>
          <p>{title}</p>
          <Form
            act={t("letGo")}
            cancel={() => setOpen(null)}
            danger
            send={(values) =>
              body(
                api.POST("/api/v1/networks/{network}/backlog/{topic_id}/close", {
                  params: { path, header } as never,
                  body: { reason: values.reason ?? "" },
                }),
              )
            }
            done={() => {
              setOpen(null);
              queries.invalidateQueries({ queryKey: backlogOf(net).queryKey });
            }}
          >
            {(problem) => <Field label={c("reason")} name="reason" kind="prose" problem={problem} />}
          </Form>
        </Dialog>
      )}
    </li>
  );
}

function TopicForm({ topic, close }: { topic?: BacklogTopic; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const m = useStrings(meetings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const people = useQuery(members(net));
  const act = topic ? c("edit") : t("park");
  const sent = (values: Values) => ({
    kind: values.kind as (typeof ITEM_KINDS)[number],
    title: titleOf(values),
    duration_minutes: Number(values.duration_minutes),
    presenter_id: values.presenter_id || null,
    notes: values.notes || null,
    reason: values.reason ?? "",
  });
  return (
    <Dialog title={act} close={close} panel>
      <Form
        act={topic ? c("save") : act}
        cancel={close}
        keep={topic ? undefined : `${net}.topic`}
        send={(values) =>
          topic
            ? body(
                api.PATCH("/api/v1/networks/{network}/backlog/{topic_id}", {
                  params: {
                    path: { network: net, topic_id: topic.id },
                    header: { "If-Match": ifMatch(topic.version) },
                  },
                  body: sent(values),
                }),
              )
            : body(
                api.POST("/api/v1/networks/{network}/backlog", {
                  params: { path: { network: net } },
                  body: sent(values),
                }),
              )
        }
        done={() => {
          queries.invalidateQueries({ queryKey: backlogOf(net).queryKey });
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={topic?.title} />
            <Field label={t("whyWaits")} name="reason" kind="prose" value={topic?.reason ?? ""} problem={problem} />
            <Field
              label={c("kind")}
              name="kind"
              options={ITEM_KINDS.map((value) => ({ value, label: word("agenda.kind", value) }))}
              value={topic?.kind ?? "discussion"}
              problem={problem}
            />
            <Field
              label={m("minutes")}
              name="duration_minutes"
              kind="number"
              value={String(topic?.duration_minutes ?? 15)}
              problem={problem}
            />
            <Field
              key={people.data ? "known" : "asked"}
              label={m("presenter")}
              name="presenter_id"
              options={[
                { value: "", label: m("nobody") },
                ...(people.data?.items ?? []).map((each) => ({ value: each.organisation_id, label: each.acronym })),
              ]}
              value={topic?.presenter_id ?? ""}
              optional
              problem={problem}
            />
            <Field label={m("notes")} name="notes" kind="prose" value={topic?.notes ?? ""} optional problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
