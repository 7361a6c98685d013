import { useQuery } from "@tanstack/react-query";
import { useLanguage, useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Written } from "../../ui/parts";
import { PriorityMark } from "./Marks";
import { guidingPrinciples, type ObjectiveRead, type Principle, sdgLinks, sdgTargets } from "./queries";
import type { Priority } from "./rules";
import { strings } from "./strings";

type Tor = `tor${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** Who and what for: what the secretariat set, with the sources and how sure they are. */
export function Facts({ objective: found }: { objective: ObjectiveRead }) {
  const t = useStrings(strings);
  return (
    <section className="stack">
      <h2>{t("facts")}</h2>
      <dl className="kv">
        <dt>{t("priority")}</dt>
        <dd>
          <PriorityMark priority={found.priority as Priority} />
        </dd>
        <dt>{t("leadLong")}</dt>
        <dd>{found.lead?.acronym ?? t("noLead")}</dd>
        <dt>{t("contributing")}</dt>
        <dd>{found.contributors.map((each) => each.acronym).join(", ") || "–"}</dd>
        <dt>{t("government")}</dt>
        <dd>{found.government ? <Written text={found.government.name} /> : "–"}</dd>
        <dt>{t("principles")}</dt>
        <dd>
          <Principles numbers={found.guiding_principles} />
        </dd>
        <dt>{t("tor")}</dt>
        <dd>
          {found.tor_objectives.length === 0 ? (
            "–"
          ) : (
            <ul>
              {found.tor_objectives.map((each) => (
                <li key={each}>
                  {each}. {t(`tor${each}` as Tor)}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{t("sdg")}</dt>
        <dd>
          <Targets number={found.number} codes={found.sdg_targets} />
        </dd>
        <dt>{t("source")}</dt>
        <dd>
          <Out href={found.source}>A/RES/73/195</Out> <Translation of={found.confidence} />
        </dd>
      </dl>
    </section>
  );
}

function Out({ href, children }: { href: string; children: string }) {
  const t = useStrings(strings);
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children} <Icon name="out" size={14} />
      <span className="sr">{t("opensElsewhere")}</span>
    </a>
  );
}

/** How sure the words of this language are. */
function Translation({ of }: { of: { [name: string]: unknown } }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  if (spoken === "en") return null;
  return (
    <span className="small">· {t(of[`title_${spoken}_confidence`] === "draft" ? "draftTitle" : "checkedTitle")}</span>
  );
}

function Principles({ numbers }: { numbers: number[] }) {
  const known = useQuery({ ...guidingPrinciples, enabled: numbers.length > 0 });
  if (numbers.length === 0) return <>–</>;
  return (
    <>
      <ul>
        {numbers.map((number) => {
          const one: Principle | undefined = known.data?.items.find((each) => each.number === number);
          return (
            <li key={number}>
              {one ? <Written text={{ en: one.title_en, ru: one.title_ru, tk: one.title_tk }} /> : number}{" "}
              {one && <Translation of={{ ...one }} />}
            </li>
          );
        })}
      </ul>
      {known.data && <Out href={known.data.source}>A/RES/73/195, 15 (a)–(j)</Out>}
    </>
  );
}

/** The codes, what each asks for, and why it is held to belong here. */
function Targets({ number, codes }: { number: number; codes: string[] }) {
  const t = useStrings(strings);
  const known = useQuery({ ...sdgTargets, enabled: codes.length > 0 });
  const why = useQuery({ ...sdgLinks, enabled: codes.length > 0 });
  if (codes.length === 0) return <>–</>;
  return (
    <ul>
      {codes.map((code) => {
        const target = known.data?.find((each) => each.code === code);
        const link = why.data?.items.find((each) => each.gcm_objective === number && each.sdg_target === code);
        return (
          <li key={code}>
            <strong>{code}</strong>{" "}
            {target && <Written text={{ en: target.gist_en, ru: target.gist_ru, tk: target.gist_tk }} />}{" "}
            {link && (
              <span className="small" title={link.basis_en}>
                · {t(`confidence_${link.confidence}`)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
