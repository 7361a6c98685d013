import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { links } from "../../app/links";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { moment, number } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { PositionMark } from "../../ui/PositionMark";
import { Loaded } from "../../ui/parts";
import "./decisions.css";
import { paragraphs } from "./paragraphs";
import { type DecisionRead, decision, markOf, type RoundRead, wordOf } from "./queries";
import { strings } from "./strings";
import { Trail } from "./Trail";

/** For every member on the roll: when it was told, reached, reminded, and what it answered. Made to be printed. */
export function Proof() {
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(decision(net, id));
  return <Loaded query={query}>{(found) => <Sheet found={found} />}</Loaded>;
}

function Sheet({ found }: { found: DecisionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const word = useWord();
  const net = useNet();
  const about = useQuery(network(net));
  const person = useQuery(me);
  const here = person.data?.appointments.find((post) => post.network === net);
  return (
    <Page
      title={written(found.title, spoken).text}
      tab={found.number ?? undefined}
      visibility={found.visibility}
      trail={<Trail found={found} />}
      acts={
        <div className="row acts">
          <Link className="btn" to={links.decision(net, found.id)}>
            {t("theDecision")}
          </Link>
          <button type="button" className="btn main" onClick={() => print()}>
            <Icon name="print" size={18} /> {t("print")}
          </button>
        </div>
      }
    >
      <div className="body proof">
        <p>
          <strong>{t("proof")}</strong>
          {about.data && ` · ${written(about.data.name, spoken).text}`} · {word("decision.state", found.state)}
        </p>
        {found.rounds.map((round) => (
          <RoundProof key={round.number} round={round} />
        ))}
        <section className="stack">
          <h2>{t("stillNeeded")}</h2>
          {found.needs.length === 0 && <p>{c("nothingMissing")}</p>}
          {found.needs.map((need) => (
            <p key={need.sentence}>{need.sentence}</p>
          ))}
        </section>
        <p className="small">
          {t("printed", {
            at: moment(found.server_time, spoken),
            by: here ? `${here.acronym} (${word("role", here.role)})` : (person.data?.name ?? ""),
          })}
        </p>
      </div>
    </Page>
  );
}

function RoundProof({ round }: { round: RoundRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const text = round.texts[round.authoritative] ?? "";
  const when = (at: string | null) => (at ? moment(at, spoken) : "–");
  const told = round.positions.filter((each) => each.text);
  return (
    <section className="stack">
      <h2>
        {t("round", { number: round.number })} ·{" "}
        {round.outcome ? word("round.outcome", round.outcome) : word("round.state", round.state)}
      </h2>
      <p>
        {word("procedure", round.procedure)}. {t("openedAt")} {when(round.opened_at)},{" "}
        {t("deadline").toLocaleLowerCase()} {when(round.deadline_at)} ({c("ashgabat")}).
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t("positions")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{c("organisation")}</th>
              <th scope="col">{t("position")}</th>
              <th scope="col">{t("answeredAt")}</th>
              <th scope="col">{t("reachedAt")}</th>
              <th scope="col">{t("seenAt")}</th>
              <th scope="col">{t("remindedAt")}</th>
            </tr>
          </thead>
          <tbody>
            {round.positions.map((position) => (
              <tr key={position.acronym}>
                <th scope="row">
                  <PositionMark mark={markOf(position)} /> {position.acronym}
                </th>
                <td>
                  {word("position", wordOf(position))}
                  {position.on_behalf && !position.confirmed_at && (
                    <span className="small">
                      {" "}
                      {t("onBehalf", { organisation: position.acronym })} {position.source}
                    </span>
                  )}
                </td>
                <td>{when(position.answered_at)}</td>
                <td>{when(position.reached_at)}</td>
                <td>{when(position.seen_at)}</td>
                <td>{when(position.reminded_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {told.length > 0 && (
        <>
          <h3>{t("onRecord")}</h3>
          {told.map((position) => (
            <p key={position.acronym}>
              <strong>
                {position.acronym}, {word("position", wordOf(position)).toLocaleLowerCase()}:
              </strong>{" "}
              <q>{position.text}</q>
              {position.would_resolve && (
                <>
                  {" "}
                  {t("resolve")}: <q>{position.would_resolve}</q>
                </>
              )}
            </p>
          ))}
        </>
      )}
      <h3>{t("textConsulted")}</h3>
      <p>
        {t("length", { count: paragraphs(text).length })}, {t("characters", { number: number(text.length, spoken) })}.
        SHA-256 <code className="hash">{round.text_hash}</code>
      </p>
    </section>
  );
}
