import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Field, Form } from "../../ui/Form";
import { type Me, Section } from "./Account";
import { Once } from "./Once";
import { strings } from "./strings";

/** Drawn by the server; as a picture it can do nothing else. */
const picture = (svg: string) =>
  `data:image/svg+xml;utf8,${encodeURIComponent(svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'))}`;

/** One-time codes: set up with a picture or by hand, turned on by a first code, turned off with the password. */
export function Totp({ person }: { person: Me }) {
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [started, setStarted] = useState<Schemas["TotpStart"] | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const fresh = () => queries.invalidateQueries({ queryKey: ["me"] });
  return (
    <Section title={t("totp")}>
      <p>{person.totp ? t("totpOn", { count: person.recovery_codes_left }) : t("totpOff")}</p>
      {codes && <Once says={t("totpCodes")} text={codes.join("\n")} />}
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
        <Enrolment
          started={started}
          done={(recovery) => {
            setCodes(recovery);
            fresh();
          }}
        />
      )}
      {person.totp && (
        <TurnOff
          done={() => {
            setStarted(null);
            setCodes(null);
            fresh();
          }}
        />
      )}
    </Section>
  );
}

function Enrolment({ started, done }: { started: Schemas["TotpStart"]; done: (codes: string[]) => void }) {
  const t = useStrings(strings);
  return (
    <Form
      act={t("confirm")}
      send={(values) => body(api.POST("/api/v1/me/totp/confirm", { body: { code: values.code ?? "" } }))}
      done={(answer) => done((answer as Schemas["TotpCodes"]).recovery_codes)}
    >
      {(problem) => (
        <div className="stack">
          <p>{t("totpScan")}</p>
          <img className="qr" width="220" height="220" alt={t("totpPicture")} src={picture(started.qr_svg)} />
          <p>
            <code className="secret">{started.secret.replace(/(.{4})/g, "$1 ").trim()}</code>
          </p>
          <Field label={t("code")} name="code" problem={problem} autoComplete="one-time-code" max={6} focus />
        </div>
      )}
    </Form>
  );
}

function TurnOff({ done }: { done: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div>
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          {t("turnOff")}
        </button>
      </div>
    );
  }
  return (
    <Form
      act={t("turnOff")}
      danger
      cancel={() => setAsking(false)}
      send={(values) => api.POST("/api/v1/me/totp/remove", { body: { password: values.password ?? "" } })}
      done={done}
    >
      {(problem) => (
        <Field
          label={c("password")}
          name="password"
          kind="password"
          problem={problem}
          autoComplete="current-password"
          max={128}
          focus
        />
      )}
    </Form>
  );
}
