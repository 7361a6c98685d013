import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { keysOn, setKeys } from "../../app/keys";
import { Languages } from "../../app/Languages";
import { links } from "../../app/links";
import { me } from "../../app/queries";
import "../../app/shell.css";
import { NAMES, setLanguage, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { moment, PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Field, Form } from "../../ui/Form";
import { Chip, Loaded } from "../../ui/parts";
import { Feeds } from "./Feeds";
import "./people.css";
import { strings } from "./strings";
import { Tokens } from "./Tokens";
import { Totp } from "./Totp";

export type Me = Schemas["MeRead"];

/** One's own account: name, language, password, second factor, sessions, tokens. */
export function Account() {
  const c = useStrings(common);
  const query = useQuery(me);
  useEffect(() => {
    document.title = `${c("account")} · ${c("network")}`;
  }, [c]);
  return (
    <main className="sheet own" id="content">
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
              <Enrol person={person} />
              <Profile person={person} />
              <Posts person={person} />
              <Totp person={person} />
              <Password />
              <Sessions />
              {person.appointments.length > 0 && <Feeds />}
              <Tokens person={person} />
              <Keys />
            </>
          )}
        </Loaded>
      </div>
    </main>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="stack part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="stack">{children}</div>
    </section>
  );
}

/** Where a second factor is required, it comes before anything else. */
function Enrol({ person }: { person: Me }) {
  const t = useStrings(strings);
  if (!person.must_enrol) return null;
  return (
    <p className="needs" role="status">
      {t("mustEnrol")}
    </p>
  );
}

const zones = (): string[] => Intl.supportedValuesOf("timeZone");

function Profile({ person }: { person: Me }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section title={t("profile")}>
      <Form
        act={c("save")}
        send={async (values) => {
          const language = values.language as "en" | "ru" | "tk";
          const changed = await body(
            api.PATCH("/api/v1/me", {
              params: { header: { "If-Match": ifMatch(person.version) } },
              body: {
                name: values.name ?? "",
                function: values.function || null,
                language,
                time_zone: values.time_zone || null,
              },
            }),
          );
          // the next save compares with this one, whether or not it has been read again by then
          queries.setQueryData(me.queryKey, changed);
          await setLanguage(language);
        }}
        done={() => {
          setSaved(true);
          queries.invalidateQueries();
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
              help={t("languageHelp")}
              options={Object.entries(NAMES).map(([value, label]) => ({ value, label }))}
            />
            <Field
              label={t("zone")}
              name="time_zone"
              value={person.time_zone ?? ""}
              problem={problem}
              help={t("zoneHelp")}
              optional
              options={[
                { value: "", label: `– (${own})` },
                ...zones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
              ]}
            />
            {saved && <p role="status">{c("saved")}</p>}
          </div>
        )}
      </Form>
    </Section>
  );
}

function Posts({ person }: { person: Me }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <Section title={t("posts")}>
      {person.appointments.length === 0 && <p className="quiet">{c("noNetwork")}</p>}
      <ul className="stack">
        {person.appointments.map((post) => (
          <li key={post.network + post.acronym + post.role}>
            <Link to={links.home(post.network)}>{written(post.network_name, spoken).text}</Link> · {post.acronym} ·{" "}
            {word("role", post.role)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Password() {
  const c = useStrings(common);
  const t = useStrings(strings);
  return (
    <Section title={c("password")}>
      <p className="quiet">{t("passwordEnds")}</p>
      <Form
        act={t("passwordChange")}
        send={(values) =>
          api.PUT("/api/v1/me/password", {
            body: { old_password: values.old_password ?? "", new_password: values.new_password ?? "" },
          })
        }
        done={() => location.assign("/sign-in?next=/me")}
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
    </Section>
  );
}

/** “Firefox, Linux” out of what a browser says of itself. */
function browser(agent: string): string {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? "";
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1] ?? "";
  const shown = [{ Edg: "Edge", OPR: "Opera" }[name] ?? name, system].filter(Boolean).join(", ");
  return shown || agent.slice(0, 60);
}

function Sessions() {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const query = useQuery({ queryKey: ["me", "sessions"], queryFn: () => body(api.GET("/api/v1/me/sessions")) });
  const end = async (id: string) => {
    await api.DELETE("/api/v1/me/sessions/{session_id}", { params: { path: { session_id: id } } });
    query.refetch();
  };
  return (
    <Section title={t("sessions")}>
      <Loaded query={query}>
        {(list) => (
          <ul className="lines">
            {list.items.map((session) => (
              <li key={session.id} className="row">
                <span className="grow">
                  <strong title={session.agent}>{browser(session.agent)}</strong>
                  <br />
                  <span className="small">
                    {t("lastSeen", { at: moment(session.seen_at, spoken, PLACE) })} · {session.address}
                  </span>
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
    </Section>
  );
}

/** Single-letter keys can be switched off (WCAG 2.1.4). */
function Keys() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [on, setOn] = useState(keysOn());
  return (
    <Section title={c("keys")}>
      <label className="row">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        <span className="grow">{t("keysSwitch")}</span>
      </label>
    </Section>
  );
}
