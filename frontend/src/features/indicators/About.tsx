import { useLanguage, useStrings, written } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Markdown } from "../../ui/Markdown";
import { Chip } from "../../ui/parts";
import { periodTitle } from "./periods";
import type { IndicatorRead } from "./queries";
import { Figure, say } from "./said";
import { strings } from "./strings";

/** Where it stood, where it is to go, and where its numbers come from. */
export function About({ found }: { found: IndicatorRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <aside className="about-rail" aria-label={t("about")}>
      <dl className="facts">
        <div>
          <dt>{t("baseline")}</dt>
          <dd>
            {found.baseline ? (
              <>
                <Figure figure={found.baseline} of={found} />, {periodTitle(found.baseline.period, spoken)}
                {found.baseline.note && <span className="small under">{found.baseline.note}</span>}
              </>
            ) : (
              "–"
            )}
          </dd>
        </div>
        <div>
          <dt>{t(found.targets.length > 1 ? "targets" : "target")}</dt>
          <dd>
            {found.targets.length === 0 && t("noTarget")}
            {found.targets.map((each) => (
              <span key={each.period} className="target-line">
                {say(each.value, found, spoken)} {t("by", { period: periodTitle(each.period, spoken) })}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t("source")}</dt>
          <dd>{found.source ?? "–"}</dd>
        </div>
        <div>
          <dt>{t("frequency")}</dt>
          <dd>{word("period.span", found.frequency)}</dd>
        </div>
        <div>
          <dt>{t("reporters")}</dt>
          <dd>
            {found.reporters.length === 0 && "–"}
            {found.reporters.map((each, at) => (
              <span key={each.organisation_id}>
                {at > 0 && ", "}
                {each.acronym}
                {each.organisation_id === found.responsible_id && found.reporters.length > 1 && (
                  <span className="small"> ({t("responsible")})</span>
                )}
              </span>
            ))}
          </dd>
        </div>
        {(found.codes.length > 0 || found.sdg_targets.length > 0) && (
          <div>
            <dt>{t("codes")}</dt>
            <dd>
              {found.codes.map((each) => (
                <span key={each.framework + each.code} className="target-line">
                  {word("indicator.framework", each.framework)} {each.code}{" "}
                  {each.in_official_gcm_set === null && ["gcm", "sdg"].includes(each.framework) && (
                    <Chip tone="wait">{t("unverified")}</Chip>
                  )}
                </span>
              ))}
              {found.sdg_targets.length > 0 && (
                <span className="target-line">
                  {t("sdg")}: {found.sdg_targets.join(", ")}
                </span>
              )}
            </dd>
          </div>
        )}
        {found.dimensions.length > 0 && (
          <div>
            <dt>{t("split")}</dt>
            <dd>{found.dimensions.map((each) => written(each.title, spoken).text).join(", ")}</dd>
          </div>
        )}
      </dl>
      {found.codes.some((each) => each.in_official_gcm_set === null && ["gcm", "sdg"].includes(each.framework)) && (
        <p className="small">{t("unverifiedWhy")}</p>
      )}
      {found.definition && (
        <details open>
          <summary>{t("definition")}</summary>
          <Markdown text={written(found.definition, spoken).text} />
        </details>
      )}
      {found.method && (
        <details>
          <summary>{t("method")}</summary>
          <Markdown text={found.method} />
        </details>
      )}
    </aside>
  );
}
