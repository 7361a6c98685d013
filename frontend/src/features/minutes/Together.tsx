import { useEffect, useId, useRef, useState } from "react";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import { type Choice, conflictsOf, type MergedPart, othersOf, type Para, type Row } from "./merge";
import type { MinutesRead } from "./queries";
import { strings } from "./strings";

interface Props {
  rows: MergedPart[];
  found: MinutesRead;
  goOn: (choices: Record<string, Choice>) => void;
  save: (choices: Record<string, Choice>) => void;
}

/** What two officers wrote at the same time: conflicts first, to be chosen; then what was taken over of each. */
export function Together({ rows, found, goOn, save }: Props) {
  const t = useStrings(strings);
  const heading = useRef<HTMLHeadingElement>(null);
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const conflicts = conflictsOf(rows);
  const others = othersOf(rows);
  const open = conflicts.filter(({ key }) => !choices[key]).length;
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="together stack" role="alert">
      <h3 ref={heading} tabIndex={-1}>
        {t("otherSaved")}
      </h3>
      <p>{t("otherSays")}</p>
      <p className={open ? "tone-ochre" : "tone-green"} role="status">
        {conflicts.length === 0 ? t("noConflict") : t("conflicts", { count: open })}
      </p>
      {conflicts.map((row) => (
        <Conflict
          key={row.key}
          row={row}
          language={found.language}
          choice={choices[row.key]}
          choose={(choice) => setChoices({ ...choices, [row.key]: choice })}
        />
      ))}
      {others.length > 0 && (
        <details>
          <summary>{t("alsoTaken", { count: others.length })}</summary>
          <ul className="stack">
            {others.map((row) => (
              <li key={row.key}>
                <p className="small">{t(row.kind === "mine" ? "taken_mine" : "taken_theirs")}</p>
                <Said was={row.base} now={row.kind === "mine" ? row.mine : row.theirs} language={found.language} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="acts">
        <button type="button" className="btn" onClick={() => goOn(choices)}>
          {t("goOnWriting")}
        </button>
        <button
          type="button"
          className="btn main"
          aria-disabled={open > 0 || undefined}
          onClick={() => open === 0 && save(choices)}
        >
          {t("saveTogether")}
        </button>
      </div>
    </section>
  );
}

interface ConflictProps {
  row: Row;
  language: string | null;
  choice: Choice | undefined;
  choose: (choice: Choice) => void;
}

function Conflict({ row, language, choice, choose }: ConflictProps) {
  const t = useStrings(strings);
  const name = useId();
  const offered: Choice[] = row.mine && row.theirs ? ["theirs", "mine", "both"] : ["theirs", "mine"];
  return (
    <fieldset className="conflict" data-conflict={row.key}>
      <legend>{t("bothChanged")}</legend>
      <div className="two-texts">
        <div>
          <h4>{t("theirs")}</h4>
          <Said was={row.base} now={row.theirs} language={language} />
        </div>
        <div>
          <h4>{t("mine")}</h4>
          <Said was={row.base} now={row.mine} language={language} />
        </div>
      </div>
      <div className="row">
        {offered.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name={name} checked={choice === each} onChange={() => choose(each)} />
            {t(`choose_${each}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One side, with the words that it changed since both began. */
function Said({ was, now, language }: { was: Para | null; now: Para | null; language: string | null }) {
  const t = useStrings(strings);
  const word = useWord();
  if (!now)
    return (
      <>
        <p className="small">{t("removedHere")}</p>
        {was && (
          <p className="words" lang={language ?? undefined}>
            <Words tokens={[{ op: "delete", text: was.text }]} />
          </p>
        )}
      </>
    );
  return (
    <>
      <p className="words" lang={language ?? undefined}>
        <Words tokens={wordDiff(was?.text ?? "", now.text)} />
      </p>
      {now.visibility !== (was?.visibility ?? null) && (
        <p className="small">
          {t("whoSees")}: {now.visibility ? word("visibility", now.visibility) : t("likeMinutes")}
        </p>
      )}
    </>
  );
}
