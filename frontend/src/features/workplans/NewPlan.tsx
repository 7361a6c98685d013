import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { today, type WorkplanItem, type WorkplanRead } from "./queries";
import { strings } from "./strings";

/** A plan for the next year: from last year's where there is one, or an empty one. */
export function NewPlan({ plans, close }: { plans: WorkplanItem[]; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const last = plans.find((each) => each.in_force) ?? plans[0];
  const year = last ? Number(last.ends_on.slice(0, 4)) + 1 : Number(today().slice(0, 4)) + 1;
  return (
    <Dialog title={last ? t("newFromLast") : t("new")} close={close}>
      <Form
        act={t("create")}
        cancel={close}
        send={({ title_en, title_ru, title_tk, starts_on, ends_on, based_on_id, framework_name }) =>
          body(
            api.POST("/api/v1/networks/{network}/workplans", {
              params: { path: { network: net } },
              body: {
                title: { en: title_en ?? "", ru: title_ru || null, tk: title_tk || null },
                starts_on: starts_on ?? "",
                ends_on: ends_on ?? "",
                framework_name: framework_name || null,
                based_on_id: based_on_id || null,
              },
            }),
          )
        }
        done={(answer) => {
          queries.invalidateQueries({ queryKey: [net] });
          close();
          navigate({ to: links.workplan(net, (answer as WorkplanRead).id), search: { view: "table" } as never });
        }}
      >
        {(problem) => (
          <>
            {plans.length > 0 && (
              <Field
                label={t("copyOf")}
                name="based_on_id"
                optional
                options={[
                  { value: "", label: t("copyNone") },
                  ...plans.map((each) => ({
                    value: each.id,
                    label: `${written(each.title, spoken).text}${each.version_number > 1 ? ` · ${t("version", { number: each.version_number })}` : ""}`,
                  })),
                ]}
                value={last?.id ?? ""}
                help={t("copyHelp")}
                problem={problem}
              />
            )}
            {LANGUAGES.map((each) => (
              <Field
                key={each}
                label={`${c("title")} (${NAMES[each]})`}
                name={`title_${each}`}
                pointer={`/title/${each}`}
                value={`${strings.one[each]} ${year}`}
                lang={each}
                optional={each !== "en"}
                problem={problem}
              />
            ))}
            <Field label={t("startsOn")} name="starts_on" kind="date" value={`${year}-01-01`} problem={problem} />
            <Field label={t("endsOn")} name="ends_on" kind="date" value={`${year}-12-31`} problem={problem} />
            <Field
              label={t("framework")}
              name="framework_name"
              value={last?.framework_name ?? ""}
              optional
              problem={problem}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
