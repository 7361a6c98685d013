import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { number as figure } from "../../i18n/format";
import type { Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Markdown } from "../../ui/Markdown";
import { type Ask, fromLocal, local, Moves } from "../../ui/Moves";
import { Moment } from "../../ui/parts";
import { page as decisions } from "../decisions/queries";
import { useRecent } from "../people/recent";
import { publishable, type StatementRead, useKeep } from "./queries";
import { partsOf } from "./rules";
import { strings } from "./strings";

const AHEAD = ["sign", "publish", "put_to_consensus"];

/** What this reader can do with it now, and why the rest is not open. On a phone the first of it is under the thumb. */
export function Acts({ statement: found }: { statement: StatementRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const keep = useKeep(found.id);
  const navigate = useNavigate();
  const [recently, signIn] = useRecent(t("signInAgain"));
  const urgent = found.urgency === "urgent";
  const allowing = useQuery({
    queryKey: [net, "decisions", "procedure"],
    queryFn: () => decisions(net, { kind: "procedure", state: "adopted" }),
    enabled: urgent && found.moves.some(({ move }) => move === "put_to_consensus"),
  });
  const { number } = found;
  const open = AHEAD.filter((move) => found.moves.some((each) => each.move === move && !each.refused));
  const make = async (move: string, values: Values) => {
    const path = `/api/v1/networks/{network}/statements/{statement_id}/${move.replaceAll("_", "-")}`;
    const answer = await recently(() =>
      body(
        api.POST(
          path as "/api/v1/networks/{network}/statements/{statement_id}/sign",
          {
            params: { path: { network: net, statement_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
            body: sent(move, values, found),
          } as never,
        ),
      ),
    );
    keep(answer);
    const decision = (answer as StatementRead).decision;
    if (move === "put_to_consensus" && decision) navigate({ to: links.decision(net, decision.id) });
  };
  const asked = (move: string): string[] => {
    if (move === "publish") return ["embargo_at"];
    if (move === "put_to_consensus" && urgent) return ["allowed_by_id"];
    if (move === "withdraw" && found.withdrawals.length === 0) return LANGUAGES.map((each) => `reason_${each}`);
    return [];
  };
  const reasons = Object.fromEntries(
    LANGUAGES.map((each): [string, Ask] => [
      `reason_${each}`,
      {
        label: `${c("reason")} (${NAMES[each]})`,
        kind: "prose",
        pointer: `/reason/${each}`,
        lang: each,
        optional: each !== "en",
      },
    ]),
  );
  return (
    <div className="row acts">
      <button type="button" className="btn wide-only" onClick={() => print()}>
        <Icon name="print" size={18} /> {t("print")}
      </button>
      <div className="thumb">
        <Moves
          of="statement"
          moves={found.moves.map((each) => ({ ...each, asks: asked(each.move) }))}
          main={open.length > 0 ? open : AHEAD}
          verbs={found.number ? { publish: t("publishAct", { number }), withdraw: t("withdrawAct", { number }) } : {}}
          warn={{
            put_to_consensus: t("consensusSays"),
            sign: <Signing statement={found} />,
            publish: <Publishing statement={found} />,
            withdraw: <Withdrawing statement={found} />,
            abandon: t("abandonSays"),
          }}
          asks={{
            embargo_at: {
              label: t("embargoField"),
              kind: "datetime-local",
              value: found.embargo_at ? local(new Date(found.embargo_at)) : "",
              help: t("embargoHelp"),
              optional: true,
            },
            allowed_by_id: {
              label: t("allowedBy"),
              options: (allowing.data?.items ?? []).map((each) => ({
                value: each.id,
                label: `${each.number} ${written(each.title, spoken).text}`,
              })),
            },
            ...reasons,
          }}
          make={make}
        />
      </div>
      {signIn}
    </div>
  );
}

/** The body of a move as the API wants it. */
function sent(move: string, values: Values, found: StatementRead): object | undefined {
  if (move === "publish") {
    const planned = found.embargo_at ? local(new Date(found.embargo_at)) : "";
    if ((values.embargo_at ?? "") === planned) return {};
    return { embargo_at: values.embargo_at ? fromLocal(values.embargo_at) : null };
  }
  if (move === "put_to_consensus") return { allowed_by_id: values.allowed_by_id || null };
  if (move === "withdraw") {
    if (found.withdrawals.length > 0) return {};
    return { reason: { en: values.reason_en ?? "", ru: values.reason_ru || null, tk: values.reason_tk || null } };
  }
  return undefined;
}

/** What is signed: its title, how long it is, its hash, and that of what the network adopted. */
function Signing({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const text = found.text ?? "";
  const others = found.signatures.map((each) => `${each.name} (${each.acronym})`).join(", ");
  return (
    <>
      <p>{t("signSays", { title: written(found.title, spoken).text })}</p>
      <section className="signing" aria-label={t("signWhat")} lang={found.authoritative}>
        {partsOf(text).map((part) => (
          <div key={part}>
            <Markdown text={part} />
          </div>
        ))}
      </section>
      <dl className="kv">
        <dt>{t("signWhat")}</dt>
        <dd>
          {NAMES[found.authoritative]} ({t("authoritative")}), {t("length", { count: partsOf(text).length })},{" "}
          {t("characters", { number: figure(text.length, spoken) })}
          <br />
          SHA-256 <code className="hash">{found.text_hash}</code>
          <span className="agrees tone-green">
            <Icon name="tick" size={16} /> {t("sameYet")}
          </span>
        </dd>
        {others && (
          <>
            <dt>{t("signedAlready")}</dt>
            <dd>{others}</dd>
          </>
        )}
      </dl>
      <p>
        {t("signFinal")} {others && t("signNumber")}
      </p>
    </>
  );
}

function Publishing({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const ready = publishable(found);
  const rest = LANGUAGES.filter((each) => !ready.includes(each));
  return (
    <>
      <p>{t("publishSays", { title: written(found.title, spoken).text, number: found.number })}</p>
      <dl className="kv">
        <dt>{t("languagesColumn")}</dt>
        <dd>{ready.map((each) => NAMES[each]).join(", ")}</dd>
        {rest.length > 0 && (
          <>
            <dt>{t("notYetIn")}</dt>
            <dd>
              {rest.map((each) => NAMES[each]).join(", ")} <span className="small">{t("notYetWhy")}</span>
            </dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd>
          <code className="hash">{found.adopted_hash}</code>
        </dd>
        {found.embargo_at && (
          <>
            <dt>{t("embargo")}</dt>
            <dd>
              <Moment at={found.embargo_at} />
            </dd>
          </>
        )}
      </dl>
      <p>{t("publishFinal")}</p>
    </>
  );
}

function Withdrawing({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [first] = found.withdrawals;
  const reason = written(found.withdrawal_reason, spoken);
  return (
    <>
      <p>{t("withdrawSays")}</p>
      {first && (
        <dl className="kv">
          <dt>{t("withdrawFirst")}</dt>
          <dd>
            {first.name} ({first.acronym})
            {found.withdrawal_reason && (
              <>
                {": "}
                <q lang={reason.lang}>{reason.text}</q>
              </>
            )}
          </dd>
        </dl>
      )}
    </>
  );
}
