import { useState } from "react";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { lastPeriods, periodTitle } from "./periods";
import { type IndicatorRead, useAnew } from "./queries";
import { strings } from "./strings";

interface Props {
  found: IndicatorRead;
  period?: string;
  close: (value?: string) => void;
}

const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE }).format(new Date());

/** For which period, and for whom; what was begun already is opened, nothing is begun twice. */
export function Begin({ found, period, close }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const anew = useAnew();
  const [organisation, choose] = useState(found.reports_for[0]?.organisation_id ?? "");
  const of = (wanted: string) =>
    found.values.find((each) => each.organisation_id === organisation && each.period === wanted);
  const periods = [...new Set([...(found.due ? [found.due] : []), ...lastPeriods(today(), found.frequency, 8)])];
  const label = (each: string) => {
    const begun = of(each);
    return begun ? `${periodTitle(each, spoken)} · ${word("value.state", begun.state)}` : periodTitle(each, spoken);
  };
  const send = async (values: Values) => {
    const begun = of(values.period ?? "");
    if (begun) return begun.id;
    const answer = await body(
      api.POST("/api/v1/networks/{network}/indicators/{indicator_id}/values", {
        params: { path: { network: net, indicator_id: found.id } },
        body: { organisation_id: organisation, period: values.period ?? "", cells: [] },
      }),
    );
    await anew();
    return answer.id;
  };
  return (
    <Dialog title={t("enter")} close={() => close()}>
      <Form act={t("open")} cancel={() => close()} send={send} done={(id) => close(id as string)}>
        {(problem) => (
          <>
            {found.reports_for.length > 1 && (
              <Field
                label={c("organisation")}
                name="organisation_id"
                options={found.reports_for.map((each) => ({ value: each.organisation_id, label: each.acronym }))}
                chosen={organisation}
                choose={choose}
                problem={problem}
              />
            )}
            <Field
              label={t("whichPeriod")}
              name="period"
              options={periods.map((each) => ({ value: each, label: label(each) }))}
              value={period ?? found.due ?? periods[0]}
              problem={problem}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
