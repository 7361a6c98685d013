import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Titles, titleOf, titleRows } from "./MeetingForm";
import { StandsNow } from "./parts";
import { type AgendaItemRead, ITEM_KINDS, type MeetingRead, meeting, members } from "./queries";
import { strings } from "./strings";

interface Props {
  found: MeetingRead;
  item?: AgendaItemRead;
  close: () => void;
  made?: (id: string) => void;
}

/** An item: what, how long, who presents. Officers add, members propose. */
export function ItemForm({ found, item, close, made }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const people = useQuery(members(net));
  const officer = found.may.includes("arrange") || found.may.includes("record");
  const title = item ? t("editItem") : officer ? t("addItem") : t("proposeItem");
  const sent = (values: Values) => ({
    kind: values.kind as (typeof ITEM_KINDS)[number],
    title: titleOf(values),
    duration_minutes: Number(values.duration_minutes),
    presenter_id: values.presenter_id || null,
    notes: values.notes || null,
  });
  const standing: [string, string][] = item
    ? [
        ...titleRows(item.title, c("title")),
        [c("kind"), word("agenda.kind", item.kind)],
        [t("minutes"), String(item.duration_minutes)],
        [t("presenter"), item.presenter ?? ""],
        [t("notes"), item.notes ?? ""],
      ]
    : [];
  const path = { network: net, meeting_id: found.id };
  const send = (values: Values) =>
    item
      ? body(
          api.PATCH("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}", {
            params: { path: { ...path, item_id: item.id }, header: { "If-Match": ifMatch(item.version) } },
            body: sent(values),
          }),
        )
      : body(
          api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items", {
            params: { path },
            body: sent(values),
          }),
        );
  return (
    <Dialog title={title} close={close} panel>
      <Form
        act={title}
        cancel={close}
        keep={item ? undefined : `${found.id}.item`}
        send={send}
        done={(answer) => {
          const read = answer as MeetingRead;
          const before = new Set(found.agenda_items.map((each) => each.id));
          queries.setQueryData(meeting(net, found.id).queryKey, read);
          const fresh = read.agenda_items.find((each) => !before.has(each.id));
          if (fresh) made?.(fresh.id);
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={item?.title} />
            <Field
              label={c("kind")}
              name="kind"
              options={ITEM_KINDS.map((value) => ({ value, label: word("agenda.kind", value) }))}
              value={item?.kind ?? "discussion"}
              problem={problem}
            />
            <Field
              label={t("minutes")}
              name="duration_minutes"
              kind="number"
              value={String(item?.duration_minutes ?? 15)}
              problem={problem}
            />
            <Field
              key={people.data ? "known" : "asked"}
              label={t("presenter")}
              name="presenter_id"
              options={[
                { value: "", label: t("nobody") },
                ...(people.data?.items ?? []).map((each) => ({ value: each.organisation_id, label: each.acronym })),
              ]}
              value={item?.presenter_id ?? ""}
              optional
              problem={problem}
            />
            <Field label={t("notes")} name="notes" kind="prose" value={item?.notes ?? ""} optional problem={problem} />
            {item && <StandsNow problem={problem} rows={standing} />}
          </>
        )}
      </Form>
    </Dialog>
  );
}
