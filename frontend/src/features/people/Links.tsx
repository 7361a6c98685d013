import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import { Languages } from "../../app/Languages";
import { language, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Field, Form } from "../../ui/Form";
import { Loaded } from "../../ui/parts";
import { strings } from "./strings";

/** The secret of a mailed link stands behind `#`, so it never reaches a server's log. */
const secret = () => location.hash.slice(1);

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <main className="narrow">
      <Languages />
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </main>
  );
}

function Done() {
  const c = useStrings(common);
  const t = useStrings(strings);
  return (
    <>
      <p role="status">{t("changed")}</p>
      <a className="btn main" href="/sign-in">
        {c("signIn")}
      </a>
    </>
  );
}

export function Reset() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [step, setStep] = useState<"ask" | "sent" | "done">("ask");
  if (step === "done")
    return (
      <Frame title={t("forgot")}>
        <Done />
      </Frame>
    );
  if (step === "sent")
    return (
      <Frame title={t("forgot")}>
        <p role="status">{t("forgotSent")}</p>
      </Frame>
    );
  if (secret()) {
    return (
      <Frame title={t("forgot")}>
        <Form
          act={c("save")}
          send={(values) =>
            api.POST("/api/v1/auth/reset/use", { body: { secret: secret(), new_password: values.new_password ?? "" } })
          }
          done={() => setStep("done")}
        >
          {(problem) => (
            <Field
              label={t("newPassword")}
              name="new_password"
              kind="password"
              help={t("passwordHelp")}
              problem={problem}
              autoComplete="new-password"
              max={128}
            />
          )}
        </Form>
      </Frame>
    );
  }
  return (
    <Frame title={t("forgot")}>
      <Form
        act={t("send")}
        send={(values) => api.POST("/api/v1/auth/reset", { body: { email: values.email ?? "" } })}
        done={() => setStep("sent")}
      >
        {(problem) => <Field label={c("email")} name="email" kind="email" problem={problem} autoComplete="username" />}
      </Form>
    </Frame>
  );
}

export function Invitation() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [done, setDone] = useState(false);
  const query = useQuery({
    queryKey: ["invitation"],
    queryFn: () => body(api.POST("/api/v1/auth/invitation", { body: { secret: secret() } })),
    retry: false,
  });
  if (done)
    return (
      <Frame title={t("accept")}>
        <Done />
      </Frame>
    );
  return (
    <Frame title={t("accept")}>
      <Loaded query={query}>
        {(invitation) => (
          <Form
            act={t("accept")}
            send={(values) =>
              api.POST("/api/v1/auth/invitation/use", {
                body: {
                  secret: secret(),
                  password: values.password ?? "",
                  name: values.name || null,
                  language: language(),
                },
              })
            }
            done={() => setDone(true)}
          >
            {(problem) => (
              <>
                <p>{t("invitationFor", { email: invitation.email })}</p>
                <Field label={c("name")} name="name" value={invitation.name} problem={problem} autoComplete="name" />
                <Field
                  label={t("newPassword")}
                  name="password"
                  kind="password"
                  help={t("passwordHelp")}
                  problem={problem}
                  autoComplete="new-password"
                  max={128}
                />
              </>
            )}
          </Form>
        )}
      </Loaded>
    </Frame>
  );
}
