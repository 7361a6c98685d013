import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { day } from "../../i18n/format";
import { Written } from "../../ui/parts";
import { type ActivityRead, placeName, reference, told } from "./queries";
import { strings } from "./strings";

/** What an activity says: who, where, when, for what, and how it was marked. */
export function About({ found }: { found: ActivityRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const fact = (label: string, value: ReactNode, part = "") => (
    <>
      <dt>{label}</dt>
      <dd data-part={part} tabIndex={-1}>
        {value}
      </dd>
    </>
  );
  return (
    <section className="stack" aria-labelledby="about">
      <h2 id="about">{t("about")}</h2>
      {found.description && (
        <p className="wp-prose" data-part="description" tabIndex={-1}>
          <Written text={found.description} />
        </p>
      )}
      <div className="wp-side">
        <dl className="kv">
          {fact(t("field_lead_id"), found.lead.acronym, "lead_id")}
          {fact(
            t("contributors"),
            found.contributors.map((each) => each.acronym).join(", ") || "–",
            "contributors contributor_ids",
          )}
          {fact(
            t("partners"),
            found.implementing_partners.map((each) => each.name).join("; ") || "–",
            "implementing_partners",
          )}
          {fact(t("government"), found.government_counterpart?.name ?? "–", "government_counterpart")}
          {fact(t("places"), found.places.map(placeName).join(", ") || "–", "places")}
          {fact(
            t("timeline"),
            <>
              {day(found.starts_on, spoken)} – {day(found.ends_on, spoken)}
              {(found.forecast_starts_on || found.forecast_ends_on) && (
                <span className="quiet">
                  {" "}
                  (
                  {t("forecastOf", {
                    from: day(found.forecast_starts_on ?? found.starts_on, spoken),
                    until: day(found.forecast_ends_on ?? found.ends_on, spoken),
                  })}
                  )
                </span>
              )}
            </>,
            "starts_on ends_on",
          )}
        </dl>
        <dl className="kv">
          {fact(t("objectives"), <Objectives numbers={found.objectives} />, "objectives")}
          {fact(t("tor"), <Tor numbers={found.tor_objectives} />, "tor_objectives")}
          {fact(
            `${t("sdg")} (${t("sdgCount", { count: found.sdg_targets.length })})`,
            <Targets codes={found.sdg_targets} />,
            "sdg_targets",
          )}
        </dl>
      </div>
      <h3>{t("markers")}</h3>
      <dl className="kv">
        {fact(
          t("gender"),
          <Marker level={found.gender_marker} why={found.gender_reason} />,
          "gender_marker gender_reason",
        )}
        {fact(
          t("human_rights"),
          <Marker level={found.human_rights_marker} why={found.human_rights_reason} />,
          "human_rights_marker human_rights_reason",
        )}
        {fact(
          t("sustaining_peace"),
          <Marker level={found.peace_marker} why={found.peace_reason} />,
          "peace_marker peace_reason",
        )}
      </dl>
    </section>
  );
}

function Marker({ level, why }: { level: number | null; why: string | null }) {
  const t = useStrings(strings);
  if (level === null) return <>–</>;
  return (
    <>
      <strong>{level}</strong> <span className="quiet">{t(`level${level as 0 | 1 | 2 | 3}`)}</span>
      {why && <span className="wp-prose"> {why}</span>}
    </>
  );
}

function Objectives({ numbers }: { numbers: number[] }) {
  const net = useNet();
  const spoken = useLanguage();
  const all = useQuery(reference("gcm-objectives")).data;
  if (numbers.length === 0) return <>–</>;
  return (
    <ul>
      {numbers.map((number) => (
        <li key={number}>
          <Link to={links.objective(net, number)}>
            {number}.{" "}
            {all &&
              written(
                told(
                  all.find((each) => each.number === number),
                  "short",
                ),
                spoken,
              ).text}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Tor({ numbers }: { numbers: number[] }) {
  const spoken = useLanguage();
  const all = useQuery({ ...reference("tor-objectives"), enabled: numbers.length > 0 }).data;
  if (numbers.length === 0) return <>–</>;
  return (
    <ul>
      {numbers.map((number) => {
        const item = all?.find((each) => each.number === number);
        return (
          <li key={number}>
            {number}. {item ? written(told(item, "gist"), spoken).text : ""}
          </li>
        );
      })}
    </ul>
  );
}

function Targets({ codes }: { codes: string[] }) {
  const spoken = useLanguage();
  const all = useQuery({ ...reference("sdg-targets"), enabled: codes.length > 0 }).data;
  if (codes.length === 0) return <>–</>;
  return (
    <ul className="wp-targets">
      {codes.map((code) => {
        const item = all?.find((each) => each.code === code);
        return (
          <li key={code}>
            {code} {item && <span className="quiet">{written(told(item, "gist"), spoken).text}</span>}
          </li>
        );
      })}
    </ul>
  );
}
