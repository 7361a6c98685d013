import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { type MemberItem, organisations } from "./queries";
import { todayAt } from "./rules";
import { strings } from "./strings";

interface Props {
  members: MemberItem[];
  roles: string[];
  done: (name: string) => void;
  close: () => void;
}

/** A person gets a dated role for an organisation; officers are only proposed. */
export function Appoint({ members, roles, done, close }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  // An administrator does not see who is in the network, and chooses from the common list.
  const known = useQuery({ ...organisations, enabled: members.length === 0 });
  const [role, setRole] = useState(roles[0] ?? "focal_point");
  const [acting, setActing] = useState(false);
  const choices =
    members.length > 0
      ? members.map((each) => ({ value: each.organisation_id, label: named(each.acronym, each.name, spoken) }))
      : (known.data ?? []).map((each) => ({ value: each.id, label: named(each.acronym, each.name, spoken) }));
  return (
    <Dialog title={t("appoint")} close={close} panel>
      <p className="quiet">{t("appointSays")}</p>
      <Form
        act={t("appoint")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/appointments", {
              params: { path: { network: net } },
              body: {
                email: values.email,
                name: values.name,
                function: values.function || null,
                language: values.language,
                organisation_id: values.organisation_id,
                role,
                acting: role === "co_chair" && acting,
                from_on: values.from_on,
                until_on: values.until_on || null,
              },
            } as never),
          )
        }
        done={(made) => {
          done((made as { person: string }).person);
          queries.invalidateQueries({ queryKey: [net] });
          close();
        }}
      >
        {(problem) => (
          <>
            <Field label={c("name")} name="name" problem={problem} autoComplete="off" />
            <Field label={c("email")} name="email" kind="email" max={254} problem={problem} autoComplete="off" />
            <Field label={t("function")} name="function" problem={problem} optional />
            <Field
              label={t("language")}
              name="language"
              value={spoken}
              options={(Object.keys(NAMES) as Language[]).map((value) => ({ value, label: NAMES[value] }))}
              problem={problem}
            />
            <Field
              label={c("organisation")}
              name="organisation_id"
              options={[{ value: "", label: "–" }, ...choices]}
              problem={problem}
            />
            <Field
              label={c("role")}
              name="role"
              options={roles.map((value) => ({ value, label: word("role", value) }))}
              chosen={role}
              choose={setRole}
              problem={problem}
            />
            {role === "co_chair" && (
              <label className="tick">
                <input type="checkbox" checked={acting} onChange={(event) => setActing(event.target.checked)} />
                <span>{t("actingLong")}</span>
              </label>
            )}
            <Field label={t("fromOn")} name="from_on" kind="date" value={todayAt(PLACE)} problem={problem} />
            <Field
              label={t("untilOn")}
              name="until_on"
              kind="date"
              help={t("untilHelp")}
              problem={problem}
              optional={!(role === "co_chair" && acting)}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}

const named = (acronym: string, name: MemberItem["name"], spoken: Language) =>
  `${acronym} · ${written(name, spoken).text}`;
