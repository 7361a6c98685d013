import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Chip, Needs } from "../../ui/parts";
import { Acts } from "./Acts";
import { Answer } from "./Answer";
import { Reasons, Referral, Remind } from "./Banner";
import "./decisions.css";
import "./talk.css";
import { Editor } from "./Editor";
import { Explanations } from "./Explanations";
import { Found } from "./Found";
import { Linked } from "./Linked";
import { useLive } from "./live";
import { Record } from "./Papers";
import { type DecisionRead, FINAL, PENDING, SHAPE, TONE, useOfficer, useSecretariat } from "./queries";
import { RoundRing } from "./Round";
import { Mine, Seats } from "./Seats";
import { strings } from "./strings";
import { Text } from "./Text";
import { Trail } from "./Trail";

interface Search {
  /** A round by its number; 0 or none: what stands now. */
  round?: number;
  panel?: string;
}

/** Bring one text to consensus, and show that everybody was asked. */
export function Decision() {
  return <Found>{(found) => <Opened key={found.id} found={found} />}</Found>;
}

function Opened({ found }: { found: DecisionRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const officer = useOfficer(net);
  const secretariat = useSecretariat(net);
  const last = found.rounds.at(-1);
  const asked = found.rounds.find((each) => each.number === Number(search.round));
  const editable = found.state === "draft" || found.state === "revising";
  // the text that is read: a round's, or the one that is being written; beside it always a round, if there is one
  const reading = asked ?? (editable ? undefined : last);
  const round = asked ?? last;
  const open = found.state === "open" && round === last;
  useLive(net, PENDING.includes(found.state));
  const go = (next: Search) =>
    navigate({ to: ".", search: { ...search, ...next } as never, replace: true, resetScroll: false });
  const mine = round?.positions.filter((position) => found.speaks_for.includes(position.acronym)) ?? [];
  const wanted = search.panel === "answer" ? mine[0]?.acronym : search.panel;
  const answering = open ? round?.positions.find((position) => position.acronym === wanted) : undefined;
  const places = [...found.rounds.map(({ number }) => number), ...(editable && last ? [0] : [])];
  const other = (by: number) => {
    const next = places[places.indexOf(reading?.number ?? 0) + by];
    return next === undefined ? undefined : () => void navigate({ to: ".", search: roundOf(next), replace: true });
  };
  useKeys({
    r: open && mine[0] ? () => void go({ panel: mine[0]?.acronym }) : undefined,
    "[": other(-1),
    "]": other(1),
  });
  return (
    <Page
      title={written(found.title, spoken).text}
      tab={found.number ?? undefined}
      visibility={found.visibility}
      trail={<Trail found={found} round={round} />}
      chip={
        <Chip tone={TONE[found.state]}>
          <Icon name={SHAPE[found.state] ?? "decision"} size={14} /> {word("decision.state", found.state)}
        </Chip>
      }
      acts={<Acts found={found} />}
    >
      <div className="body">
        <Needs needs={found.needs}>
          {open && officer && round && <Remind found={found} round={round} />}
          {found.state === "referred" && officer && <Referral found={found} />}
        </Needs>
        <Reasons found={found} />
      </div>
      <div className={round ? "decision" : "decision alone"}>
        {round && (
          <section className="around" aria-label={t("round", { number: round.number })}>
            <RoundRing found={found} round={round} open={open} />
          </section>
        )}
        <div className="body text">
          {places.length > 1 && <Rounds found={found} places={places} shown={reading?.number ?? 0} />}
          <Text
            key={reading?.number ?? 0}
            found={found}
            round={reading}
            acts={editable && !reading && officer && <Editor found={found} />}
          >
            <Linked found={found} officer={officer} />
            {open &&
              round &&
              mine.map((position) => (
                <Mine
                  key={position.acronym}
                  found={found}
                  round={round}
                  position={position}
                  answer={() => go({ panel: position.acronym })}
                />
              ))}
            <Record found={found} />
            {FINAL.includes(found.state) && <Explanations found={found} />}
          </Text>
        </div>
        {round && (
          <div className="list">
            <Seats
              found={found}
              round={round}
              open={open}
              secretariat={secretariat}
              answer={(position) => go({ panel: position.acronym })}
            />
          </div>
        )}
      </div>
      {answering && round && (
        <Answer
          found={found}
          round={round}
          position={answering}
          own={found.speaks_for.includes(answering.acronym)}
          close={() => go({ panel: undefined })}
        />
      )}
    </Page>
  );
}

const roundOf = (number: number) => ({ round: number }) as never;

/** Every round stays readable with its positions; the text that is being revised comes last. */
function Rounds({ found, places, shown }: { found: DecisionRead; places: number[]; shown: number }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <nav className="segmented" aria-label={t("earlier")}>
      {places.map((number) => {
        const round = found.rounds.find((each) => each.number === number);
        return (
          <Link
            key={number}
            to="."
            search={roundOf(number)}
            resetScroll={false}
            aria-current={number === shown ? "page" : undefined}
          >
            {round
              ? `${t("round", { number })} · ${round.outcome ? word("round.outcome", round.outcome) : word("round.state", round.state)}`
              : t("asItStands")}
          </Link>
        );
      })}
    </nav>
  );
}
