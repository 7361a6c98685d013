// biome-ignore-all lint/a11y/noStaticElementInteractions: leaving the table saves it; there is nothing here to press
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { Press } from "../../ui/Press";
import { Chip, Loaded, Needs, ProblemNote } from "../../ui/parts";
import { Conflicts } from "./Conflicts";
import { disagreeing, firstSplits, keyOf, type Part, rowsOf, type Split, splitBy } from "./entry";
import { Grid } from "./Grid";
import { endOf, periodTitle } from "./periods";
import {
  countingOf,
  type FigureRead,
  type IndicatorRead,
  moveValue,
  useAnew,
  VALUE_TONE,
  type ValueWithCells,
  value,
} from "./queries";
import { useSay } from "./said";
import { strings } from "./strings";
import { atOf, useTyping } from "./typing";
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

const partOf = (
  { place, dims, value: exact, numerator, denominator }: ValueWithCells["cells"][number],
  quantity: boolean,
): Part => ({
  place,
  dims,
  value: quantity ? exact : null,
  numerator,
  denominator,
});

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

/** The whole value over the version that was read; the note after it, where it changed. */
function useSend(one: ValueWithCells, quantity: boolean) {
  const net = useNet();
  const queries = useQueryClient();
  const sent = useRef<Part[]>([]);
  const path = { network: net, value_id: one.id };
  const send = async (parts: Part[], note: string | null, version: number) => {
    sent.current = parts;
    try {
      let answer = await body(
        api.PUT("/api/v1/networks/{network}/indicator-values/{value_id}/cells", {
          params: { path, header: { "If-Match": ifMatch(version) } },
          body: {
            cells: parts.map(({ place, dims, ...numbers }) => ({
              parts: {
                ...(place ? { place } : {}),
                ...Object.fromEntries(dims ? dims.split(";").map((each) => each.split("=")) : []),
              },
              ...numbers,
            })),
          },
        }),
      );
      if ((note ?? "") !== (answer.note ?? "")) {
        answer = await body(
          api.PATCH("/api/v1/networks/{network}/indicator-values/{value_id}", {
            params: { path, header: { "If-Match": ifMatch(answer.version) } },
            body: { note: note || null },
          }),
        );
      }
      queries.setQueryData(value(net, one.id).queryKey, answer);
      void queries.invalidateQueries({ queryKey: [net, "indicators", "one"] });
      void queries.invalidateQueries({ queryKey: [net, "indicators", "waiting"] });
      return { version: answer.version, parts: answer.cells.map((each) => partOf(each, quantity)), note: answer.note };
    } catch (thrown) {
      // what the others saved is shown beside what was typed here
      if (thrown instanceof Problem && thrown.slug === "stale") {
        await queries.invalidateQueries({ queryKey: value(net, one.id).queryKey });
      }
      throw thrown;
    }
  };
  return { send, sent };
}

/** Faults of the server at the numbers that they speak of. */
function refusedAt(problem: Problem | null, sent: Part[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { pointer, detail } of problem?.body.errors ?? []) {
    const [, at, field] = /^\/cells\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
    const part = sent[Number(at)];
    if (!part || at === undefined) continue;
    const measure = field === "denominator" || field === "value" ? field : part.value !== null ? "value" : "numerator";
    found[atOf(keyOf(part.place, part.dims), measure)] = detail;
  }
  return found;
}

/** Every figure of a value that this reader is shown; the whole always, parts that are computed only to some. */
const figuresOf = (one: ValueWithCells): Map<string, FigureRead> =>
  new Map<string, FigureRead>([
    ...[...one.cells, ...one.computed].map((each): [string, FigureRead] => [keyOf(each.place, each.dims), each]),
    [keyOf("", ""), one.figure],
  ]);

/** What the same organisation said one period before. */
function useBefore(found: IndicatorRead, one: ValueWithCells) {
  const net = useNet();
  const spoken = useLanguage();
  const earlier = found.values
    .filter((each) => each.organisation_id === one.organisation_id && endOf(each.period) < endOf(one.period))
    .sort((a, b) => endOf(b.period) - endOf(a.period))[0];
  const query = useQuery({ ...value(net, earlier?.id ?? ""), enabled: Boolean(earlier) });
  if (!earlier || !query.data) return undefined;
  return {
    title: periodTitle(earlier.period, spoken),
    figures: figuresOf(query.data),
  };
}

/** A move on a value saves first what was typed; it is made on exactly that. */
function useMakeSaved(one: ValueWithCells, save: () => Promise<boolean>) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const anew = useAnew();
  return async (move: string, asked: Record<string, string>) => {
    if (!(await save())) {
      throw new Problem({ type: "/problems/unsaved", title: t("faults"), status: 0, detail: t("unsaved") });
    }
    const now = queries.getQueryData(value(net, one.id).queryKey) ?? one;
    await moveValue(net, now, move, asked);
    await anew();
  };
}
