import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../../api/client";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { Dialog, Field, Form } from "../../../ui/Form";
import { type AgendaItemRead, type MeetingRead, meeting } from "../queries";
import { strings } from "./session.strings";

/** What is not reached goes on: at the next regular meeting, or in the backlog with the reason why it waits. */
export function Park({ found, item, close }: { found: MeetingRead; item: AgendaItemRead; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [to, setTo] = useState<"next" | "backlog">("next");
  return (
    <Dialog title={t("park")} close={close}>
      <p>{t("parkSure")}</p>
      <Form
        act={t("park")}
        cancel={close}
        send={({ reason }) =>
          body(
            api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}/carry", {
              params: {
                path: { network: net, meeting_id: found.id, item_id: item.id },
                header: { "If-Match": ifMatch(item.version) },
              } as never,
              body: { to, ...(reason?.trim() ? { reason } : {}) },
            }),
          )
        }
        done={(answer) => {
          queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
          queries.invalidateQueries({ queryKey: [net, "meetings"] });
          close();
        }}
      >
        {(problem) => (
          <>
            <Field
              label={t("parkTo")}
              name="to"
              options={[
                { value: "next", label: t("parkNext") },
                { value: "backlog", label: t("parkBacklog") },
              ]}
              chosen={to}
              choose={(value) => setTo(value as "next" | "backlog")}
              problem={problem}
            />
            <Field label={t("parkWhy")} name="reason" kind="prose" optional={to === "next"} problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
