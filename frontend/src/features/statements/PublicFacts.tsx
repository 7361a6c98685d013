import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { PositionMark } from "../../ui/PositionMark";
import { Written } from "../../ui/parts";
import { Downloads } from "./Downloads";
import { strings } from "./public.strings";
import type { PublicRead } from "./publicQueries";
import { strings as own } from "./strings";

/** Both co-chairs, and the organisations that stand behind it. */
export function Signed({ found }: { found: PublicRead }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <>
      <section className="stack" aria-labelledby="signed">
        <h2 id="signed">{t("signedFor")}</h2>
        <ul className="signed" data-testid="signatures">
          {found.signatures.map((each) => (
            <li key={each.acronym}>
              <strong>{each.name}</strong>
              <br />
              {each.function ?? o("coChair")}, <Written text={each.organisation} />
              <br />
              <time className="small" dateTime={each.at}>
                {day(each.at, spoken)}
              </time>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="joined">
        <h2 id="joined">{t("joined")}</h2>
        <ul className="joined" data-testid="signatories">
          {found.signatories.map((each) => (
            <li key={each.acronym}>
              <strong>{each.acronym}</strong> <Written text={each.name} />
            </li>
          ))}
        </ul>
        {found.on_record.length > 0 && (
          <ul className="stack">
            {found.on_record.map((each) => (
              <li key={each.acronym + each.value}>
                <PositionMark mark={each.value} /> <strong>{each.acronym}</strong>{" "}
                {word("position", each.value).toLocaleLowerCase()}
                {each.part && (
                  <>
                    {": "}
                    <q>{each.part}</q>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** Papers to take away, whom journalists ask, what it is about. */
export function Facts({ found }: { found: PublicRead }) {
  const t = useStrings(own);
  const net = useNet();
  const contact = found.media_contact;
  return (
    <dl className="kv">
      {found.languages.length > 0 && (
        <>
          <dt>{t("downloads")}</dt>
          <dd>
            <Downloads languages={found.languages} from={`/api/v1/public/${net}/statements/${found.key}`} />
          </dd>
        </>
      )}
      {contact && (
        <>
          <dt>{t("media")}</dt>
          <dd>
            {contact.name}, <a href={`mailto:${contact.email}`}>{contact.email}</a>
            {contact.phone && (
              <>
                , <a href={`tel:${contact.phone.replace(/[^+\d]/g, "")}`}>{contact.phone}</a>
              </>
            )}
          </dd>
        </>
      )}
      {found.objectives.length > 0 && (
        <>
          <dt>{t("objectivesOf")}</dt>
          <dd>
            <ul>
              {found.objectives.map((each) => (
                <li key={each.number}>
                  {each.number}. <Written text={each.title} />
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>{t("decision")}</dt>
      <dd>{found.decision_number}</dd>
    </dl>
  );
}

/** The address that lasts, and the hash that proves the text. */
export function Lasting({ found }: { found: PublicRead }) {
  const t = useStrings(strings);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(found.url);
    setCopied(true);
  };
  return (
    <section className="lasting small">
      <p>
        {t("permalink")}: <a href={new URL(found.url, location.origin).pathname}>{found.url}</a>{" "}
        <button type="button" className="btn plain small" onClick={copy}>
          {t("copy")}
        </button>{" "}
        <span role="status">{copied && t("copied")}</span>
      </p>
      <p>
        {t("hash")}: <code className="hash">{found.published_hash}</code>
      </p>
    </section>
  );
}
