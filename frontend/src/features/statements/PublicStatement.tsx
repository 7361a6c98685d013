import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { day } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, Written } from "../../ui/parts";
import "../../ui/tongues.css";
import { Letter } from "./Letter";
import { Facts, Lasting, Signed } from "./PublicFacts";
import { NotPublic, PublicFrame } from "./PublicFrame";
import { strings } from "./public.strings";
import { isMissing, type PublicRead, publicStatement } from "./publicQueries";
import { Notice } from "./Standing";
import { strings as own } from "./strings";
import { Paper } from "./Text";

/** One published statement, at an address that lasts. */
export function PublicStatement() {
  const net = useNet();
  const { number = "" } = useParams({ strict: false }) as { number?: string };
  const query = useQuery(publicStatement(net, number));
  if (isMissing(query.error)) return <NotPublic />;
  if (query.data) return <Opened found={query.data} />;
  return (
    <PublicFrame title={number}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </PublicFrame>
  );
}

function Opened({ found }: { found: PublicRead }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const net = useNet();
  const spoken = useLanguage();
  const [chosen, setChosen] = useState<Language>();
  // whoever changes the language of the page wants to read the text in it
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the language of the page matters
  useEffect(() => setChosen(undefined), [spoken]);
  const there = found.texts.map((each) => each.language);
  const [first] = found.texts;
  const shown =
    found.texts.find((each) => each.language === chosen) ??
    found.texts.find((each) => each.language === spoken) ??
    first;
  const turn = (by: 1 | -1) => {
    const at = there.indexOf(shown?.language ?? "en");
    setChosen(there[(at + by + there.length) % there.length]);
  };
  useKeys({ "[": () => turn(-1), "]": () => turn(1) });
  const title = shown?.title ?? written(found.title, spoken).text;
  const name = written(found.network.name, spoken).text;
  const on = day(found.released_at, spoken);
  return (
    <PublicFrame
      title={title}
      lang={shown?.language}
      description={t("about", { title, number: found.number, network: name, on })}
      network={found.network.name}
      trail={
        <>
          <Link to={links.public(net)}>{t("all")}</Link> / <strong>{found.number}</strong> ·{" "}
          <time dateTime={found.released_at}>{on}</time>
        </>
      }
      chip={found.withdrawn_at ? <Chip tone="bad">{t("withdrawn")}</Chip> : undefined}
      acts={
        shown && (
          <button type="button" className="btn" onClick={() => print()}>
            <Icon name="print" size={18} /> {o("print")}
          </button>
        )
      }
    >
      <div className="body public-paper">
        <PublicStanding found={found} />
        {shown && (
          <>
            {there.length > 1 && <Tongues found={found} shown={shown.language} choose={setChosen} />}
            {shown.language !== spoken && <p className="small">{t("onlyIn", { language: NAMES[spoken] })}</p>}
            {shown.wording && (
              <p className="small" lang={shown.language}>
                {shown.wording}
              </p>
            )}
            <Paper text={shown.text} language={shown.language} plain />
            <Signed found={found} />
            <Facts found={found} />
          </>
        )}
        <Lasting found={found} />
      </div>
      {shown && <Letter {...letterOf(found)} network={found.network.name} />}
    </PublicFrame>
  );
}

const letterOf = (found: PublicRead) => ({
  number: found.number,
  on: found.released_at,
  texts: found.texts,
  signatures: found.signatures,
  signatories: found.signatories,
  on_record: found.on_record.map((each) => ({ ...each, text: each.part })),
  hash: found.published_hash,
  address: found.url,
  standing: null,
});

/** Withdrawal and corrigenda: whoever reads the text reads this first. */
function PublicStanding({ found }: { found: PublicRead }) {
  const t = useStrings(own);
  const spoken = useLanguage();
  const net = useNet();
  const reason = written(found.withdrawal_reason, spoken);
  return (
    <>
      {found.withdrawn_at && (
        <Notice lead={t("withdrawnOn", { on: day(found.withdrawn_at, spoken) })}>
          {found.withdrawal_reason && (
            <span>
              {t("reasonSays")} <span lang={reason.lang}>{reason.text}</span>
            </span>
          )}
        </Notice>
      )}
      {found.corrected_by.map((each) => (
        <Notice
          key={each.key}
          tone="warn"
          lead={<Link to={links.published(net, each.key)}>{t("correctedBy", { number: each.number })}</Link>}
        >
          <Written text={each.title} />
        </Notice>
      ))}
      {found.corrects && (
        <Notice
          tone="calm"
          lead={
            <Link to={links.published(net, found.corrects.key)}>
              {t("isCorrigendum", { number: found.corrects.number })}
            </Link>
          }
        >
          <Written text={found.corrects.title} />
        </Notice>
      )}
    </>
  );
}

interface TonguesProps {
  found: PublicRead;
  shown: Language;
  choose: (language: Language) => void;
}

function Tongues({ found, shown, choose }: TonguesProps) {
  const t = useStrings(own);
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles side by side, not a form's fieldset
    <div className="tongues" role="group" aria-label={t("languagesOfText")}>
      {found.texts.map((each) => (
        <button
          key={each.language}
          type="button"
          aria-pressed={each.language === shown}
          onClick={() => choose(each.language)}
        >
          <span lang={each.language}>{NAMES[each.language]}</span>{" "}
          {each.authoritative && <span className="small">{t("authoritative")}</span>}
        </button>
      ))}
    </div>
  );
}
