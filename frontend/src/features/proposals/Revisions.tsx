import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Loaded, Moment } from "../../ui/parts";
import { Changes } from "./Changes";
import { Frozen } from "./Frozen";
import { changes, EXACT, type ProposalRead, type ProposalSearch, revision } from "./queries";
import { strings } from "./strings";

/** What was frozen, word for word, what changed between revisions, and every move with its paper. */
export function Revisions({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const search = useSearch({ strict: false }) as ProposalSearch;
  const shown = found.revisions.find((each) => each.number === Number(search.revision));
  return (
    <>
      <section className="stack" aria-labelledby="revisions">
        <h2 id="revisions">{t("tab_revisions")}</h2>
        {found.revisions.length === 0 && <p className="quiet">{t("noRevision")}</p>}
        <ul className="plain">
          {found.revisions.map((each) => (
            <li key={each.number}>
              <strong>{t("revision", { number: each.number })}</strong>
              <span className="quiet grow">
                {t("frozenAt")} <Moment at={each.created_at} />
              </span>
              <Link to="." search={{ tab: "revisions", revision: each.number } as never}>
                {t("read")}
                <span className="sr">: {t("revision", { number: each.number })}</span>
              </Link>
              {each.number > 1 && (
                <Link to="." search={{ tab: "revisions", revision: each.number, base: each.number - 1 } as never}>
                  {t("compare")}
                  <span className="sr">: {t("revision", { number: each.number })}</span>
                </Link>
              )}
            </li>
          ))}
        </ul>
      </section>
      {shown && search.base ? (
        <Compared proposal={found} number={shown.number} base={Number(search.base)} />
      ) : (
        shown && <Read proposal={found} number={shown.number} />
      )}
      <History proposal={found} />
    </>
  );
}

function Read({ proposal: found, number }: { proposal: ProposalRead; number: number }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(revision(net, found.id, number));
  return (
    <section className="stack frozen" aria-labelledby="frozen">
      <h2 id="frozen">{t("revision", { number })}</h2>
      <Loaded query={query}>
        {(data) => (
          <>
            <p className="small">
              {t("hash")}: <code className="hash">{data.sha256}</code>
            </p>
            <Frozen snapshot={data.snapshot} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Compared({ proposal: found, number, base }: { proposal: ProposalRead; number: number; base: number }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(changes(net, found.id, number, base));
  return (
    <section className="stack frozen" aria-labelledby="compared">
      <h2 id="compared">
        {t("revision", { number })}: {t("compareSince", { number: base })}
      </h2>
      {number > 2 && (
        <nav className="segmented" aria-label={t("compareBase")}>
          {found.revisions
            .filter((each) => each.number < number)
            .map((each) => (
              <Link
                key={each.number}
                to="."
                activeOptions={EXACT}
                search={{ tab: "revisions", revision: number, base: each.number } as never}
                aria-current={each.number === base ? "page" : undefined}
              >
                {t("revision", { number: each.number })}
              </Link>
            ))}
        </nav>
      )}
      <Loaded query={query}>{(data) => <Changes items={data.items} />}</Loaded>
    </section>
  );
}

function History({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{t("history")}</h2>
      <ol className="history">
        {found.acts.toReversed().map((act) => (
          <li key={act.at + act.move}>
            <span className="small">
              <Moment at={act.at} /> · {act.by}
            </span>
            <strong>{word("proposal.state", act.to)}</strong>
            {act.on && (
              <span>
                {day(act.on, spoken)}, {act.reference}, {act.document}
              </span>
            )}
            {act.reason && <span className="quiet">{act.reason}</span>}
          </li>
        ))}
        <li>
          <span className="small">
            <Moment at={found.created_at} />
          </span>
          <strong>{t("entered")}</strong>
        </li>
      </ol>
    </section>
  );
}
