import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { Loaded } from "../../ui/parts";
import { type Me, Section } from "./Account";
import { Once } from "./Once";
import { strings } from "./strings";

type Token = Schemas["ApiTokenRead"];

/** Keys for scripts: one network, named rights within one's own, an end. */
export function Tokens({ person }: { person: Me }) {
  const t = useStrings(strings);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const query = useQuery({ queryKey: ["me", "tokens"], queryFn: () => body(api.GET("/api/v1/me/tokens")) });
  const nets = [...new Set(person.appointments.map((post) => post.network))];
  return (
    <Section title={t("tokens")}>
      <Loaded query={query}>
        {(list) => (
          <>
            {list.items.length === 0 && <p className="quiet">{t("tokenNone")}</p>}
            <ul className="lines">
              {list.items.map((token) => (
                <Line key={token.id} token={token} ended={() => query.refetch()} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {made && <Once says={t("tokenOnce")} text={made} />}
      {nets.length > 0 && (
        <div>
          <button type="button" className="btn" onClick={() => setMaking(true)}>
            {t("tokenNew")}
          </button>
        </div>
      )}
      {making && (
        <Dialog title={t("tokenNew")} close={() => setMaking(false)} panel>
          <Making
            person={person}
            nets={nets}
            close={() => setMaking(false)}
            done={(token) => {
              setMade(token);
              setMaking(false);
              query.refetch();
            }}
          />
        </Dialog>
      )}
    </Section>
  );
}

function Line({ token, ended }: { token: Token; ended: () => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const revoke = async () => {
    await api.DELETE("/api/v1/me/tokens/{token_id}", { params: { path: { token_id: token.id } } });
    ended();
  };
  return (
    <li className="row">
      <span className="grow">
        <strong>{token.name}</strong> · {token.network} ·{" "}
        {token.revoked_at ? t("ended") : t("until", { day: day(token.expires_at, spoken) })}
        <br />
        <span className="small">
          {token.scopes.join(", ")} ·{" "}
          {token.last_used_at ? t("lastUsed", { day: day(token.last_used_at, spoken) }) : t("neverUsed")}
        </span>
      </span>
      {!token.revoked_at && (
        <button type="button" className="btn small" onClick={revoke}>
          {t("revoke")} <span className="sr">{token.name}</span>
        </button>
      )}
    </li>
  );
}

interface MakingProps {
  person: Me;
  nets: string[];
  close: () => void;
  done: (token: string) => void;
}

function Making({ person, nets, close, done }: MakingProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [net, setNet] = useState(nets[0] ?? "");
  const [scopes, setScopes] = useState<string[]>([]);
  return (
    <Form
      act={t("tokenNew")}
      cancel={close}
      send={(values) =>
        body(
          api.POST("/api/v1/me/tokens", {
            body: { name: values.name ?? "", network: net, scopes, days: Number(values.days) },
          }),
        )
      }
      done={(answer) => done((answer as Schemas["ApiTokenCreated"]).token)}
    >
      {(problem) => (
        <>
          <Field label={c("name")} name="name" problem={problem} max={80} />
          <Field
            label={c("network")}
            name="network"
            options={nets.map((each) => ({ value: each, label: each }))}
            chosen={net}
            choose={(next) => {
              setNet(next);
              setScopes([]);
            }}
            problem={problem}
          />
          <Field label={t("tokenDays")} name="days" kind="number" value="90" problem={problem} />
          <Scopes person={person} net={net} chosen={scopes} choose={setScopes} problem={problem} />
        </>
      )}
    </Form>
  );
}

interface ScopesProps {
  person: Me;
  net: string;
  chosen: string[];
  choose: (scopes: string[]) => void;
  problem: Problem | null;
}

/** The rights that the person has in this network, as the API serves its own table. */
function Scopes({ person, net, chosen, choose, problem }: ScopesProps) {
  const t = useStrings(strings);
  const query = useQuery({
    queryKey: ["access"],
    queryFn: () => body(api.GET("/api/v1/access")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const roles: string[] = ["person", ...person.appointments.filter((p) => p.network === net).map((p) => p.role)];
  const toggle = (name: string) =>
    choose(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  const fault = problem?.body.errors?.find((error) => error.pointer.startsWith("/scopes"))?.detail;
  return (
    <fieldset aria-describedby={fault ? "scopes-fault" : undefined}>
      <legend className="legend">{t("tokenScopes")}</legend>
      {fault && (
        <p id="scopes-fault" className="tone-madder">
          {fault}
        </p>
      )}
      <Loaded query={query}>
        {(access) => {
          const mine = access.rights.filter((right) => right.roles.some((role) => roles.includes(role)));
          const reading = mine.filter((right) => /:(read|list|use)$/.test(right.name) && right.name !== "me:use");
          return (
            <>
              <div className="row">
                <button type="button" className="btn small" onClick={() => choose(reading.map((right) => right.name))}>
                  {t("tokenReading")}
                </button>
              </div>
              <ul className="scopes">
                {mine.map((right) => (
                  <li key={right.name}>
                    <label>
                      <input
                        type="checkbox"
                        checked={chosen.includes(right.name)}
                        onChange={() => toggle(right.name)}
                      />
                      <span>
                        <code>{right.name}</code>
                        <br />
                        <span className="small" lang="en">
                          {right.says}
                        </span>
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </fieldset>
  );
}
