import { Fragment } from "react";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment, shortDay } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { PositionMark } from "../../ui/PositionMark";
import { HandOver, Notices } from "./Notices";
import { type Consultation, type Consulted, markOfConsulted, told as toldOf, wordOfConsulted } from "./proof";
import { proof } from "./proof.strings";
import type { DecisionRead } from "./queries";
import { strings } from "./strings";
import { useZone } from "./zone";

interface Props {
  found: DecisionRead;
  told: Consultation;
  secretariat: boolean;
}

/** An instant without its year: “25 Nov 17:01”; nothing is a dash. */
export function useStamp(): (at: string | null | undefined) => string {
  const spoken = useLanguage();
  const { zone } = useZone();
  return (at) => (at ? `${shortDay(at, spoken, zone)}, ${moment(at, spoken, zone).slice(-5)}` : "–");
}

/** The roll: each organisation, and under it what became of the mail to each of its focal points. */
export function ProofTable({ found, told, secretariat }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const p = useStrings(proof);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={t("positions")}>
      <table data-testid="proof">
        <thead>
          <tr>
            <th scope="col">{c("organisation")}</th>
            <th scope="col">{t("position")}</th>
            <th scope="col">{t("answeredAt")}</th>
            <th scope="col">{p("sent")}</th>
            <th scope="col">{t("reachedAt")}</th>
            <th scope="col">{p("seen")}</th>
            <th scope="col">{t("remindedAt")}</th>
          </tr>
        </thead>
        <tbody>
          {told.organisations.map((each) => (
            <Fragment key={each.acronym}>
              <Row each={each} />
              <tr className="notices">
                <td colSpan={7}>
                  <Notices found={found} told={told} each={each} secretariat={secretariat} />
                  {secretariat && told.round_state === "open" && !each.reached_at && !each.released_at && (
                    <HandOver found={found} told={told} each={each} />
                  )}
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ each }: { each: Consulted }) {
  const t = useStrings(strings);
  const p = useStrings(proof);
  const word = useWord();
  const stamp = useStamp();
  const { sent, returned } = toldOf(each);
  return (
    <tr data-organisation={each.acronym}>
      <th scope="row">
        <PositionMark mark={markOfConsulted(each)} /> {each.acronym}
      </th>
      <td>
        {word("position", wordOfConsulted(each))}
        {each.on_behalf && !each.confirmed_at && (
          <span className="small">
            {" "}
            {t("onBehalf", { organisation: each.acronym })} {each.source}
          </span>
        )}
        {each.evidence.map((file) => (
          <span key={file.sha256 + file.added_at} className="small shown-by">
            {file.name} <code title={file.sha256}>{file.sha256.slice(0, 16)}…</code>
          </span>
        ))}
      </td>
      <td>{stamp(each.answered_at)}</td>
      <td>{stamp(sent)}</td>
      <td>
        {!each.reached_at && returned ? (
          <strong className="tone-madder">{p("returned")}</strong>
        ) : (
          <>
            {stamp(each.reached_at)}
            {each.reached_by === "by_hand" && <span className="small"> {p("byHandShort")}</span>}
          </>
        )}
      </td>
      <td>{stamp(each.seen_at)}</td>
      <td>{each.reminders.length === 0 ? "–" : each.reminders.map((at) => <span key={at}>{stamp(at)} </span>)}</td>
    </tr>
  );
}
