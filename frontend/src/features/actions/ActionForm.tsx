import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { Dialog, Field, Form } from "../../ui/Form";
import { local } from "../../ui/Moves";
import { Loaded } from "../../ui/parts";
import { members, useGiver } from "./queries";
import { strings } from "./strings";

interface Props {
  meeting?: string;
  close: () => void;
}

const WEEKS = 14 * 86_400_000;

/** Somebody gets something to do by a day. */
export function ActionForm({ meeting, close }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const giver = useGiver(net);
  const known = useQuery(members(net));
  return (
    <Dialog title={t("new")} close={close} panel>
      <Loaded query={known}>
        {(all) => (
          <Form
            act={t("add")}
            cancel={close}
            keep={`action.${net}.${meeting ?? ""}`}
            send={(values) =>
              body(
                api.POST("/api/v1/networks/{network}/action-points", {
                  params: { path: { network: net } },
                  body: {
                    title: { en: values.title, ...(spoken === "en" ? {} : { [spoken]: values.title }) },
                    owner_id: values.owner_id,
                    due_on: values.due_on,
                    important: values.important === "on",
                    ...(meeting ? { meeting_id: meeting } : {}),
                  },
                } as never),
              )
            }
            done={() => {
              queries.invalidateQueries({ queryKey: [net] });
              close();
            }}
          >
            {(problem) => (
              <>
                <Field label={t("what")} name="title" pointer="/title/en" problem={problem} />
                <Field
                  label={t("owner")}
                  name="owner_id"
                  help={t("ownerHelp")}
                  problem={problem}
                  options={all.items
                    .filter((each) => giver.officer || giver.own.includes(each.acronym))
                    .map((each) => ({
                      value: each.organisation_id,
                      label: `${each.acronym} · ${written(each.name, spoken).text}`,
                    }))}
                />
                <Field
                  label={t("due")}
                  name="due_on"
                  kind="date"
                  value={local(new Date(Date.now() + WEEKS)).slice(0, 10)}
                  problem={problem}
                />
                <label className="tick">
                  <input type="checkbox" name="important" />
                  <span>{t("important")}</span>
                </label>
              </>
            )}
          </Form>
        )}
      </Loaded>
    </Dialog>
  );
}
