import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { Citing, citedOf, TextFields, textsOf } from "./Editor";
import { meeting as meetingOf, meetings } from "./queries";
import { strings } from "./strings";

interface Props {
  close: () => void;
  /** Under which agenda item, when it is begun from there. */
  meeting?: string;
  item?: string;
}

/** A draft: kind, title, text, and where it belongs. Nobody is told of it. */
export function Draft({ close, meeting = "", item = "" }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const [held, setHeld] = useState(meeting);
  const all = useQuery(meetings(net));
  const agenda = useQuery(meetingOf(net, held));
  const none = { value: "", label: "–" };
  return (
    <Dialog title={t("new")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        keep={`decision.new.${net}`}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/decisions", {
              params: { path: { network: net } },
              body: {
                ...textsOf(values),
                meeting_id: held || null,
                agenda_item_id: values.agenda_item_id || null,
                ...citedOf(values),
                review_on: values.review_on || null,
              },
            }),
          )
        }
        done={(made) => navigate({ to: links.decision(net, (made as { id: string }).id) })}
      >
        {(problem) => (
          <>
            <TextFields problem={problem} />
            <Field
              label={t("underMeeting")}
              name="meeting_id"
              optional
              problem={problem}
              chosen={held}
              choose={setHeld}
              options={[
                none,
                ...(all.data ?? []).map((each) => ({
                  value: each.id,
                  label: `${each.number} ${written(each.title, spoken).text}`,
                })),
              ]}
            />
            {agenda.data && held && (
              <Field
                key={held}
                label={t("underItem")}
                name="agenda_item_id"
                optional
                problem={problem}
                value={item}
                options={[
                  none,
                  ...agenda.data.agenda_items.map((each) => ({
                    value: each.id,
                    label: `${each.place}. ${written(each.title, spoken).text}`,
                  })),
                ]}
              />
            )}
            <Citing problem={problem} />
            <Field label={t("review")} name="review_on" kind="date" optional problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
