import { useLanguage, useStrings } from "../../i18n";
import { Needs } from "../../ui/parts";
import { quarterName } from "./months";
import { type Due, dueOf, type OwedUpdate, type WorkplanRead } from "./queries";
import { strings } from "./strings";

interface Props {
  plan: WorkplanRead;
  owed: { period: string; items: OwedUpdate[] } | undefined;
}

const names = (due: Due): string[] =>
  [...new Set([...due.values()].flatMap((each) => each.from.map((party) => party.acronym)))].sort();

/** The sentence that stands first: what is missing, from whom. */
export function Banner({ plan, owed }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const due = dueOf(owed);
  const waiting = [...due.values()].reduce((so, each) => so + each.from.length, 0);
  const needs = [...plan.needs];
  if (waiting > 0 && owed)
    needs.unshift({
      key: "workplan-updates",
      sentence: t("needsUpdates", {
        count: waiting,
        quarter: quarterName(owed.period, spoken),
        agencies: names(due).join(", "),
      }),
    } as (typeof needs)[number]);
  if (needs.length === 0 && plan.state !== "adopted") return null;
  return <Needs needs={needs} />;
}
