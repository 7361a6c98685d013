import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../../api/client";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { day } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { fromLocal } from "../../ui/Moves";
import { Moment } from "../../ui/parts";
import { dayOff } from "./days";
import { strings } from "./strings";
import { useZone } from "./zone";

interface Props {
  /** The field of the dialog: an hour at the duty station. */
  value: string;
  proposal?: Schemas["DeadlineRead"];
}

/** Whether the chosen deadline falls on a day off or before the earliest, and over which days the default was moved. */
export function DeadlineNote({ value, proposal }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const here = useZone();
  const about = useQuery(network(useNet())).data;
  const on = value.slice(0, 10);
  const off = about && on.length === 10 ? dayOff(on, about) : null;
  const early = proposal && value.length >= 16 && fromLocal(value, here.zone) < proposal.earliest_at.slice(0, 16);
  const named = (name: Parameters<typeof written>[0], at: string) =>
    name ? `${written(name, spoken).text} (${day(at, spoken, "UTC")})` : day(at, spoken, "UTC");
  return (
    <div className="deadline-note" role="status">
      {off && (
        <p className="tone-ochre">
          <Icon name="warning" size={16} />{" "}
          {off.kind === "weekend"
            ? t("onWeekend")
            : t(off.checked ? "onHoliday" : "onHolidayUnchecked", { name: written(off.name, spoken).text })}
        </p>
      )}
      {proposal && (
        <p className={early ? "tone-madder" : "small"}>
          {early && <Icon name="blocker" size={16} />} {t("earliest")} <Moment at={proposal.earliest_at} {...here} />
        </p>
      )}
      {proposal && proposal.skipped.length > 0 && (
        <p className="small">
          {t("skipped")} {proposal.skipped.map((each) => named(each.name, each.on)).join(", ")}
        </p>
      )}
    </div>
  );
}
