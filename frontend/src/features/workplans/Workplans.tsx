import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { links } from "../../app/links";
import { me } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, Written } from "../../ui/parts";
import { sumOf } from "./money";
import { NewPlan } from "./NewPlan";
import { useMoney } from "./Parts";
import { stateOf, TONE, type WorkplanItem, workplans } from "./queries";
import { strings } from "./strings";
import "./workplans.css";

/** Every plan of the network: what runs, what is being written, and what was. */
export function Workplans() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(workplans(net));
  const person = useQuery(me).data;
  const [starting, setStarting] = useState<"new" | "last" | null>(null);
  const writes = person?.appointments.some((post) => post.network === net && post.role === "secretariat") ?? false;
  const items = query.data?.items ?? [];
  return (
    <Page
      title={c("workplans")}
      acts={
        writes && (
          <div className="row acts">
            <Link to={links.workplanImport(net)} className="btn">
              {t("import")}
            </Link>
            <button type="button" className="btn main" onClick={() => setStarting(items.length > 0 ? "last" : "new")}>
              {t("new")}
            </button>
          </div>
        )
      }
    >
      <div className="body">
        <Loaded query={query}>
          {() =>
            items.length === 0 ? (
              <div className="empty">
                <p>{t("emptyList")}</p>
              </div>
            ) : (
              <Plans items={items} />
            )
          }
        </Loaded>
      </div>
      {starting && <NewPlan plans={items} close={() => setStarting(null)} />}
    </Page>
  );
}

function Plans({ items }: { items: WorkplanItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const money = useMoney();
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{c("title")}</th>
          <th scope="col">{c("state")}</th>
          <th scope="col">{t("period")}</th>
          <th scope="col">{t("activities")}</th>
          <th scope="col" className="num">
            {t("required")}
          </th>
          <th scope="col" className="num">
            {t("mobilise")}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const sum = sumOf(item.money);
          return (
            <tr key={item.id} data-plan={item.slug}>
              <th scope="row">
                <Link to={links.workplan(net, item.id)} className="whole">
                  <Written text={item.title} />
                </Link>
                {item.version_number > 1 && (
                  <span className="small"> {t("version", { number: item.version_number })}</span>
                )}
              </th>
              <td>
                <Chip tone={TONE[stateOf(item)]}>
                  {stateOf(item) === "running" ? t("running") : word("workplan.state", item.state)}
                </Chip>
              </td>
              <td>
                {day(item.starts_on, spoken)} – {day(item.ends_on, spoken)}
              </td>
              <td className="minor">{item.activity_count}</td>
              <td className="num minor">{money(sum.required)}</td>
              <td className="num minor">{money(sum.mobilise)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
