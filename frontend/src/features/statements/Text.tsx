import { useNavigate, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { Markdown } from "../../ui/Markdown";
import "../../ui/tongues.css";
import { keyed } from "../decisions/queries";
import { type StatementRead, type TranslationRead, textsOf, useRights } from "./queries";
import { besides, partsOf, shownIn } from "./rules";
import { strings } from "./strings";

/** The text in the reader's language, with every other one beside it and how far each translation is. */
export function Text({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { text?: Language };
  const rights = useRights(net);
  const chosen = LANGUAGES.find((each) => each === search.text);
  const setChosen = (text: Language) => navigate({ to: ".", search: { ...search, text } as never, replace: true });
  const texts = textsOf(found);
  const shown = shownIn(texts, [chosen, spoken], found.authoritative);
  const translation = found.translations.find((each) => each.language === shown);
  const wanted = chosen ?? spoken;
  const missing = wanted !== shown && wanted !== found.authoritative ? wanted : undefined;
  const work = missing ?? (translation ? shown : undefined);
  const state = found.translations.find((each) => each.language === work);
  useKeys({
    "[": () => void setChosen(besides(texts, shown, -1)),
    "]": () => void setChosen(besides(texts, shown, 1)),
  });
  return (
    <section className="stack" aria-label={t("text")}>
      <Tongues statement={found} chosen={missing ?? shown} choose={setChosen} />
      {missing && <p className="small">{t("say_missing", { language: NAMES[missing] })}</p>}
      {translation?.stale && <p className="tone-ochre">{t("say_stale")}</p>}
      {translation && !translation.stale && translation.status === "draft" && <p className="small">{t("say_draft")}</p>}
      {translation && !translation.stale && translation.status === "checked" && translation.checked_at && (
        <p className="small">
          {t("say_checked", { by: translation.checked_by, at: day(translation.checked_at, spoken) })}
        </p>
      )}
      {work && rights.translates && isTranslated(found, state) && (
        <div>
          <button
            type="button"
            className="btn"
            onClick={() => navigate({ to: ".", search: { ...search, translate: work } as never })}
          >
            {t(!state || state.status === "missing" ? "translate" : state.stale ? "translateUpdate" : "translateGo")}
            <span lang={work}>· {NAMES[work]}</span>
          </button>
        </div>
      )}
      {texts[shown] ? <Paper text={texts[shown]} language={shown} /> : <p className="quiet">{t("noText")}</p>}
    </section>
  );
}

/** What everybody can read is corrected by a corrigendum; every other translation is still worked on. */
const isTranslated = (found: StatementRead, translation: TranslationRead | undefined): boolean =>
  Boolean(found.text) &&
  !["withdrawn", "abandoned"].includes(found.state) &&
  !(found.released_at && translation?.status === "checked");

interface TonguesProps {
  statement: StatementRead;
  chosen: Language;
  choose: (language: Language) => void;
}

/** The languages by their own names: one is authoritative, each other says how far its translation is. */
function Tongues({ statement: found, chosen, choose }: TonguesProps) {
  const t = useStrings(strings);
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles side by side, not a form's fieldset
    <div className="tongues" role="group" aria-label={t("languagesOfText")}>
      {LANGUAGES.map((each) => {
        const translation = found.translations.find(({ language }) => language === each);
        return (
          <button key={each} type="button" aria-pressed={chosen === each} onClick={() => choose(each)}>
            <span lang={each}>{NAMES[each]}</span>{" "}
            {each === found.authoritative ? (
              <span className="small">{t("authoritative")}</span>
            ) : translation?.stale ? (
              <span className="tone-ochre">
                <Icon name="warning" size={15} /> {t("translation_stale")}
              </span>
            ) : translation && translation.status !== "missing" ? (
              <span className="small">
                {translation.status === "checked" && <Icon name="tick" size={14} />}
                {t(`translation_${translation.status}`)}
              </span>
            ) : (
              <span className="small">{t("missing")}</span>
            )}
          </button>
        );
      })}
    </div>
  );
}

interface PaperProps {
  text: string | null | undefined;
  language: string;
  /** Read by everybody: without the numbers that members speak of. */
  plain?: boolean;
}

/** Paragraphs on at most 660 px. */
export function Paper({ text, language, plain }: PaperProps) {
  return (
    <ol className={plain ? "paper unnumbered" : "paper"} lang={language} data-testid="text">
      {keyed(partsOf(text)).map((paragraph) => (
        <li key={paragraph.key}>
          {!plain && (
            <span className="n" aria-hidden="true">
              {paragraph.number}
            </span>
          )}
          <div>
            <Markdown text={paragraph.text} />
          </div>
        </li>
      ))}
    </ol>
  );
}
