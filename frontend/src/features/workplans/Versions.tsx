import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Chip, Loaded, Moment } from "../../ui/parts";
import { FieldName } from "./FieldName";
import { changesOf, type Search, TONE, type WorkplanRead } from "./queries";
import { strings } from "./strings";

/** Every version of the plan, what was frozen for the members, and what differs between any two. */
export function Versions({ plan }: { plan: WorkplanRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const bases = [
    ...plan.snapshots.map((each) => ({
      value: `snapshot:${each.number}`,
      label: t("frozenText", { number: each.number }),
    })),
    ...plan.versions
      .filter((each) => each.id !== plan.id)
      .map((each) => ({ value: `plan:${each.id}`, label: t("version", { number: each.version_number }) })),
  ];
  const base = bases.find((each) => each.value === search.base)?.value ?? "";
  return (
    <div className="stack">
      <ul className="wp-list">
        {plan.versions.map((each) => (
          <li key={each.id}>
            <span className="grow">
              {each.id === plan.id ? (
                <strong>{t("version", { number: each.version_number })}</strong>
              ) : (
                <Link to={links.workplan(net, each.id)}>{t("version", { number: each.version_number })}</Link>
              )}
            </span>
            <Chip tone={TONE[each.state]}>{word("workplan.state", each.state)}</Chip>
            {each.adopted_at && <Moment at={each.adopted_at} />}
          </li>
        ))}
      </ul>
      {plan.reason && <p className="wp-prose">{plan.reason}</p>}
      <h2>{t("frozenTexts")}</h2>
      {plan.snapshots.length === 0 ? (
        <p className="quiet">{t("noVersions")}</p>
      ) : (
        <ul className="wp-updates">
          {plan.snapshots.map((each) => {
            const decision = plan.decisions.find((other) => other.snapshot === each.number);
            return (
              <li key={each.number}>
                <span className="row">
                  <strong>{t("frozenText", { number: each.number })}</strong>
                  <Moment at={each.created_at} />
                  {decision && (
                    <Link to={links.decision(net, decision.id)}>
                      {decision.number ?? written(decision.title, spoken).text}
                    </Link>
                  )}
                </span>
                <span className="small wp-hash">
                  {t("hash")}: <code>{each.sha256}</code>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {bases.length > 0 && (
        <section className="stack" aria-labelledby="compare">
          <h2 id="compare">{t("compare")}</h2>
          <div className="filters">
            <label>
              {t("compareWith")}
              <select
                value={base}
                onChange={(event) =>
                  navigate({
                    to: ".",
                    search: { ...search, base: event.target.value || undefined } as never,
                    replace: true,
                  })
                }
              >
                <option value="">–</option>
                {bases.map((each) => (
                  <option key={each.value} value={each.value}>
                    {each.label}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {base && <Changes plan={plan} base={base} />}
        </section>
      )}
    </div>
  );
}

function Changes({ plan, base }: { plan: WorkplanRead; base: string }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const query = useQuery(changesOf(net, plan.id, base));
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="quiet">{t("noChanges")}</p>
        ) : (
          <div className="wp-scroll">
            <table className="wp-table" data-testid="changes">
              <thead>
                <tr>
                  <th scope="col">{t("number")}</th>
                  <th scope="col">{t("field_title")}</th>
                  <th scope="col">{t("whatChanged")}</th>
                  <th scope="col">{t("before")}</th>
                  <th scope="col">{t("after")}</th>
                </tr>
              </thead>
              <tbody>
                {items.flatMap((item) => {
                  const fields = item.fields.length > 0 ? item.fields : [{ field: "", before: null, after: null }];
                  return fields.map((field, at) => (
                    <tr key={`${item.kind}${item.code}${field.field}`}>
                      <td>{at === 0 && item.code}</td>
                      <th scope="row">{at === 0 && written(item.title, spoken).text}</th>
                      <td>
                        {item.change === "changed" ? <FieldName name={field.field} /> : t(`change_${item.change}`)}
                      </td>
                      <td>{field.before && <del>{field.before}</del>}</td>
                      <td>{field.after && <ins>{field.after}</ins>}</td>
                    </tr>
                  ));
                })}
              </tbody>
            </table>
          </div>
        )
      }
    </Loaded>
  );
}
