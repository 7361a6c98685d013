import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Press } from "../../ui/Press";
import { Chip } from "../../ui/parts";
import { periodTitle } from "./periods";
import { useAnew } from "./queries";
import { Figure } from "./said";
import { strings } from "./strings";

/** Submitted values, each one press away from approval; returning asks for a reason, so it is on the indicator's page. */
export function ToApprove() {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const anew = useAnew();
  const query = useQuery({
    queryKey: [net, "indicators", "to-approve"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/indicator-values", {
          params: { path: { network: net }, query: { state: "submitted" } },
        }),
      ),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  const open = items.filter((each) => each.moves.includes("approve"));
  const approve = async (ids: string[]) => {
    await api.POST("/api/v1/networks/{network}/indicator-values/approve", {
      params: { path: { network: net } },
      body: { ids },
    });
    await anew();
  };
  return (
    <section className="stack" data-testid="to-approve">
      <div className="row">
        <h2 className="grow">{t("toApprove")}</h2>
        {open.length > 1 && (
          <Press act={() => approve(open.map((each) => each.id))}>{t("approveAll", { count: open.length })}</Press>
        )}
      </div>
      <ul className="to-approve">
        {items.map((each) => (
          <li key={each.id}>
            <span className="grow">
              <Link
                className="what"
                to={links.indicator(net, each.indicator_code)}
                search={{ value: each.id } as never}
              >
                {written(each.indicator_title, spoken).text}
              </Link>
              <span className="small under">
                {each.acronym} · {periodTitle(each.period, spoken)}
                {each.submitted_at && ` · ${t("submittedAt", { at: moment(each.submitted_at, spoken) })}`}
              </span>
            </span>
            {!each.totals_agree && <Chip tone="wait">{t("disagrees")}</Chip>}
            <strong className="num">
              <Figure figure={each.figure} of={each} />
            </strong>
            {each.moves.includes("approve") && (
              <Press
                className="btn"
                name={`${word("value.move", "approve")}: ${each.acronym}, ${each.indicator_code}, ${periodTitle(each.period, spoken)}`}
                act={() => approve([each.id])}
              >
                {word("value.move", "approve")}
              </Press>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
