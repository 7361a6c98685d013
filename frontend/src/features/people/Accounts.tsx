import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { LANGUAGES, NAMES, useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { Menu } from "../../ui/Menu";
import { Chip, Loaded, More } from "../../ui/parts";
import { strings } from "./accounts.strings";

type Account = Schemas["AccountRead"];
type Act = "disable" | "enable" | "erase";
const KEY = ["accounts"];

/** The administrator's list of everybody with an account. */
export function Accounts() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<{ account: Account; act: Act } | null>(null);
  const [said, setSaid] = useState("");
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      body(api.GET("/api/v1/accounts", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const fresh = () => queries.invalidateQueries({ queryKey: KEY });
  return (
    <section className="stack">
      <div className="row">
        <h2 className="grow">{t("title")}</h2>
        <button type="button" className="btn" onClick={() => setInviting(true)}>
          {t("invite")}
        </button>
      </div>
      <p className="quiet">{t("says")}</p>
      <p role="status">{said}</p>
      <Loaded query={query}>
        {(data) => (
          <table className="rows accounts">
            <thead>
              <tr>
                <th scope="col">{c("name")}</th>
                <th scope="col">{c("email")}</th>
                <th scope="col">{t("state")}</th>
                <th scope="col">
                  <span className="sr">{c("edit")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.pages
                .flatMap((page) => page.items)
                .map((account) => (
                  <Line key={account.id} account={account} choose={(act) => setChosen({ account, act })} />
                ))}
            </tbody>
          </table>
        )}
      </Loaded>
      <More query={query} />
      {inviting && (
        <Invite
          close={() => setInviting(false)}
          done={(email) => {
            setSaid(t("invited", { email }));
            fresh();
          }}
        />
      )}
      {chosen && <Confirm {...chosen} close={() => setChosen(null)} done={fresh} />}
    </section>
  );
}

function Line({ account, choose }: { account: Account; choose: (act: Act) => void }) {
  const t = useStrings(strings);
  const acts: Act[] = [account.disabled_at ? "enable" : "disable", "erase"];
  return (
    <tr>
      <th scope="row">
        {account.name} {account.admin && <Chip tone="info">{t("admin")}</Chip>}
        {account.function && <div className="small">{account.function}</div>}
      </th>
      <td className="full">{account.email}</td>
      <td>
        <State account={account} />
      </td>
      <td>
        {!account.erased_at && (
          <Menu className="dots" label="⋯" name={t("acts", { name: account.name })}>
            {acts.map((act) => (
              <li key={act}>
                <button type="button" onClick={() => choose(act)}>
                  {t(act)}
                </button>
              </li>
            ))}
          </Menu>
        )}
      </td>
    </tr>
  );
}

function State({ account }: { account: Account }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  if (account.erased_at) return <Chip>{t("erased", { day: day(account.erased_at, spoken) })}</Chip>;
  if (account.disabled_at) return <Chip>{t("disabled", { day: day(account.disabled_at, spoken) })}</Chip>;
  return account.invited ? <Chip tone="wait">{t("waiting")}</Chip> : <Chip tone="good">{t("open")}</Chip>;
}

function Invite({ close, done }: { close: () => void; done: (email: string) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <Dialog title={t("invite")} close={close}>
      <Form
        act={t("invite")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/accounts", {
              body: {
                email: values.email ?? "",
                name: values.name ?? "",
                function: values.function || null,
                language: values.language as Account["language"] as "en" | "ru" | "tk",
              },
            }),
          )
        }
        done={(answer) => {
          done((answer as Account).email);
          close();
        }}
      >
        {(problem) => (
          <>
            <p>{t("inviteSays")}</p>
            <Field label={c("email")} name="email" kind="email" problem={problem} autoComplete="off" max={254} />
            <Field label={c("name")} name="name" problem={problem} autoComplete="off" max={200} />
            <Field label={t("function")} name="function" problem={problem} optional max={200} />
            <Field
              label={t("language")}
              name="language"
              value={spoken}
              options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
              problem={problem}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}

const PATHS = {
  disable: "/api/v1/accounts/{person_id}/disable",
  enable: "/api/v1/accounts/{person_id}/enable",
  erase: "/api/v1/accounts/{person_id}/erase",
} as const;

/** The act as a sentence before it is done. */
function Confirm({ account, act, close, done }: { account: Account; act: Act; close: () => void; done: () => void }) {
  const t = useStrings(strings);
  return (
    <Dialog title={t(act)} close={close}>
      <p>{t(`${act}Says`, { name: account.name })}</p>
      <p className="quiet">{account.email}</p>
      <Form
        act={t(act)}
        danger={act === "erase"}
        cancel={close}
        send={() =>
          body(
            api.POST(PATHS[act], {
              params: { path: { person_id: account.id }, header: { "If-Match": ifMatch(account.version) } },
            } as never),
          )
        }
        done={() => {
          done();
          close();
        }}
      >
        {() => null}
      </Form>
    </Dialog>
  );
}
