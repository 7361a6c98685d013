import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { Chip } from "../../ui/parts";
import type { Shown } from "./Indicator";
import { type IndicatorRead, moveValue, useAnew, VALUE_TONE, type ValueRead } from "./queries";
import { Figure, useSay } from "./said";
import { strings } from "./strings";

interface Props {
  found: IndicatorRead;
  shown: Shown;
  go: (next: Partial<Shown>) => void;
}

/** What is told before a value is submitted or approved. */
export function useValueMoves(
  found: IndicatorRead,
  one: Pick<ValueRead, "acronym" | "title" | "figure" | "cell_count" | "totals_agree">,
) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const say = useSay(found);
  const facts = {
    organisation: one.acronym,
    period: written(one.title, spoken).text,
    value: say(one.figure.value),
    count: one.cell_count,
  };
  const submit = t("submitSummary", facts) + (one.totals_agree ? "" : ` ${t("submitDisagrees")}`);
  return { warn: { submit, approve: t("approveSummary", facts) } };
}

const FIRST = 10;

/** Each value with who gave it, where it stands, and what can be done with it now. */
export function Values({ found, shown, go }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const [all, setAll] = useState(false);
  const order = { submitted: 0, returned: 1, draft: 2, approved: 3 } as const;
  const sorted = [...found.values].sort((a, b) => order[a.state] - order[b.state]);
  const seen = all ? sorted : sorted.slice(0, FIRST);
  return (
    <section className="stack values">
      <h2>{t("values")}</h2>
      {sorted.length === 0 ? (
        <p className="empty">{t("valuesEmpty")}</p>
      ) : (
        <table className="rows">
          <caption className="sr">{t("values")}</caption>
          <thead>
            <tr>
              <th scope="col">{c("organisation")}</th>
              <th scope="col">{t("period")}</th>
              <th scope="col" className="num">
                {t("valueColumn")}
              </th>
              <th scope="col">{c("state")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {seen.map((each) => (
              <Line key={each.id} found={found} one={each} open={shown.value === each.id} go={go} />
            ))}
          </tbody>
        </table>
      )}
      {!all && sorted.length > FIRST && (
        <div>
          <button type="button" className="btn" onClick={() => setAll(true)}>
            {c("showMore")}
          </button>
        </div>
      )}
    </section>
  );
}

interface LineProps {
  found: IndicatorRead;
  one: ValueRead;
  open: boolean;
  go: Props["go"];
}

function Line({ found, one, open, go }: LineProps) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const anew = useAnew();
  const { warn } = useValueMoves(found, one);
  const make = async (move: string, asked: Record<string, string>) => {
    await moveValue(net, one, move, asked);
    await anew();
  };
  return (
    <tr className={open ? "opened" : undefined}>
      <th scope="row">
        <button type="button" className="link whole" onClick={() => go({ value: one.id })}>
          {one.acronym}
          <span className="sr">, {written(one.title, spoken).text}</span>
        </button>
      </th>
      <td>
        {written(one.title, spoken).text} {one.locked && <Icon name="lock" size={14} />}
      </td>
      <td className="num">
        <Figure figure={one.figure} of={found} pair />
      </td>
      <td>
        <Chip tone={VALUE_TONE[one.state]}>{word("value.state", one.state)}</Chip>{" "}
        {!one.totals_agree && <Chip tone="wait">{t("disagrees")}</Chip>}
        <span className="small under">
          {one.state === "returned" && one.reason}
          {one.state === "submitted" && one.submitted_at && t("submittedAt", { at: moment(one.submitted_at, spoken) })}
        </span>
      </td>
      <td>
        {!open && one.state !== "approved" && (
          <Moves of="value" moves={one.moves} main={["approve", "submit"]} warn={warn} make={make} />
        )}
      </td>
    </tr>
  );
}
