import { type Language, type LocalisedText, say, written } from "../../i18n";
import { day } from "../../i18n/format";
import { word } from "../../i18n/words";
import { Markdown } from "../../ui/Markdown";
import { partsOf } from "./rules";
import { strings } from "./strings";

export interface LetterProps {
  number: string | null;
  /** The day it bears. */
  on: string | null;
  /** The authoritative language first. */
  texts: { language: Language; title: string; text: string }[];
  signatures: { name: string; function: string | null; acronym: string }[];
  signatories: { acronym: string; name: LocalisedText }[];
  on_record: { acronym: string; value: string; text: string | null }[];
  hash: string | null;
  /** Where everybody reads it. */
  address: string | null;
  standing: { on: string; reason: LocalisedText | null } | null;
  network?: LocalisedText;
}

/** What is printed: a letterhead without emblem, both signatories, each language on pages of its own. */
export function Letter({ network, texts, ...paper }: LetterProps) {
  return (
    <div className="letters" data-testid="letters">
      {texts.map(({ language, title, text }, at) => {
        const t = (key: keyof typeof strings, facts?: Record<string, unknown>) =>
          say(strings[key][language], language, facts);
        const reason = paper.standing && written(paper.standing.reason, language).text;
        return (
          <article key={language} lang={language} className="letter-page">
            <p className="letterhead">{written(network, language).text}</p>
            <p>
              {t("statementNumber", { number: paper.number ?? t("draft") })}
              {paper.on && ` · ${day(paper.on, language)}`}
            </p>
            <p className="letter-title">{title}</p>
            {paper.standing && (
              <p className="standing">
                {t("withdrawnOn", { on: day(paper.standing.on, language) })} {t("reasonSays")} {reason}
              </p>
            )}
            {at > 0 && <p className="small">{t("translationFollows")}</p>}
            {partsOf(text).map((part) => (
              <div key={part} className="letter-text">
                <Markdown text={part} />
              </div>
            ))}
            <div className="letter-signed">
              {paper.signatures.map((each) => (
                <p key={each.acronym}>
                  <strong>{each.name}</strong>
                  <br />
                  {each.function ?? t("coChair")}, {each.acronym}
                </p>
              ))}
            </div>
            {paper.signatories.length > 0 && (
              <p>
                {t("signatories")}: {paper.signatories.map((each) => each.acronym).join(", ")}
              </p>
            )}
            {paper.on_record.map((each) => (
              <p key={each.acronym + each.value}>
                {each.acronym}: {word("position", each.value, language).toLocaleLowerCase()}
                {each.text && ` (${each.text})`}
              </p>
            ))}
            {paper.hash && <p className="small">SHA-256 {paper.hash}</p>}
            {paper.address && <p className="small">{paper.address}</p>}
          </article>
        );
      })}
    </div>
  );
}
