import { useQueryClient } from "@tanstack/react-query";
import { LANGUAGES, setLanguage, useLanguage, useStrings } from "../i18n";
import { common } from "../i18n/common";

/** The three languages; what is typed stays when one changes. */
export function Languages() {
  const t = useStrings(common);
  const spoken = useLanguage();
  const queries = useQueryClient();
  return (
    // biome-ignore lint/a11y/useSemanticElements: three toggles side by side, not a form's fieldset
    <div className="langs" role="group" aria-label={t("languages")}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={spoken === language}
          onClick={async () => {
            await setLanguage(language);
            queries.invalidateQueries();
          }}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
