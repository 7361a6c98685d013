import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "../../api/client";
import { Problem } from "../../api/problems";
import { Languages } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Field, Form, type Values } from "../../ui/Form";
import { strings } from "./strings";

/** Prove who you are and arrive where you were going. */
export function SignIn() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [wantsCode, setWantsCode] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const people = useQuery({
    queryKey: ["demo-people"],
    queryFn: () => body(api.GET("/api/v1/demo/people")),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const send = async (values: Values) => {
    try {
      const { email = "", password = "", otp } = values;
      await api.POST("/api/v1/auth/session", { body: { email, password, otp: otp || null } });
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.slug === "mfa-required") setWantsCode(true);
      throw thrown;
    }
  };
  const done = () => {
    queries.clear();
    navigate({ href: next?.startsWith("/") && !next.startsWith("//") ? next : "/" });
  };
  return (
    <main className="narrow">
      <div className="row">
        <img src="/mark.svg" alt="" width="44" height="44" />
        <div className="grow" />
        <Languages />
      </div>
      <h1 tabIndex={-1}>{c("signIn")}</h1>
      <p className="quiet">{t("intro")}</p>
      <Form act={c("signIn")} send={send} done={done}>
        {(problem) => (
          <>
            <Field label={c("email")} name="email" kind="email" problem={problem} autoComplete="username" />
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
              />
            )}
          </>
        )}
      </Form>
      <p>
        <a href="/reset">{t("forgot")}</a>
      </p>
      {people.data && (
        <details open>
          <summary>
            <strong>{t("demoPeople")}</strong>
          </summary>
          <p className="small">{t("demoPassword", { password: people.data.password })}</p>
          <ul className="small">
            {people.data.items.map((person) => (
              <li key={person.email}>
                <strong>{person.email}</strong> – {person.says}
              </li>
            ))}
          </ul>
        </details>
      )}
    </main>
  );
}
