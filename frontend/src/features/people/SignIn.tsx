import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { Problem } from "../../api/problems";
import { Languages } from "../../app/Languages";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Field, Form, type Values } from "../../ui/Form";
import { strings } from "./signing";

/** E-mail and password; the one-time code is asked for when the account has one. */
export function SignInForm({ email, done }: { email?: string; done: () => unknown }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [wantsCode, setWantsCode] = useState(false);
  const send = async (values: Values) => {
    try {
      const { email = "", password = "", otp } = values;
      await api.POST("/api/v1/auth/session", { body: { email, password, otp: otp || null } });
    } catch (thrown) {
      if (!wantsCode && thrown instanceof Problem && thrown.slug === "mfa-required") {
        setWantsCode(true);
        return false;
      }
      throw thrown;
    }
    return true;
  };
  return (
    <Form act={c("signIn")} send={send} done={(through) => through && done()}>
      {(problem) => (
        <>
          <Field label={c("email")} name="email" kind="email" value={email} problem={problem} autoComplete="username" />
          <Field
            label={c("password")}
            name="password"
            kind="password"
            problem={problem}
            autoComplete="current-password"
            max={128}
          />
          {wantsCode && (
            <Field
              label={t("code")}
              name="otp"
              help={t("codeHelp")}
              problem={problem}
              autoComplete="one-time-code"
              max={13}
              focus
            />
          )}
        </>
      )}
    </Form>
  );
}

/** Prove who you are and arrive where you were going. */
export function SignIn() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };
  useEffect(() => {
    document.title = `${c("signIn")} · ${c("network")}`;
  }, [c]);
  const done = () => {
    queries.clear();
    navigate({ href: next?.startsWith("/") && !next.startsWith("//") ? next : "/" });
  };
  return (
    <main className="narrow" id="content">
      <div className="row">
        <img src="/mark.svg" alt="" width="44" height="44" className="brand-mark" />
        <div className="grow" />
        <Languages />
      </div>
      <div>
        <h1 tabIndex={-1}>{c("signIn")}</h1>
        <p className="quiet">{t("intro")}</p>
      </div>
      <SignInForm done={done} />
      <p>
        <a href="/reset">{t("forgot")}</a>
      </p>
      <DemoPeople />
    </main>
  );
}

/** The people of the demo; choosing one fills the form. Absent everywhere else. */
function DemoPeople() {
  const t = useStrings(strings);
  const [people, setPeople] = useState<Schemas["DemoPeople"] | null>(null);
  useEffect(() => {
    body(api.GET("/api/v1/demo/people")).then(setPeople, () => setPeople(null));
  }, []);
  if (!people) return null;
  const { password, items } = people;
  const choose = (email: string) => {
    const field = (name: string) => document.querySelector<HTMLInputElement>(`main form [name=${name}]`);
    for (const [name, value] of [
      ["email", email],
      ["password", password],
    ] as const) {
      const found = field(name);
      if (found) found.value = value;
    }
    document.querySelector<HTMLElement>("main form [type=submit]")?.focus();
  };
  return (
    <section className="stack" aria-labelledby="demo">
      <h2 id="demo">{t("demoPeople")}</h2>
      <p className="small">{t("demoPassword", { password })}</p>
      <ul className="demo-people">
        {items.map((person) => (
          <li key={person.email}>
            <button type="button" onClick={() => choose(person.email)}>
              <strong>{person.email.split("@")[0]}</strong> <span className="small">{person.says}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
