import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, useStrings } from "../../i18n";
import { left } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { PositionMark } from "../../ui/PositionMark";
import { Chip, Left, Moment, useNow } from "../../ui/parts";
import { TONE as DECIDED } from "../decisions/queries";
import { Downloads } from "./Downloads";
import { type StatementRead, textsOf } from "./queries";
import { Releases } from "./Releases";
import { type StepKey, steps } from "./rules";
import { Steps } from "./Steps";
import { strings } from "./strings";

const ADOPTED = ["adopted", "adopted_with_reservations"];

/** How far it is, who signed, who stands behind it, that the text is the adopted one, and where it went. */
export function Rail({ statement: found }: { statement: StatementRead }) {
  return (
    <>
      <Road statement={found} />
      <Embargo statement={found} />
      <Integrity statement={found} />
      <Signatories statement={found} />
      <Papers statement={found} />
      <Releases statement={found} />
    </>
  );
}

function Road({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const { decision } = found;
  const about: Partial<Record<StepKey, ReactNode>> = {
    drafted: <Moment at={found.created_at} />,
    cleared: decision ? (
      <>
        <span>
          <Link to={links.decision(net, decision.id)}>{decision.number ?? t("decision")}</Link>{" "}
          <Chip tone={DECIDED[decision.state]}>{word("decision.state", decision.state)}</Chip>
        </span>
        {decision.adopted_at && <Moment at={decision.adopted_at} />}
      </>
    ) : (
      found.state === "draft" && t("notPut")
    ),
    signed: found.signatures.length > 0 && (
      <ul data-testid="signatures">
        {found.signatures.map((each) => (
          <li key={each.person_id}>
            <strong>{each.name}</strong>, {each.function ?? t("coChair")} ({each.acronym})
            <br />
            <Moment at={each.at} />
          </li>
        ))}
        {found.signatures.length < 2 && found.state === "draft" && <li className="tone-ochre">{t("awaited")}</li>}
      </ul>
    ),
    published: found.published_at && (
      <>
        <Moment at={found.published_at} />
        {!found.released_at && found.embargo_at && (
          <span className="tone-ochre">
            {t("publishesAt")} <Moment at={found.embargo_at} />
          </span>
        )}
      </>
    ),
    withdrawn: found.withdrawn_at && <Moment at={found.withdrawn_at} />,
  };
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t("steps")}</h2>
      <Steps
        road={steps({
          state: found.state,
          put: decision !== null,
          adopted: ADOPTED.includes(decision?.state ?? ""),
        })}
        about={about}
      />
    </section>
  );
}

/** The instant before which nothing may be said, at the duty station and for the reader. */
function Embargo({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const now = useNow(found.server_time, 30_000);
  if (!found.embargo_at || found.state === "abandoned") return null;
  const stands = left(found.embargo_at, now) !== null;
  return (
    <section aria-labelledby="embargo">
      <h2 id="embargo">{t("embargo")}</h2>
      <p data-testid="embargo">
        {t(stands ? "embargoUntil" : "embargoOver")} <Moment at={found.embargo_at} />
        {stands && (
          <>
            {" "}
            <strong className="tone-ochre">
              <Left until={found.embargo_at} now={now} />
            </strong>
          </>
        )}
      </p>
    </section>
  );
}

/** What was adopted is what is published: both hashes, and in words whether they agree. */
function Integrity({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const decided = ADOPTED.includes(found.decision?.state ?? "");
  const adopted = found.adopted_hash ?? (decided ? found.text_hash : null);
  const now = found.published_hash ?? found.text_hash;
  return (
    <section aria-labelledby="integrity">
      <h2 id="integrity">{t("integrity")}</h2>
      {adopted ? (
        <>
          <p className={adopted === now ? "agrees tone-green" : "agrees tone-madder"} data-testid="same">
            <Icon name={adopted === now ? "tick" : "blocker"} />
            <span>{t(adopted !== now ? "otherHash" : found.published_hash ? "sameHash" : "sameYet")}</span>
          </p>
          <dl className="two-hashes">
            <dt>{t("adoptedHash")}</dt>
            <dd>
              <code className="hash">{adopted}</code>
            </dd>
            {found.published_hash && (
              <>
                <dt>{t("publishedHash")}</dt>
                <dd>
                  <code className="hash">{found.published_hash}</code>
                </dd>
              </>
            )}
          </dl>
        </>
      ) : (
        <p className="quiet">{t("hashLater")}</p>
      )}
    </section>
  );
}

/** In whose name it speaks, and who put a reservation or a disassociation on record. */
function Signatories({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <section aria-labelledby="signatories">
      <h2 id="signatories">
        {t("signatories")} {found.signatories.length > 0 && <span className="small">{found.signatories.length}</span>}
      </h2>
      {found.signatories.length === 0 && <p className="quiet">{t("noSignatories")}</p>}
      {found.signatories.length > 0 && (
        <p data-testid="signatories">{found.signatories.map((each) => each.acronym).join(", ")}</p>
      )}
      {found.on_record.length > 0 && (
        <ul>
          {found.on_record.map((each) => (
            <li key={each.acronym + each.value}>
              <PositionMark mark={each.value} /> <strong>{each.acronym}</strong> {word("position", each.value)}
              {each.text && (
                <>
                  {": "}
                  <q>{each.text}</q>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** To take away: PDF and Word, in each language that has a text. */
function Papers({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const texts = textsOf(found);
  const there = LANGUAGES.filter((each) => texts[each]);
  if (there.length === 0) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t("downloads")}</h2>
      <Downloads languages={there} from={`/api/v1/networks/${net}/statements/${found.id}`} />
    </section>
  );
}
