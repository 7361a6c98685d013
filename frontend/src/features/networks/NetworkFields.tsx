import type { Problem } from "../../api/problems";
import { LANGUAGES, NAMES, useStrings } from "../../i18n";
import type { Values } from "../../ui/Form";
import { strings } from "./strings";

/** Every zone that the browser knows, and the present one, whatever it is. */
export function zones(present: string): { value: string; label: string }[] {
  const known = new Set([present, ...Intl.supportedValuesOf("timeZone")]);
  return [...known].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}

export const languagesOf = (values: Values) => LANGUAGES.filter((each) => values[`language_${each}`]);

export function LanguageBoxes({ chosen, problem }: { chosen: readonly string[]; problem: Problem | null }) {
  const t = useStrings(strings);
  const fault = problem?.at("/languages");
  return (
    <fieldset aria-describedby="languages-more">
      <legend className="legend">{t("languages")}</legend>
      {LANGUAGES.map((each) => (
        <label key={each} className="row box">
          <input
            type="checkbox"
            name={`language_${each}`}
            defaultChecked={chosen.includes(each)}
            data-pointer="/languages"
          />
          <span lang={each}>{NAMES[each]}</span>
        </label>
      ))}
      <div id="languages-more" className={fault ? "fault" : "small"}>
        {fault ?? t("languages_says")}
      </div>
    </fieldset>
  );
}
