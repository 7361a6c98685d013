import { useId } from "react";
import { useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import type { StatementRead, TranslationRead } from "./queries";
import { changed, type Row } from "./rules";
import { strings } from "./strings";

interface PairProps {
  row: Row;
  number: number;
  statement: StatementRead;
  translation: TranslationRead;
  type: (text: string) => void;
  settle: () => void;
  left: () => void;
}

/** One paragraph and its translation. */
export function Pair({ row, number, statement: found, translation, type, settle, left }: PairProps) {
  const t = useStrings(strings);
  const id = useId();
  const gone = row.source === null;
  const other = changed(row);
  return (
    <li className={gone ? "gone" : other ? "changed" : undefined}>
      <div>
        {other && (
          <p className="tone-ochre small">
            <Icon name="warning" size={15} />{" "}
            {t(gone ? "sourceGone" : row.was === null ? "sourceNew" : "sourceChanged")}
          </p>
        )}
        <p className="source" lang={found.authoritative} id={`${id}-source`}>
          {gone ? (
            <del>{row.was}</del>
          ) : other && row.was !== null ? (
            <Words tokens={wordDiff(row.was, row.source ?? "")} />
          ) : (
            row.source
          )}
        </p>
      </div>
      <div className="field">
        <label htmlFor={id}>{t("paragraph", { number })}</label>
        <textarea
          id={id}
          lang={translation.language}
          value={row.text}
          readOnly={gone}
          maxLength={20_000}
          aria-describedby={`${id}-source`}
          onChange={(event) => type(event.target.value)}
          onBlur={left}
        />
        {other && !gone && row.was !== null && row.text && (
          <div>
            <button type="button" className="btn small" onClick={settle}>
              {t("stillFits")}
              <span className="sr"> {t("paragraph", { number })}</span>
            </button>
          </div>
        )}
      </div>
    </li>
  );
}
