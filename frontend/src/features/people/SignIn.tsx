import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, body } from "../../api/client";
import { Problem } from "../../api/problems";
import { me } from "../../app/queries";
import { Languages } from "../../app/Shell";
import { strings as shell } from "../../app/strings";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { strings } from "./strings";

/** E-mail and password; the one-time code is asked for when the account has one. */
function SignInForm({ email, done }: { email?: string; done: () => unknown }) {
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
  const list = useRef<HTMLUListElement>(null);
  const people = useQuery({
    queryKey: ["demo-people"],
    queryFn: () => body(api.GET("/api/v1/demo/people")),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!people.data) return null;
  const { password, items } = people.data;
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
      <ul className="demo-people" ref={list}>
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

/** Above the page where the session ended: nothing typed there is lost. */
export function SignInAgain({ close }: { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(shell);
  const queries = useQueryClient();
  const was = queries.getQueryData(me.queryKey);
  const done = async () => {
    const now = await queries.fetchQuery({ ...me, staleTime: 0 });
    if (was && now.id !== was.id) location.reload();
    close();
    queries.invalidateQueries();
  };
  return (
    <Dialog title={c("signIn")} close={close}>
      <p>{t("again")}</p>
      <SignInForm email={was?.email} done={done} />
    </Dialog>
  );
}
