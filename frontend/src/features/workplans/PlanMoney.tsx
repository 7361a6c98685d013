import { useQuery } from "@tanstack/react-query";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { Loaded } from "../../ui/parts";
import { Money } from "./Money";
import { amountOf, sumOf } from "./money";
import { moneyLines, type WorkplanRead } from "./queries";
import { strings } from "./strings";

/** The server's sums on each axis, and all the lines that they are made of. */
export function PlanMoney({ plan }: { plan: WorkplanRead }) {
  const net = useNet();
  const t = useStrings(strings);
  const lines = useQuery(moneyLines(net, plan.id));
  return (
    <Loaded query={lines}>
      {({ items }) => (
        <Money
          whole={sumOf(plan.money)}
          lines={items.map((line) => ({
            agency: line.acronym,
            source: line.source ?? t("asReported"),
            year: line.year,
            required: amountOf(line.required),
            available: amountOf(line.available),
            spent: amountOf(line.expenditure),
          }))}
        />
      )}
    </Loaded>
  );
}
