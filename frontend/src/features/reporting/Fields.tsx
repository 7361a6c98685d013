import type { Problem } from "../../api/problems";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Field } from "../../ui/Form";
import { plain, told } from "../indicators/numbers";
import { periodTitle } from "../indicators/periods";
import type { OwedRead } from "./queries";
import { strings } from "./strings";

const STATUSES = ["yet_to_start", "ongoing", "completed", "cancelled"];
const RATINGS = ["early", "some_progress", "good_progress"];

interface Props {
  each: OwedRead;
  problem: Problem | null;
}

/** What is asked of each kind, begun with what was told last time. */
export function Fields({ each, problem }: Props) {
  if (each.kind === "value") return <OfValue each={each} problem={problem} />;
  if (each.kind === "update") return <OfUpdate each={each} problem={problem} />;
  return <OfAssessment each={each} problem={problem} />;
}

function OfValue({ each, problem }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const current = each.value?.current;
  const names = each.value?.kind === "quantity" ? (["value"] as const) : (["numerator", "denominator"] as const);
  return (
    <>
      {names.map((name) => (
        <Field
          key={name}
          label={name === "value" ? `${t(name)}, ${written(each.value?.unit, spoken).text}` : t(name)}
          name={name}
          pointer={`/cells/0/${name}`}
          value={current ? plain(current.figure[name], spoken) : ""}
          max={30}
          optional
          problem={problem}
        />
      ))}
      <Field
        label={t("remark")}
        name="note"
        kind="prose"
        help={t("remarkHelp")}
        value={current?.note ?? ""}
        optional
        problem={problem}
      />
    </>
  );
}

function OfUpdate({ each, problem }: Props) {
  const t = useStrings(strings);
  const word = useWord();
  const current = each.update?.current;
  const stands = current ?? each.update?.before;
  return (
    <>
      {!current && stands && <p className="small">{t("prefilled")}</p>}
      <Field
        label={t("status")}
        name="status"
        options={STATUSES.map((value) => ({ value, label: word("activity.status", value) }))}
        value={stands?.status ?? "ongoing"}
        problem={problem}
      />
      <Field
        label={t("narrative")}
        name="progress"
        kind="prose"
        value={stands?.progress ?? ""}
        optional
        problem={problem}
      />
      <Field
        label={t("problems")}
        name="problems"
        kind="prose"
        value={stands?.problems ?? ""}
        optional
        problem={problem}
      />
      <Field
        label={t("next")}
        name="next_steps"
        kind="prose"
        value={stands?.next_steps ?? ""}
        optional
        problem={problem}
      />
      <Field
        label={t("forecast")}
        name="forecast_ends_on"
        kind="date"
        value={stands?.forecast_ends_on ?? ""}
        optional
        problem={problem}
      />
      <Field
        label={t("spent")}
        name="expenditure"
        pointer="/expenditure/amount"
        value={current?.expenditure?.amount ?? ""}
        max={20}
        optional
        problem={problem}
      />
    </>
  );
}

function OfAssessment({ each, problem }: Props) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const current = each.assessment?.current;
  const stands = current ?? each.assessment?.before;
  const rating = stands && stands.rating !== "not_assessed" ? stands.rating : "";
  return (
    <>
      {!current && stands && <p className="small">{t("prefilled")}</p>}
      <Field
        label={t("rating")}
        name="rating"
        options={[
          ...(rating ? [] : [{ value: "", label: c("choose") }]),
          ...RATINGS.map((value) => ({ value, label: word("objective.rating", value) })),
        ]}
        value={rating}
        problem={problem}
      />
      <Field
        label={t("assessment")}
        name="narrative"
        kind="prose"
        value={stands?.narrative ?? ""}
        optional
        problem={problem}
      />
    </>
  );
}

/** What was told for the period before, in one line. */
export function Before({ each }: { each: OwedRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  let said: string | null = null;
  if (each.kind === "value" && each.value?.before) {
    const { value, numerator, denominator } = each.value.before.figure;
    const parts = numerator === null ? "" : ` (${told(numerator, spoken)} / ${told(denominator, spoken)})`;
    said = `${told(value, spoken)} ${written(each.value.unit, spoken).text}${parts}`;
  }
  if (each.kind === "update" && each.update?.before) said = word("activity.status", each.update.before.status);
  if (each.kind === "assessment" && each.assessment?.before)
    said = word("objective.rating", each.assessment.before.rating);
  if (!each[each.kind as "value" | "update" | "assessment"]) return null;
  return (
    <p className="small" data-period={periodTitle(each.period, spoken)}>
      {t("before")}: {said ?? t("nothingBefore")}
    </p>
  );
}
