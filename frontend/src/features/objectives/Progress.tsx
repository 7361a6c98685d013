import { useNavigate, useSearch } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { useLanguage, useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Assessment } from "./Assessment";
import { usePhone } from "./phone";
import type { AssessmentRead, ObjectiveRead } from "./queries";
import { beside, halfYear, halfYears, level, locked, path, RATINGS, ratedIn, runs } from "./rules";
import { strings } from "./strings";

interface Props {
  objective: ObjectiveRead;
  edit: (assessment: AssessmentRead) => void;
  keep: (answer: ObjectiveRead) => void;
}

/** The line over the half-years, and what was said in the one that is chosen. */
export function Progress({ objective: found, edit, keep }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const periods = halfYears([found], found.period);
  const said = [...new Set(found.assessments.map((each) => each.period))];
  const shown = [...new Set([...periods, ...said])].sort();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const wanted = typeof search.period === "string" ? search.period : null;
  const choose = (period: string) =>
    navigate({ to: ".", search: { ...search, period } as never, replace: true, resetScroll: false });
  const chosen = wanted && shown.includes(wanted) ? wanted : (said[0] ?? found.period);
  const here = found.assessments.filter((each) => each.period === chosen);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const to = beside(shown, chosen, event.key);
    if (!to) return;
    event.preventDefault();
    choose(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-period="${to}"]`)?.focus();
  };
  if (said.length === 0) {
    return (
      <section className="stack">
        <h2>{t("overTime")}</h2>
        <p className="empty">{t("noneYet", { period: halfYear(found.period, spoken) })}</p>
      </section>
    );
  }
  return (
    <section className="stack">
      <h2>{t("overTime")}</h2>
      {found.ratings.length > 0 && <Line objective={found} periods={periods} chosen={chosen} />}
      {/* biome-ignore lint/a11y/useSemanticElements: half-years side by side, not a form's fieldset */}
      <div className="segmented half-year-choice" role="group" aria-label={t("period")} onKeyDown={press}>
        {shown.map((period) => (
          <button
            key={period}
            type="button"
            data-period={period}
            aria-pressed={period === chosen}
            tabIndex={period === chosen ? 0 : -1}
            onClick={() => choose(period)}
          >
            {halfYear(period, spoken)}
            {locked(found.locked_periods, period) && (
              <>
                {" "}
                <Icon name="lock" size={14} />
                <span className="sr">{t("locked")}</span>
              </>
            )}
          </button>
        ))}
      </div>
      <div>
        {here.length === 0 && <p className="quiet">{t("noneIn")}</p>}
        {here.map((each) => (
          <Assessment key={each.id} objective={found} assessment={each} edit={() => edit(each)} keep={keep} />
        ))}
      </div>
    </section>
  );
}

// On a phone the words stand above their lines, so that they keep their size.
const WIDE = { width: 600, left: 130, top: 18, step: 36, lift: -4 };
const NARROW = { width: 340, left: 0, top: 26, step: 46, lift: 8 };

function Line({ objective, periods, chosen }: { objective: ObjectiveRead; periods: string[]; chosen: string }) {
  const { ratings } = objective;
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const phone = usePhone();
  const { width, left, top, step, lift } = phone ? NARROW : WIDE;
  const each = (width - left) / periods.length;
  const found = runs(ratings, periods, width - left, top, step);
  // what others said of the same half-year, and was approved too: smaller dots
  const beneath = objective.assessments.filter(
    (one) => one.state === "approved" && periods.includes(one.period) && one.rating !== ratedIn(ratings, one.period),
  );
  const floor = top + step * 2 + 22;
  return (
    <figure className="stack">
      <svg className="steps" viewBox={`0 0 ${width} ${floor + 26}`} aria-hidden="true">
        {RATINGS.slice(1).map((rating, at) => (
          <path key={rating} className="grid" d={`M${left} ${top + step * (2 - at)}H${width}`} />
        ))}
        <g transform={`translate(${left} 0)`}>
          {periods.map((period, at) => (
            <g key={period}>
              <text x={each * (at + 0.5)} y={floor + 16} textAnchor="middle">
                {period.slice(0, 4)}/{period.slice(-1)}
              </text>
              {!ratedIn(ratings, period) && (
                <path className="gap" d={`M${each * at + 8} ${floor}H${each * (at + 1) - 8}`} />
              )}
            </g>
          ))}
          {found.map((run) => (
            <path key={run[0]?.period} className="line" d={path(run, each)} />
          ))}
          {beneath.map((one) => (
            <circle
              key={one.id}
              className="dot"
              cx={each * (periods.indexOf(one.period) + 0.5)}
              cy={top + step * (3 - level(one.rating))}
              r="3.5"
            />
          ))}
          {found.flat().map((point) => (
            <circle
              key={point.period}
              className={point.period === chosen ? "dot chosen" : "dot"}
              cx={point.x}
              cy={point.y}
              r="6"
            />
          ))}
        </g>
        {RATINGS.slice(1).map((rating, at) => (
          <text key={rating} x="0" y={top + step * (2 - at) - lift}>
            {word("objective.rating", rating)}
          </text>
        ))}
      </svg>
      <details open={!phone}>
        <summary>{t("asTable")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("period")}</th>
              <th scope="col">{t("rating")}</th>
              <th scope="col">{t("by")}</th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period}>
                <th scope="row">{halfYear(period, spoken)}</th>
                <td>{word("objective.rating", ratedIn(ratings, period))}</td>
                <td>
                  {(ratings.find((one) => one.period === period) as { acronym?: string } | undefined)?.acronym ?? "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
