import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useKeys } from "../../app/keys";
import { useNet } from "../../app/Shell";
import { LANGUAGES, type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import "../../ui/tongues.css";
import { Beside } from "./Beside";
import { Compare, type View } from "./Compare";
import { Discussion } from "./Discussion";
import { Compared, Paired, Paper, type Side } from "./Paper";
import { numberedOf } from "./paragraphs";
import { between, changes, type DecisionRead, type RoundRead } from "./queries";
import { strings } from "./strings";
import { until, useTalk } from "./talk";

interface Search {
  /** The paragraph whose remarks are opened. */
  at?: string;
  /** Compared with this round, if somebody chose one. */
  base?: number;
  view?: View;
}

interface Props {
  found: DecisionRead;
  /** The round whose frozen text is read; none: the text as it stands now. */
  round?: RoundRead;
  /** What can be done with the text. */
  acts?: ReactNode;
  /** What stands between the text and what was said about it. */
  children?: ReactNode;
}

/** What is compared: with what my organisation answered last, or with the round that was chosen. */
function useChanges(found: DecisionRead, round: RoundRead | undefined, base: number | undefined, language: Language) {
  const net = useNet();
  const earlier = round ? round.number - 1 : found.rounds.length;
  const chosen = base ?? (round ? undefined : earlier);
  const own = useQuery({ ...changes(net, found.id, round?.number ?? 1, language), enabled: earlier > 0 && !chosen });
  const two = useQuery({
    ...between(net, found.id, chosen ?? 1, round?.number, language),
    enabled: earlier > 0 && chosen !== undefined,
  });
  const shown = chosen === undefined ? own.data : two.data;
  return { earlier, diff: shown?.language === language ? shown : undefined, base: shown?.base ?? chosen ?? earlier };
}

/** The text of a decision: what changed, or clean, in three languages, with what was said beside each paragraph. */
export function Text({ found, round, acts, children }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const texts = round?.texts ?? found.texts;
  const ids = round?.paragraph_ids ?? found.paragraph_ids;
  const authoritative = round?.authoritative ?? found.authoritative;
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? (texts[spoken] ? spoken : authoritative);
  const base = Number(search.base) || undefined;
  const { earlier, diff, base: from } = useChanges(found, round, base, language);
  const others = LANGUAGES.filter((each) => each !== authoritative && texts[each]);
  const views: View[] = [
    ...(earlier > 0 ? (["changes"] as const) : []),
    "clean",
    ...(texts[authoritative] && others.length > 0 ? (["side"] as const) : []),
  ];
  const view = views.find((each) => each === search.view) ?? views[0] ?? "clean";
  const go = (next: Search) =>
    navigate({ to: ".", search: { ...search, ...next } as never, replace: true, resetScroll: false });
  const stale = (round ?? found).stale_languages;
  const show = (next: View) => void go({ view: next === views[0] ? undefined : next });
  useKeys({ d: earlier > 0 ? () => show(view === "changes" ? "clean" : "changes") : undefined });

  const last = !round || round === found.rounds.at(-1);
  const whole = useTalk(net, found.id);
  const talk = round && !last ? until(whole, round.number) : whole;
  const stands = new Map(
    numberedOf(found.texts[found.authoritative], found.paragraph_ids).map((each) => [each.id, each.text]),
  );
  const side: Side = (id, number) => (
    <Beside
      found={found}
      round={round?.number ?? null}
      talk={talk}
      id={id}
      number={number}
      stands={last ? stands.get(id) : undefined}
      opened={search.at === id}
      toggle={() => void go({ at: search.at === id ? undefined : id })}
    />
  );
  return (
    <>
      <section className="stack" aria-label={t("text")}>
        <div className="row">
          <Compare
            found={found}
            round={round}
            from={from}
            view={view}
            views={views}
            show={show}
            choose={(to) => void go(to)}
          />
          {acts}
          <span className="grow" />
          <Tongues texts={texts} authoritative={authoritative} stale={stale} chosen={language} choose={setChosen} />
        </div>
        {!texts[spoken] && texts[authoritative] && (
          <p className="small">
            {NAMES[spoken]}: {t("preparing")}
          </p>
        )}
        {stale.includes(language) && (
          <p className="tone-ochre">
            <Icon name="warning" size={16} /> {t("staleSays", { language: NAMES[authoritative] })}
          </p>
        )}
        {!texts[language] ? (
          <p className="quiet">{t("noText")}</p>
        ) : view === "side" ? (
          <Paired texts={texts} first={authoritative} second={others.find((each) => each === language) ?? others[0]} />
        ) : diff && view === "changes" ? (
          <Compared diff={diff} side={side} />
        ) : (
          <Paper text={texts[language]} language={language} ids={ids} side={side} />
        )}
        {round && (
          <p className="small">
            {t("hash")}: <code title={round.text_hash}>{round.text_hash.slice(0, 16)}…</code>
          </p>
        )}
      </section>
      {children}
      {(found.rounds.length > 0 || talk.said.length > 0) && (
        <Discussion
          found={found}
          round={round?.number ?? found.round_count}
          ids={ids}
          talk={talk}
          opened={search.at}
          open={(at) => void go({ at })}
        />
      )}
    </>
  );
}

interface TonguesProps {
  texts: Record<string, string | null>;
  authoritative: string;
  stale: Language[];
  chosen: Language;
  choose: (language: Language) => void;
}

/** The languages of a text by their own names; one is authoritative, one may still be in preparation. */
function Tongues({ texts, authoritative, stale, chosen, choose }: TonguesProps) {
  const t = useStrings(strings);
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles side by side, not a form's fieldset
    <div className="tongues" role="group" aria-label={t("languagesOfText")}>
      {LANGUAGES.map((each) =>
        texts[each] ? (
          <button key={each} type="button" aria-pressed={chosen === each} onClick={() => choose(each)}>
            <span lang={each}>{NAMES[each]}</span>{" "}
            {each === authoritative && <span className="small">{t("authoritative")}</span>}
            {stale.includes(each) && (
              <span className="small tone-ochre">
                <Icon name="warning" size={14} /> {t("stale")}
              </span>
            )}
          </button>
        ) : (
          <span key={each} className="small">
            <span lang={each}>{NAMES[each]}</span>: {t("preparing")}
          </span>
        ),
      )}
    </div>
  );
}
