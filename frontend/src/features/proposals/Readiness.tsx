import { Link } from "@tanstack/react-router";
import { useLanguage, useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Chip } from "../../ui/parts";
import { type Cents, fromAmount } from "./budget";
import { type ProposalRead, type ProposalSearch, placeOf } from "./queries";
import { strings } from "./strings";

type Finding = ProposalRead["readiness"]["findings"][number];

/** These come last, from others: the text does not have to change for them. */
const AWAITED = ["endorsement_decision", "government_endorsement"];

/** What stands in the way, where, and how to mend it; beside every tab. */
export function Readiness({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const { warnings, findings } = found.readiness;
  const awaited = findings.filter((finding) => AWAITED.includes(finding.rule)).length;
  const blockers = found.readiness.blockers - awaited;
  return (
    <aside id="readiness" aria-label={t("readiness")}>
      <div className="stack">
        <h2>{t("readiness")}</h2>
        <div className="row">
          {blockers > 0 && (
            <Chip tone="bad">
              <Icon name="blocker" size={16} /> {t("blockers", { count: blockers })}
            </Chip>
          )}
          {warnings > 0 && (
            <Chip tone="wait">
              <Icon name="warning" size={16} /> {t("warnings", { count: warnings })}
            </Chip>
          )}
          {awaited > 0 && (
            <Chip tone="wait">
              <Icon name="wait" size={16} /> {t("awaited", { count: awaited })}
            </Chip>
          )}
          {findings.length === 0 && (
            <Chip tone="good">
              <Icon name="tick" size={16} /> {t("ready")}
            </Chip>
          )}
        </div>
      </div>
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map((finding) => (
            <One key={finding.rule + finding.where} finding={finding} place={placeOf(finding.where, found)} />
          ))}
        </ul>
      )}
      <Deciders proposal={found} />
    </aside>
  );
}

function One({ finding, place }: { finding: Finding; place: ProposalSearch }) {
  const t = useStrings(strings);
  const blocks = finding.severity === "blocker";
  return (
    <li data-rule={finding.rule}>
      <span className={blocks ? "tone-madder" : "tone-ochre"}>
        <Icon name={blocks ? "blocker" : "warning"} />
      </span>
      <div>
        <span className="sr">{blocks ? t("blockers", { count: 1 }) : t("warnings", { count: 1 })}: </span>
        <strong>{finding.sentence}</strong>
        <p className="quiet">{finding.mend}</p>
        <Link to="." search={place as never}>
          {place.tab === "budget" && place.part ? `${t("tab_budget")}, ${place.part}` : t(`tab_${place.tab ?? "text"}`)}
          <span className="sr">: {finding.sentence}</span>
        </Link>
      </div>
    </li>
  );
}

/** A share as a percentage with one decimal, without a float. */
export function percent(part: Cents, whole: Cents, spoken: string): string {
  if (whole === 0n) return "–";
  const tenths = (part * 2000n + whole) / (whole * 2n);
  return `${tenths / 10n}${spoken === "en" ? "." : ","}${tenths % 10n}${spoken === "en" ? "%" : "\u00a0%"}`;
}

function Deciders({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const { totals } = found.budget;
  const whole = fromAmount(totals.total.amount);
  if (whole === 0n) return null;
  const largest = [...totals.by_puno].sort((one, other) =>
    fromAmount(one.total.amount) > fromAmount(other.total.amount) ? -1 : 1,
  )[0];
  const staff = totals.by_category.find((each) => each.category === 1);
  return (
    <div className="stack">
      <h3>{t("deciders")}</h3>
      <dl className="kv ends">
        {largest && (
          <>
            <dt>{t("largest")}</dt>
            <dd>{`${percent(fromAmount(largest.total.amount), whole, spoken)} ${largest.organisation}`}</dd>
          </>
        )}
        <dt>{t("personnel")}</dt>
        <dd>
          {t("ofDirect", {
            share: percent(fromAmount(staff?.amount.amount ?? "0"), fromAmount(totals.direct.amount), spoken),
          })}
        </dd>
      </dl>
    </div>
  );
}
