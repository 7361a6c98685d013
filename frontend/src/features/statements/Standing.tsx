import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { day } from "../../i18n/format";
import type { StatementRead } from "./queries";
import { strings } from "./strings";

interface NoticeProps {
  /** Withdrawn is red, corrected ochre; what only tells is calm. */
  tone?: "warn" | "calm";
  lead: ReactNode;
  children?: ReactNode;
}

/** A frame with words that stand above the text for ever. */
export const Notice = ({ tone, lead, children }: NoticeProps) => (
  <div className={tone ? `standing ${tone}` : "standing"} data-testid="standing">
    <strong>{lead}</strong>
    {children}
  </div>
);

/** Withdrawal, corrigendum, abandonment: whoever reads the text reads this first. */
export function Standing({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const reason = found.withdrawal_reason && written(found.withdrawal_reason, spoken);
  const first = found.state === "published" ? found.withdrawals[0] : undefined;
  return (
    <>
      {found.withdrawn_at && (
        <Notice lead={t("withdrawnOn", { on: day(found.withdrawn_at, spoken) })}>
          {reason && (
            <span>
              {t("reasonSays")} <span lang={reason.lang}>{reason.text}</span>
            </span>
          )}
        </Notice>
      )}
      {first && (
        <Notice lead={t("withdrawalAsked", { name: `${first.name} (${first.acronym})` })}>
          {reason && (
            <span>
              {t("reasonSays")} <span lang={reason.lang}>{reason.text}</span>
            </span>
          )}
        </Notice>
      )}
      {found.corrected_by.map((each) => (
        <Notice
          key={each.id}
          tone="warn"
          lead={
            <Link to={links.statement(net, each.id)}>{t("correctedBy", { number: each.number ?? t("draft") })}</Link>
          }
        >
          <span>{written(each.title, spoken).text}</span>
        </Notice>
      ))}
      {found.corrects && (
        <Notice
          tone="calm"
          lead={
            <Link to={links.statement(net, found.corrects.id)}>
              {t("isCorrigendum", { number: found.corrects.number ?? "" })}
            </Link>
          }
        >
          <span>{written(found.corrects.title, spoken).text}</span>
        </Notice>
      )}
      {found.state === "abandoned" && <Notice tone="calm" lead={t("abandonedSays")} />}
    </>
  );
}
