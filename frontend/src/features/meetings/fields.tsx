import { useQuery } from "@tanstack/react-query";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { day } from "../../i18n/format";
import { Field, type Values } from "../../ui/Form";
import { localDay, yearOf } from "./quarters";
import { rhythm, unctMeetings } from "./rhythm.queries";
import { strings } from "./rhythm.strings";

/** In which languages it is spoken and its papers are: one at least. */
export function Languages({ value }: { value: string[] }) {
  const t = useStrings(strings);
  return (
    <fieldset className="lang-boxes" data-pointer="/languages">
      <legend>{t("languages")}</legend>
      <div className="row">
        {LANGUAGES.map((each) => (
          <label key={each} className="row" lang={each}>
            <input type="checkbox" name={`lang_${each}`} defaultChecked={value.includes(each)} /> {NAMES[each]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export const languagesOf = (values: Values) => LANGUAGES.filter((each) => values[`lang_${each}`]);

interface BesideProps {
  value: string | null;
  /** The day it stands beside now, which may have passed. */
  known?: { id: string; meets_on: string } | null;
  problem: Problem | null;
}

/** The UNCT's day that a meeting is held beside. */
export function Beside({ value, known, problem }: BesideProps) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const today = localDay(new Date());
  const held = useQuery(unctMeetings(net, today)).data?.items ?? [];
  const all = known && !held.some((each) => each.id === known.id) ? [known, ...held] : held;
  if (all.length === 0) return null;
  const options = all.map((each) => ({ value: each.id, label: day(each.meets_on, spoken) }));
  return (
    <Field
      key={all.length}
      label={t("besideField")}
      name="unct_meeting_id"
      options={[{ value: "", label: t("besideNone") }, ...options]}
      value={value ?? ""}
      optional
      problem={problem}
    />
  );
}

/** Whether the duty station works on the day, told while it can still be changed. */
export function DayOff({ at }: { at: string }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const read = useQuery(rhythm(net, yearOf(at))).data;
  const on = localDay(at);
  const holiday = read?.years
    .flatMap((each) => each.quarters.flatMap((one) => one.days_off))
    .find((one) => one.on === on);
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay() || 7;
  const told = holiday
    ? t("dayOff", { day: day(on, spoken), name: written(holiday.name, spoken).text })
    : read && !read.working_days.includes(weekday)
      ? t("weekend", { day: day(on, spoken) })
      : null;
  return <div role="status">{told && <p className="day-off">{told}</p>}</div>;
}
