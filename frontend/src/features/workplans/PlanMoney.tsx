import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { Loaded } from "../../ui/parts";
import { Money } from "./Money";
import { agrees, amountOf, type Line, type Sum, sumOf } from "./money";
import { moneyLines, type WorkplanRead } from "./queries";
import { strings } from "./strings";

/** The server's sums on each axis, and all the lines that they are made of. */
export function PlanMoney({ plan }: { plan: WorkplanRead }) {
  const net = useNet();
  const t = useStrings(strings);
  const query = useQuery(moneyLines(net, plan.id));
  const lines = query.data?.items.map((line) => ({
    agency: line.acronym,
    source: line.source ?? t("asReported"),
    year: line.year,
    required: amountOf(line.required),
    available: amountOf(line.available),
    spent: amountOf(line.expenditure),
  }));
  const whole = sumOf(plan.money);
  useAnewWhereApart(plan, lines, whole);
  return <Loaded query={query}>{() => <Money whole={whole} lines={lines ?? []} />}</Loaded>;
}

/** Somebody may report between the two readings that are compared: both are asked once more before anybody is alarmed. */
function useAnewWhereApart(plan: WorkplanRead, lines: Line[] | undefined, whole: Sum) {
  const net = useNet();
  const queries = useQueryClient();
  const asked = useRef(0);
  const apart = lines !== undefined && !agrees(lines, whole);
  useEffect(() => {
    if (!apart || asked.current > 1) return;
    asked.current += 1;
    queries.invalidateQueries({ queryKey: [net, "workplans", plan.id] });
  }, [apart, net, plan.id, queries]);
}
