// biome-ignore-all lint/a11y/noStaticElementInteractions: leaving the table saves it; there is nothing here to press
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { Press } from "../../ui/Press";
import { Chip, Loaded, Needs, ProblemNote } from "../../ui/parts";
import { Conflicts } from "./Conflicts";
import { disagreeing, firstSplits, rowsOf, type Split, splitBy } from "./entry";
import { Grid } from "./Grid";
import { countingOf, type IndicatorRead, useAnew, VALUE_TONE, type ValueWithCells, value } from "./queries";
import { useSay } from "./said";
import { figuresOf, partOf, refusedAt, useBefore, useMakeSaved, useSend } from "./saving";
import { strings } from "./strings";
import { useTyping } from "./typing";
import { useValueMoves } from "./Values";

export { Begin } from "./Begin";

interface Props {
  found: IndicatorRead;
  id: string;
  close: () => void;
}

/** One value: typed into while it is open, read and answered when it is submitted. */
export function Entry({ found, id, close }: Props) {
  const net = useNet();
  const query = useQuery(value(net, id));
  return (
    <section className="entry stack" data-testid="entry">
      <Loaded query={query}>{(data) => <Sheet key={data.id} found={found} one={data} close={close} />}</Loaded>
    </section>
  );
}

interface SheetProps {
  found: IndicatorRead;
  one: ValueWithCells;
  close: () => void;
}

function useSplits(found: IndicatorRead, one: ValueWithCells) {
  const spoken = useLanguage();
  const all: Split[] = found.dimensions.map((each) => ({
    code: each.code,
    items: each.items
      .filter((item) => !item.retired || one.cells.some((cell) => cell.parts[each.code] === item.code))
      .map((item) => ({ code: item.code, label: written(item.title, spoken).text })),
  }));
  const used = splitBy(
    one.cells,
    all.map((each) => each.code),
  );
  const [chosen, choose] = useState(() => firstSplits(all, used));
  return { all, chosen: all.filter((each) => chosen.includes(each.code)), choose };
}

function Sheet({ found, one, close }: SheetProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const [told, tell] = useState("");
  const counting = countingOf(found);
  const quantity = counting.kind === "quantity";
  const { all, chosen, choose } = useSplits(found, one);
  const rows = rowsOf(chosen, t("all"));
  const { send, sent } = useSend(one, quantity);
  const parts = one.cells.map((each) => partOf(each, quantity));
  const typing = useTyping({
    name: one.id,
    standing: { version: one.version, parts, note: one.note },
    counting,
    send,
  });
  const before = useBefore(found, one);
  const make = useMakeSaved(one, typing.save);
  const moves = useValueMoves(found, one);
  const leaving = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: false }), []);
  const writes = one.editable;
  const others = [...typing.cells.keys()].filter((key) => !rows.some((row) => row.key === key));
  const wrong = disagreeing(typing.cells, rows, counting);
  const named = useSay(found);
  const net = useNet();
  const anew = useAnew();
  const remove = async () => {
    await api.DELETE("/api/v1/networks/{network}/indicator-values/{value_id}", {
      params: { path: { network: net, value_id: one.id } },
    });
    typing.drop();
    close();
    await anew();
  };
  return (
    <>
      <div className="row">
        <h2 ref={heading} tabIndex={-1} className="grow">
          {t("entering", { organisation: one.acronym, period: written(one.title, spoken).text })}{" "}
          <Chip tone={VALUE_TONE[one.state]}>{word("value.state", one.state)}</Chip>{" "}
          {one.locked && (
            <Chip>
              <Icon name="lock" size={14} /> {t("locked")}
            </Chip>
          )}
        </h2>
        <button
          type="button"
          className="btn"
          onClick={() => void typing.save().then((done) => (done || !writes) && close())}
        >
          {t("backToFigures")}
        </button>
        <Moves of="value" moves={one.moves} main={["submit", "approve"]} warn={moves.warn} make={make} />
      </div>
      {one.needs.length > 0 && <Needs needs={one.needs} />}
      {one.state === "returned" && one.reason && <p className="returned">{t("returnedWhy", { reason: one.reason })}</p>}
      {!writes && one.state !== "approved" && (
        <p className="quiet">{t("notOpen", { state: word("value.state", one.state).toLocaleLowerCase(spoken) })}</p>
      )}
      {writes && (
        <>
          <p className="small">{t("enteringHelp")}</p>
          {all.length > 0 && (
            <fieldset className="split-into">
              <legend className="legend">{t("splitInto")}</legend>
              {all.map((each) => (
                <label key={each.code}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(each)}
                    onChange={() =>
                      choose(
                        all
                          .filter((other) => (other === each ? !chosen.includes(each) : chosen.includes(other)))
                          .map((other) => other.code),
                      )
                    }
                  />{" "}
                  {written(found.dimensions.find(({ code }) => code === each.code)?.title, spoken).text}
                </label>
              ))}
            </fieldset>
          )}
          <div className="row keeping" role="status">
            <span className={typing.dirty ? "tone-ochre" : "quiet"}>
              {typing.saving
                ? t("saving")
                : typing.dirty
                  ? t("unsaved")
                  : typing.savedAt
                    ? t("savedAt", { at: typing.savedAt })
                    : ""}
            </span>
            <span className="sr">{told}</span>
            <button
              type="button"
              className="btn small"
              disabled={!typing.canUndo}
              onClick={() => typing.undo() && tell(t("undone"))}
            >
              {t("undo")}
            </button>
            <button type="button" className="btn small" disabled={!typing.dirty} onClick={() => void typing.save()}>
              {c("save")}
            </button>
          </div>
          {one.state === "draft" && one.cell_count === 0 && !typing.dirty && (
            <div>
              <Press className="btn small" act={remove}>
                {t("takeBack")}
              </Press>
            </div>
          )}
          {typing.restored && typing.dirty && (
            <p className="row">
              <span>{t("restored")}</span>
              <button type="button" className="btn small" onClick={typing.drop}>
                {t("drop")}
              </button>
            </p>
          )}
          {typing.stale && <Conflicts typing={typing} rows={rows} />}
          {typing.problem && typing.problem.slug !== "stale" && <ProblemNote problem={typing.problem} />}
        </>
      )}
      {/* leaving the table saves what was typed */}
      <div
        ref={leaving}
        onBlur={({ relatedTarget }) => {
          if (writes && typing.dirty && !leaving.current?.contains(relatedTarget as Node | null)) void typing.save();
        }}
      >
        <Grid
          name={t("entering", { organisation: one.acronym, period: written(one.title, spoken).text })}
          rows={rows}
          counting={counting}
          typing={typing}
          writes={writes}
          refused={refusedAt(typing.problem, sent.current)}
          before={before}
          figures={figuresOf(one)}
          sayFigure={named}
          tell={tell}
        />
      </div>
      {(wrong.length > 0 || one.findings.length > 0) && (
        <ul className="findings">
          {one.findings.map((each) => (
            <li key={each.sentence}>
              <Icon name="warning" size={18} /> {each.sentence}
            </li>
          ))}
          {writes && wrong.length > 0 && (
            <li>
              <button
                type="button"
                className="btn small"
                onClick={() => {
                  const totals = rows.filter((row) => !row.leaf).map((row) => row.key);
                  typing.keepOnly([...typing.cells.keys()].filter((key) => !totals.includes(key)));
                }}
              >
                {t("dropTotals")}
              </button>
            </li>
          )}
        </ul>
      )}
      {others.length > 0 && (
        <p className="row small">
          {t("kept", { count: others.length })}
          {writes && (
            <button type="button" className="btn small" onClick={() => typing.keepOnly(rows.map((row) => row.key))}>
              {t("keepOnly")}
            </button>
          )}
        </p>
      )}
      {writes ? (
        <div className="field">
          <label htmlFor="value-note">
            {t("note")} <span className="small">{c("optional")}</span>
          </label>
          <textarea
            id="value-note"
            maxLength={20_000}
            value={typing.note}
            onChange={(event) => typing.setNote(event.target.value)}
            onBlur={() => void typing.save()}
          />
          <div className="help">{t("noteHelp")}</div>
        </div>
      ) : (
        one.note && <p>{one.note}</p>
      )}
    </>
  );
}
