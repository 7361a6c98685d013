import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { links } from "../../app/links";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { moment, number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Loaded } from "../../ui/parts";
import "./decisions.css";
import { Found } from "./Found";
import { Papers } from "./Papers";
import "./evidence.css";
import "./proof.css";
import { ProofTable } from "./ProofTable";
import { type Consultation, wordOfConsulted } from "./proof";
import { proof } from "./proof.strings";
import { consultation, type DecisionRead, useSecretariat } from "./queries";
import { strings } from "./strings";
import { Trail } from "./Trail";
import { useZone } from "./zone";

/** For every member on the roll: when it was told, reached, reminded, and what it answered. Made to be printed. */
export function Proof() {
  return <Found>{(found) => <Sheet found={found} />}</Found>;
}

function Sheet({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const p = useStrings(proof);
  const spoken = useLanguage();
  const net = useNet();
  const asked = Number((useSearch({ strict: false }) as { round?: number }).round);
  const round = found.rounds.find((each) => each.number === asked) ?? found.rounds.at(-1);
  const query = useQuery(consultation(net, found.id, round?.number ?? 0));
  return (
    <Page
      title={written(found.title, spoken).text}
      tab={found.number ?? undefined}
      visibility={found.visibility}
      trail={<Trail found={found} round={round} />}
      acts={
        <div className="row acts">
          <Link className="btn" to={links.decision(net, found.id)}>
            {t("theDecision")}
          </Link>
          {round && <Papers found={found} round={round.number} />}
          <button type="button" className="btn main" onClick={() => print()}>
            <Icon name="print" size={18} /> {t("print")}
          </button>
        </div>
      }
    >
      <div className="body proof">
        {found.rounds.length > 1 && (
          <nav className="segmented" aria-label={t("earlier")}>
            {found.rounds.map((each) => (
              <Link
                key={each.number}
                to="."
                search={{ round: each.number } as never}
                aria-current={each === round ? "page" : undefined}
              >
                {t("round", { number: each.number })}
              </Link>
            ))}
          </nav>
        )}
        {round ? (
          <Loaded query={query}>{(told) => <Told found={found} told={told} />}</Loaded>
        ) : (
          <p className="empty">{p("noRound")}</p>
        )}
      </div>
    </Page>
  );
}

function Told({ found, told }: { found: DecisionRead; told: Consultation }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const p = useStrings(proof);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const { zone, place } = useZone();
  const about = useQuery(network(net));
  const person = useQuery(me);
  const secretariat = useSecretariat(net);
  const here = person.data?.appointments.find((post) => post.network === net);
  const when = (at: string) => moment(at, spoken, zone);
  const last = found.rounds.at(-1)?.number === told.round;
  const said = told.organisations.filter((each) => each.text);
  return (
    <>
      <p className="what">
        <strong>{t("proof")}</strong>
        {about.data && ` · ${written(about.data.name, spoken).text}`}
      </p>
      <p className="lead">
        {p("opened", { procedure: word("procedure", told.procedure), at: when(told.opened_at) })}{" "}
        {p(told.closed_at ? "closedOn" : "closesOn", { at: when(told.closed_at ?? told.deadline_at), place })}{" "}
        {p("roll", { count: told.organisations.length })}{" "}
        {p("stateOn", {
          at: when(told.server_time),
          state: told.outcome ? word("round.outcome", told.outcome) : word("round.state", told.round_state),
        })}
      </p>
      <ProofTable found={found} told={told} secretariat={secretariat} />
      {last && (
        <section className="stack">
          <h2>{t("stillNeeded")}</h2>
          {found.needs.length === 0 && <p>{c("nothingMissing")}</p>}
          {found.needs.map((need) => (
            <p key={need.sentence}>{need.sentence}</p>
          ))}
        </section>
      )}
      {said.length > 0 && (
        <section className="stack">
          <h2>{t("onRecord")}</h2>
          {said.map((each) => (
            <p key={each.acronym}>
              <strong>
                {each.acronym}, {word("position", wordOfConsulted(each)).toLocaleLowerCase()}:
              </strong>{" "}
              <q>{each.text}</q>
              {each.would_resolve && (
                <>
                  {" "}
                  {t("resolve")}: <q>{each.would_resolve}</q>
                </>
              )}
            </p>
          ))}
        </section>
      )}
      <section className="stack">
        <h2>{t("textConsulted")}</h2>
        <p>
          {p("textIs", { number: told.round, language: told.authoritative.toUpperCase() })}{" "}
          {t("length", { count: told.paragraph_count })},{" "}
          {t("characters", { number: number(told.character_count, spoken) })}. SHA-256{" "}
          <code className="hash">{told.text_hash}</code>
        </p>
        {told.journal_first !== null && told.journal_last !== null && (
          <p>
            <Link to={links.journal(net)} search={{ panel: told.journal_last } as never}>
              {p("journal", { first: number(told.journal_first, spoken), last: number(told.journal_last, spoken) })}
            </Link>{" "}
            {p("journalHash")} <code className="hash">{told.journal_hash}</code>
          </p>
        )}
      </section>
      <p className="small">
        {t("printed", {
          at: when(told.server_time),
          by: here ? `${here.acronym} (${word("role", here.role)})` : (person.data?.name ?? ""),
        })}
      </p>
    </>
  );
}
