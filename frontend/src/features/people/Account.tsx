import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { links } from "../../app/links";
import { me } from "../../app/queries";
import { Languages } from "../../app/Shell";
import { NAMES, setLanguage, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { Chip, Loaded } from "../../ui/parts";
import { strings } from "./strings";

/** One's own account: name, language, password, second factor, sessions, tokens. */
export function Account() {
  const c = useStrings(common);
  const query = useQuery(me);
  return (
    <main className="sheet" id="content">
      <div className="head">
        <div>
          <div className="trail">
            <Link to="/">{c("home")}</Link>
          </div>
          <h1 tabIndex={-1}>{c("account")}</h1>
        </div>
        <Languages />
      </div>
      <div className="body">
        <Loaded query={query}>
          {(person) => (
            <>
              <Profile person={person} />
              <Posts person={person} />
              <Totp person={person} />
              <Password />
              <Sessions />
              <Tokens person={person} />
            </>
          )}
        </Loaded>
      </div>
    </main>
  );
}

type Me = Schemas["MeRead"];

function Profile({ person }: { person: Me }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  return (
    <section className="stack">
      <h2>{t("profile")}</h2>
      <Form
        act={c("save")}
        send={async (values) => {
          const language = values.language as "en" | "ru" | "tk";
          await api.PATCH("/api/v1/me", {
            params: { header: { "If-Match": ifMatch(person.version) } },
            body: { name: values.name ?? "", function: values.function || null, language },
          });
          setLanguage(language);
        }}
        done={() => {
          setSaved(true);
          queries.invalidateQueries({ queryKey: ["me"] });
        }}
      >
        {(problem) => (
          <div className="stack">
            <p className="quiet">{person.email}</p>
            <Field label={c("name")} name="name" value={person.name} problem={problem} autoComplete="name" />
            <Field label={t("function")} name="function" value={person.function ?? ""} problem={problem} optional />
            <Field
              label={c("languages")}
              name="language"
              value={person.language}
              options={Object.entries(NAMES).map(([value, label]) => ({ value, label }))}
            />
            {saved && <p role="status">{c("saved")}</p>}
          </div>
        )}
      </Form>
    </section>
  );
}

function Posts({ person }: { person: Me }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <section className="stack">
      <h2>{t("posts")}</h2>
      <ul className="stack">
        {person.appointments.map((post) => (
          <li key={post.network + post.acronym + post.role}>
            <Link to={links.home(post.network)}>{written(post.network_name, spoken).text}</Link> · {post.acronym} ·{" "}
            {word("role", post.role)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Totp({ person }: { person: Me }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [started, setStarted] = useState<Schemas["TotpStart"] | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const fresh = () => queries.invalidateQueries({ queryKey: ["me"] });
  return (
    <section className="stack">
      <h2>{t("totp")}</h2>
      <p>{person.totp ? t("totpOn", { count: person.recovery_codes_left }) : t("totpOff")}</p>
      {codes && (
        <div>
          <p role="status">{t("totpCodes")}</p>
          <pre className="facts">{codes.join("\n")}</pre>
        </div>
      )}
      {!person.totp && !started && (
        <Form
          act={t("totpStart")}
          send={() => body(api.POST("/api/v1/me/totp", {}))}
          done={(answer) => setStarted(answer as Schemas["TotpStart"])}
        >
          {() => null}
        </Form>
      )}
      {started && !codes && (
        <Form
          act={t("confirm")}
          send={(values) => body(api.POST("/api/v1/me/totp/confirm", { body: { code: values.code ?? "" } }))}
          done={(answer) => {
            setCodes((answer as Schemas["TotpCodes"]).recovery_codes);
            fresh();
          }}
        >
          {(problem) => (
            <div className="stack">
              <p>{t("totpScan", { secret: started.secret })}</p>
              <img
                width="220"
                height="220"
                alt=""
                src={`data:image/svg+xml;utf8,${encodeURIComponent(started.qr_svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'))}`}
              />
              <Field label={t("code")} name="code" problem={problem} autoComplete="one-time-code" max={6} />
            </div>
          )}
        </Form>
      )}
      {person.totp && (
        <Form
          act={t("turnOff")}
          danger
          send={(values) => api.POST("/api/v1/me/totp/remove", { body: { password: values.password ?? "" } })}
          done={() => {
            setStarted(null);
            setCodes(null);
            fresh();
          }}
        >
          {(problem) => (
            <Field
              label={c("password")}
              name="password"
              kind="password"
              problem={problem}
              autoComplete="current-password"
            />
          )}
        </Form>
      )}
    </section>
  );
}

function Password() {
  const c = useStrings(common);
  const t = useStrings(strings);
  return (
    <section className="stack">
      <h2>{c("password")}</h2>
      <Form
        act={t("forgot")}
        send={(values) =>
          api.PUT("/api/v1/me/password", {
            body: { old_password: values.old_password ?? "", new_password: values.new_password ?? "" },
          } as never)
        }
        done={() => location.assign("/sign-in")}
      >
        {(problem) => (
          <div className="stack">
            <Field
              label={t("oldPassword")}
              name="old_password"
              kind="password"
              problem={problem}
              autoComplete="current-password"
              max={128}
            />
            <Field
              label={t("newPassword")}
              name="new_password"
              kind="password"
              help={t("passwordHelp")}
              problem={problem}
              autoComplete="new-password"
              max={128}
            />
          </div>
        )}
      </Form>
    </section>
  );
}

function Sessions() {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const query = useQuery({ queryKey: ["me", "sessions"], queryFn: () => body(api.GET("/api/v1/me/sessions")) });
  const end = async (id: string) => {
    await api.DELETE("/api/v1/me/sessions/{session_id}", { params: { path: { session_id: id } } } as never);
    query.refetch();
  };
  return (
    <section className="stack">
      <h2>{t("sessions")}</h2>
      <Loaded query={query}>
        {(list) => (
          <ul className="stack">
            {list.items.map((session) => (
              <li key={session.id} className="row">
                <span className="grow">
                  {moment(session.seen_at, spoken)} · {session.address} <span className="small">{session.agent}</span>
                </span>
                {session.current ? (
                  <Chip tone="good">{t("current")}</Chip>
                ) : (
                  <button type="button" className="btn small" onClick={() => end(session.id)}>
                    {t("end")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Tokens({ person }: { person: Me }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const query = useQuery({ queryKey: ["me", "tokens"], queryFn: () => body(api.GET("/api/v1/me/tokens")) });
  const nets = [...new Set(person.appointments.map((post) => post.network))];
  const revoke = async (id: string) => {
    await api.DELETE("/api/v1/me/tokens/{token_id}", { params: { path: { token_id: id } } } as never);
    query.refetch();
  };
  return (
    <section className="stack">
      <h2>{t("tokens")}</h2>
      <Loaded query={query}>
        {(list) => (
          <>
            {list.items.length === 0 && <p className="quiet">{t("tokenNone")}</p>}
            <ul className="stack">
              {list.items.map((token) => (
                <li key={token.id} className="row">
                  <span className="grow">
                    <strong>{token.name}</strong> · {token.network} · {token.scopes.join(", ")} ·{" "}
                    {token.revoked_at ? t("ended") : t("until", { day: day(token.expires_at, spoken) })}
                  </span>
                  {!token.revoked_at && (
                    <button type="button" className="btn small" onClick={() => revoke(token.id)}>
                      {c("remove")}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {made && (
        <div>
          <p role="status">{t("tokenOnce")}</p>
          <pre className="facts">{made}</pre>
        </div>
      )}
      {nets.length > 0 && (
        <div>
          <button type="button" className="btn" onClick={() => setMaking(true)}>
            {t("tokenNew")}
          </button>
        </div>
      )}
      {making && (
        <Dialog title={t("tokenNew")} close={() => setMaking(false)}>
          <Form
            act={t("tokenNew")}
            cancel={() => setMaking(false)}
            send={(values) =>
              body(
                api.POST("/api/v1/me/tokens", {
                  body: {
                    name: values.name ?? "",
                    network: values.network ?? "",
                    scopes: (values.scopes ?? "").split(/\s+/).filter(Boolean),
                    days: Number(values.days),
                  },
                }),
              )
            }
            done={(answer) => {
              setMade((answer as Schemas["ApiTokenCreated"]).token);
              setMaking(false);
              query.refetch();
            }}
          >
            {(problem) => (
              <>
                <Field label={c("name")} name="name" problem={problem} max={80} />
                <Field
                  label={c("network")}
                  name="network"
                  options={nets.map((net) => ({ value: net, label: net }))}
                  problem={problem}
                />
                <Field
                  label={t("tokenScopes")}
                  name="scopes"
                  kind="prose"
                  value={"decisions:read\nmeetings:read"}
                  problem={problem}
                />
                <Field label={t("tokenDays")} name="days" kind="number" value="90" problem={problem} />
              </>
            )}
          </Form>
        </Dialog>
      )}
    </section>
  );
}
