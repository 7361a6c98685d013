import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useNet } from "../../../app/Shell";
import { useLanguage, useStrings } from "../../../i18n";
import { common } from "../../../i18n/common";
import { moment } from "../../../i18n/format";
import { Dialog } from "../../../ui/Form";
import { Loaded, Words } from "../../../ui/parts";
import { wordDiff } from "../../decisions/diff";
import { isDirty, type Outbox, type Typed } from "./outbox";
import { type SessionNoteRead, versions } from "./queries";
import { strings } from "./session.strings";
import { together } from "./together";

const QUIET = 4_000;

interface Props {
  meeting: string;
  item: string;
  read?: SessionNoteRead;
  typed?: Typed;
  box: Outbox;
}

/**
 * What stands at the server as far as it is known here: as it was sent, or as somebody else has written since. As it was
 * sent comes first: the server trims, and a blank that was typed last must not vanish under the next word.
 */
function standing(read?: SessionNoteRead, typed?: Typed): { text: string; version: number } {
  const known = { text: read?.text ?? "", version: read?.version ?? 0 };
  return typed && !isDirty(typed) && typed.base.version >= known.version ? typed.base : known;
}

/** Minute-taking on an item. Every stroke is on this device at once, and at the server a moment later. */
export function Notes({ meeting, item, read, typed, box }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const id = useId();
  const [open, setOpen] = useState(false);
  const stands = standing(read, typed);
  const dirty = isDirty(typed);
  const text = dirty && typed ? typed.text : stands.text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stroke begins the quiet time anew
  useEffect(() => {
    if (!dirty) return;
    const timer = setTimeout(() => void box.send(), QUIET);
    return () => clearTimeout(timer);
  }, [text, dirty, box]);
  return (
    <div className="field session-field">
      <label htmlFor={id}>{t("notes")}</label>
      <textarea
        id={id}
        value={text}
        maxLength={20_000}
        aria-describedby={`${id}-help`}
        onChange={(event) => box.type(item, event.target.value, stands)}
        onBlur={() => void box.send()}
      />
      <div id={`${id}-help`} className="row">
        <span className="help grow">{t("notesHelp")}</span>
        {dirty ? (
          <span className="small tone-ochre">{t("notSentYet")}</span>
        ) : (
          read?.written_at && (
            <span className="small">
              {t("by", { organisation: read.written_by ?? "", at: moment(read.written_at, spoken).slice(-5) })}
            </span>
          )
        )}
      </div>
      {typed?.refused && dirty && (
        <p className="problem" role="alert">
          <strong>{t("refused")}</strong> {typed.refused}
        </p>
      )}
      {typed?.theirs && <Raced item={item} typed={typed} box={box} />}
      {stands.version > 0 && (
        <div>
          <button type="button" className="btn small" onClick={() => setOpen(true)}>
            {t("versions")}
          </button>
        </div>
      )}
      {open && (
        <Versions
          meeting={meeting}
          item={item}
          close={() => setOpen(false)}
          take={(was) => box.type(item, was, stands)}
        />
      )}
    </div>
  );
}

/** Two wrote at once: what stands, one's own compared with it, and one press that brings both together. */
function Raced({ item, typed, box }: { item: string; typed: Typed; box: Outbox }) {
  const t = useStrings(strings);
  const theirs = typed.theirs;
  if (!theirs) return null;
  const both = together(typed.base.text, typed.text, theirs.text);
  return (
    <section className="raced" role="alert" aria-label={t("stands")}>
      <p>
        <strong>{t("raced", { organisation: theirs.by || "–" })}</strong>{" "}
        {both.clashes > 0 && t("clashes", { count: both.clashes })}
      </p>
      <div className="sides">
        <div>
          <h4>{t("stands")}</h4>
          <p className="pre">{theirs.text || "–"}</p>
        </div>
        <div>
          <h4>{t("mine")}</h4>
          <p className="pre">
            <Words tokens={wordDiff(theirs.text, typed.text)} />
          </p>
        </div>
      </div>
      <div className="row">
        <button type="button" className="btn main" onClick={() => box.settle(item, both.text)}>
          {t("bringTogether")}
        </button>
        <button type="button" className="btn" onClick={() => box.settle(item, typed.text)}>
          {t("keepMine")}
        </button>
        <button type="button" className="btn" onClick={() => box.settle(item, theirs.text)}>
          {t("takeTheirs")}
        </button>
      </div>
    </section>
  );
}

interface VersionsProps {
  meeting: string;
  item: string;
  close: () => void;
  take: (text: string) => void;
}

function Versions({ meeting, item, close, take }: VersionsProps) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const spoken = useLanguage();
  const found = useQuery(versions(useNet(), meeting, item));
  return (
    <Dialog title={t("versions")} close={close}>
      <Loaded query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{t("noVersions")}</p>
          ) : (
            <ol className="stack">
              {items.map((each) => (
                <li key={each.number} className="version stack">
                  <div className="row">
                    <span className="small grow">
                      {t("by", { organisation: each.written_by, at: moment(each.written_at, spoken) })}
                    </span>
                    <button
                      type="button"
                      className="btn small"
                      onClick={() => {
                        take(each.text);
                        close();
                      }}
                    >
                      {t("restore")}
                    </button>
                  </div>
                  <p className="pre">{each.text || "–"}</p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      <div className="acts">
        <button type="button" className="btn" onClick={close}>
          {c("close")}
        </button>
      </div>
    </Dialog>
  );
}
