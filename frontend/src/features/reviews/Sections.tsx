import { Link, useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import type { ReviewRead, SectionMark } from "./queries";
import { strings } from "./strings";

const GROUPS = ["outline", "profile", "objective", "round_table", "note"] as const;

/** How far a section is: a shape, and its word. */
export function Progress({ of }: { of: SectionMark["progress"] }) {
  const word = useWord();
  return (
    <span className={`how-far is-${of}`} title={word("review.progress", of)}>
      <span className="sr">{word("review.progress", of)}</span>
    </span>
  );
}

/** All sections on the left; one field to choose from on a phone. */
export function Sections({ found, current }: { found: ReviewRead; current: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const navigate = useNavigate();
  const id = useId();
  const groups = GROUPS.map((group) => [group, found.sections.filter((each) => each.group === group)] as const).filter(
    ([, marks]) => marks.length > 0,
  );
  const done = found.progress.checked ?? 0;
  return (
    <div className="review-sections">
      <p className="small">{t("progressOf", { done, all: found.sections.length })}</p>
      <progress
        max={found.sections.length}
        value={done}
        aria-label={t("progressOf", { done, all: found.sections.length })}
      />
      <div className="narrow-only field">
        <label htmlFor={id}>{t("chooseSection")}</label>
        <select
          id={id}
          value={current}
          onChange={(event) =>
            void navigate({ to: ".", search: { section: event.target.value } as never, resetScroll: false })
          }
        >
          {groups.map(([group, marks]) => (
            <optgroup key={group} label={t(`group_${group}`)}>
              {marks.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title} ({word("review.progress", each.progress)})
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <nav className="wide-only" aria-label={t("sections")}>
        {groups.map(([group, marks]) => (
          <div key={group}>
            {groups.length > 1 && <h2 className="small">{t(`group_${group}`)}</h2>}
            <ul>
              {marks.map((each) => (
                <li key={each.id}>
                  <Link
                    to="."
                    search={{ section: each.id } as never}
                    resetScroll={false}
                    aria-current={each.id === current ? "page" : undefined}
                    activeOptions={{ exact: true, includeSearch: true }}
                    data-section={each.id}
                  >
                    <Progress of={each.progress} />
                    <span>{each.title}</span>
                    {each.missing && <span className="told tone-ochre">{t("missing")}</span>}
                    {each.new_count > 0 && (
                      <span className="told tone-green">{t("newEvidence", { count: each.new_count })}</span>
                    )}
                    {each.behind_count > 0 && <span className="told tone-ochre">{t("behind")}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
