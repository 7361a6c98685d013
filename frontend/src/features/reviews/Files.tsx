import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings } from "../../i18n";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip } from "../../ui/parts";
import { paperOf, type ReviewRead } from "./queries";
import { strings } from "./strings";

/** The report as files, what it was written by, and the lock of the final version. */
export function Files({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <div className="stack">
      <Lock found={found} />
      {[false, true].map((open) => (
        <section key={String(open)} className="stack" aria-label={t(open ? "edition_public" : "edition_own")}>
          <h2>{t(open ? "edition_public" : "edition_own")}</h2>
          <ul className="papers" data-testid={open ? "public-papers" : "papers"}>
            {LANGUAGES.map((each) => (
              <li key={each}>
                <span lang={each}>{NAMES[each]}</span> <Formats found={found} language={each} open={open} />
              </li>
            ))}
            <li>
              {t("dataFile")} <Formats found={found} open={open} />
            </li>
          </ul>
        </section>
      ))}
      <details>
        <summary>{t("sourcesOf")}</summary>
        <div className="stack">
          <p>
            <span lang="en">{found.form.title}</span>, {t("edition", { edition: found.form.edition })}{" "}
            <Chip tone={found.form.confidence === "sourced" ? "good" : "wait"}>
              {word("review.confidence", found.form.confidence)}
            </Chip>
          </p>
          <ul lang="en" className="small notes">
            {found.form.notes.map((each) => (
              <li key={each}>{each}</li>
            ))}
            {found.form.sources.map((each) => (
              <li key={each}>
                <a href={each} rel="noopener noreferrer" target="_blank">
                  {each}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </details>
    </div>
  );
}

function Formats({ found, language, open }: { found: ReviewRead; language?: string; open: boolean }) {
  const net = useNet();
  return (language ? ["pdf", "docx", "xlsx"] : ["json"]).map((format) => (
    <a
      key={format}
      className="btn small"
      href={paperOf(net, found.id, format, language, open)}
      aria-label={`${format.toUpperCase()} ${language ? NAMES[language as "en"] : ""}`.trim()}
      download
    >
      {format.toUpperCase()}
    </a>
  ));
}

/** By what it is final, and the hash that whoever has the bytes can compute. */
function Lock({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const final = found.final;
  if (!final) return null;
  return (
    <section className="review-lock" aria-label={t("final")}>
      <h2>{t("final")}</h2>
      <p>
        {t("version", { number: final.version })} · {moment(final.at, spoken)}
        {final.decision && (
          <>
            {" "}
            ·{" "}
            <Link to={links.decision(net, final.decision.id)}>
              {t("decision")} {final.decision.number}
            </Link>
          </>
        )}
      </p>
      <p className="hash">
        SHA-256 <code>{final.sha256}</code>
      </p>
      <a
        className="btn small"
        href={`/api/v1/networks/${net}/reviews/${found.id}/versions/${final.version}/frozen`}
        download
      >
        {t("frozenBytes")}
      </a>
    </section>
  );
}
