import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { Dialog, Field, Form } from "../../ui/Form";
import { Press } from "../../ui/Press";
import { strings } from "./agenda.strings";
import { agendaOf } from "./agendaQueries";
import { type AgendaItemRead, type MeetingRead, meeting } from "./queries";

interface Props {
  found: MeetingRead;
  item: AgendaItemRead;
}

/** Where an item goes on: to the next meeting or to the backlog; or the same topic once more. */
export function Onward({ found, item }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const before = found.may.includes("arrange");
  if (item.moved_on_at || (!before && !found.may.includes("record"))) return null;
  const path = { network: net, meeting_id: found.id, item_id: item.id };
  const copy = async () => {
    const answer = await body(
      api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}/copy", {
        params: { path },
        body: {},
      }),
    );
    queries.setQueryData(meeting(net, found.id).queryKey, answer);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        {t("onward")}
      </button>
      {before && item.place > 0 && <Press act={copy}>{t("duplicate")}</Press>}
      {open && <Where found={found} item={item} before={before} close={() => setOpen(false)} />}
    </>
  );
}

/** To which meeting it goes, or to the backlog with the reason why it waits. */
export function Where({ found, item, before, close }: Props & { before: boolean; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const next = useQuery(agendaOf(net, found.id)).data?.next_meeting;
  const [to, setTo] = useState("next");
  return (
    <Dialog title={t("onward")} close={close}>
      <Form
        act={t("onward")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}/carry", {
              params: {
                path: { network: net, meeting_id: found.id, item_id: item.id },
                header: { "If-Match": ifMatch(item.version) },
              },
              body: {
                to: values.to === "backlog" ? "backlog" : "next",
                ...(values.reason ? { reason: values.reason } : {}),
              },
            }),
          )
        }
        done={(answer) => {
          close();
          queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
          queries.invalidateQueries({ queryKey: [net] });
        }}
      >
        {(problem) => (
          <>
            <p>{t(before ? "leaves" : "stays")}</p>
            <Field
              label={t("where")}
              name="to"
              options={[
                { value: "next", label: next ? t("toNext", { number: next.number }) : t("toNextUnknown") },
                { value: "backlog", label: t("toBacklog") },
              ]}
              value="next"
              chosen={to}
              choose={setTo}
              problem={problem}
            />
            {to === "backlog" && <Field label={t("whyWaits")} name="reason" kind="prose" focus problem={problem} />}
          </>
        )}
      </Form>
    </Dialog>
  );
}
