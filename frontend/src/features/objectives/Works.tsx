import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { money } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Sparkline } from "../../ui/chart";
import { Loaded, Written } from "../../ui/parts";
import { periodTitle } from "../indicators/periods";
import { Figure } from "../indicators/said";
import { strings } from "./strings";

/** The indicators of an objective as small series. */
export function Indicators({ objective }: { objective: number }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const query = useQuery({
    queryKey: [net, "indicators", "of", objective],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/indicators", {
          params: { path: { network: net }, query: { objective, state: "active", limit: 50 } },
        }),
      ),
  });
  return (
    <section className="stack">
      <h2>{t("indicators")}</h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("noIndicators")}</p>
          ) : (
            <ul className="small-series">
              {items.map((item) => {
                const { last, recent, target } = item.summary;
                return (
                  <li key={item.id}>
                    <Link to={links.indicator(net, item.code)}>
                      <Written text={item.title} />
                    </Link>
                    <Sparkline values={recent.map((point) => point.value)} target={target?.value} title="" />
                    <span>
                      <strong>
                        <Figure figure={last} of={item} />
                      </strong>{" "}
                      <span className="small">
                        <Written text={item.unit} /> {last && periodTitle(last.period, spoken)}
                      </span>
                    </span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

/** The activities that serve it, with their money. */
export function Activities({ objective }: { objective: number }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const query = useQuery({
    queryKey: [net, "activities", "of", objective],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/activities", {
          params: { path: { network: net }, query: { objective, limit: 50 } },
        }),
      ),
  });
  return (
    <section className="stack">
      <h2>{t("activities")}</h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("noActivities")}</p>
          ) : (
            <ul className="linked-list">
              {items.map((item) => (
                <li key={item.id}>
                  <span>
                    <span className="small">
                      {item.code} · {item.lead.acronym} · {word("activity.status", item.current_status)}
                    </span>
                    <br />
                    <Link to={links.activity(net, item.workplan_id, item.id)}>
                      <Written text={item.title} />
                    </Link>
                  </span>
                  <span className="small money">
                    {t("required")}: {money(item.money.required, spoken)}
                    <br />
                    {t("available")}: {money(item.money.available, spoken)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
