import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../../api/client";
import type { Problem } from "../../api/problems";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { day } from "../../i18n/format";
import { Field, type Values } from "../../ui/Form";
import { standing } from "../decisions/queries";
import { agreed } from "./agreed.strings";
import type { NetworkRead, Setting } from "./durations";

export type AgreedSetting = Schemas["AgreedSetting"];
export const AGREED: readonly AgreedSetting[] = [
  "silence_minimum_seconds",
  "silence_default_seconds",
  "urgent_period_seconds",
  "adopted_by",
  "meetings_per_year",
  "small_cell_threshold",
  "working_days",
  "holidays",
];
export const isAgreed = (setting: Setting): setting is AgreedSetting & Setting =>
  AGREED.includes(setting as AgreedSetting);

/** Who agreed a setting: the decision with its day, or that there was none. */
export function Agreed({ read, setting }: { read: NetworkRead; setting: AgreedSetting }) {
  const t = useStrings(agreed);
  const net = useNet();
  const spoken = useLanguage();
  const held = read.agreed[setting];
  const unset = setting === "urgent_period_seconds" && read[setting] === null;
  if (!held && unset) return null;
  if (!held) return <>{t("standard")}</>;
  if (!held.decision_id) return <>{t("without", { day: day(held.since_at, spoken) })}</>;
  return (
    <>
      {t("by")} <Link to={links.decision(net, held.decision_id)}>{held.number}</Link>
      {held.adopted_at && `, ${t("adopted", { day: day(held.adopted_at, spoken) })}`} ·{" "}
      {t("since", { day: day(held.since_at, spoken) })}
    </>
  );
}

interface FieldProps {
  read: NetworkRead;
  setting: AgreedSetting;
  problem: Problem | null;
}

/** By which of the decisions that stand a setting was agreed. */
export function AgreedField({ read, setting, problem }: FieldProps) {
  const t = useStrings(agreed);
  const spoken = useLanguage();
  const adopted = useQuery(standing(useNet())).data ?? [];
  const held = read.agreed[setting];
  const known = adopted.some((each) => each.id === held?.decision_id);
  const options = [
    { value: "", label: t("none") },
    ...(held?.decision_id && !known ? [{ value: held.decision_id, label: held.number ?? "" }] : []),
    ...adopted.map(({ id, number, title }) => ({ value: id, label: `${number} ${written(title, spoken).text}` })),
  ];
  return (
    <Field
      key={`${setting}.${adopted.length}`}
      label={t("byWhich")}
      name={`agreed_${setting}`}
      pointer={`/agreed_by/${setting}`}
      value={held?.decision_id ?? ""}
      options={options}
      help={setting === "urgent_period_seconds" ? t("needed") : undefined}
      optional
      problem={problem}
    />
  );
}

/** What was chosen for these settings, as the API takes it: only what differs from what stands. */
export function agreedOf(read: NetworkRead, values: Values, settings: readonly AgreedSetting[]) {
  const chosen = settings.flatMap((setting) => {
    const value = values[`agreed_${setting}`] || null;
    return value === (read.agreed[setting]?.decision_id ?? null) ? [] : [[setting, value]];
  });
  return chosen.length > 0 ? { agreed_by: Object.fromEntries(chosen) as Schemas["AgreedBy"] } : {};
}
