import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog } from "../../ui/Dialog";
import { inline } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { Chip, Loaded, Words } from "../../ui/parts";
import { joined, type Token } from "../decisions/diff";
import { changes, type ReviewRead, useKeep, versions } from "./queries";
import { strings } from "./strings";

type Version = Schemas["ReviewVersionItem"];
interface Search {
  base?: number;
  number?: number;
  how?: "side";
}

/** Every version that the reader may see; any two compared, word by word; an earlier one made the text again. */
export function Versions({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(versions(net, found.id));
  return (
    <Loaded query={query}>
      {({ items }) => (
        <div className="stack">
          <List found={found} items={items} />
          {items.length > 1 ? <Compare found={found} items={items} /> : <p className="quiet">{t("onlyOne")}</p>}
        </div>
      )}
    </Loaded>
  );
}

function List({ found, items }: { found: ReviewRead; items: Version[] }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const [restoring, setRestoring] = useState<number | null>(null);
  const titles = new Map(found.sections.map((each) => [each.id, each.title]));
  return (
    <>
      <ol className="versions" data-testid="versions">
        {items.map((each) => (
          <li key={each.number} data-version={each.number}>
            <strong>{t("version", { number: each.number })}</strong>
            <span>
              {word("review.version", each.kind)}
              {each.section_id && `: ${titles.get(each.section_id) ?? each.section_id}`}{" "}
              {each.final_at ? (
                <Chip tone="good">{t("finalOn", { at: moment(each.final_at, spoken) })}</Chip>
              ) : each.frozen_at ? (
                <Chip tone="wait">{t("frozenOn", { at: moment(each.frozen_at, spoken) })}</Chip>
              ) : (
                each.circulated_at && (
                  <Chip tone="wait">{t("circulatedOn", { at: moment(each.circulated_at, spoken) })}</Chip>
                )
              )}
            </span>
            <span className="small">
              <time dateTime={each.created_at}>{moment(each.created_at, spoken)}</time> · {each.by}
            </span>
            <span className="row">
              {found.may.includes("edit") && each.number !== found.text_version && (
                <button
                  type="button"
                  className="btn plain small"
                  aria-label={t("restoreVersion", { number: each.number })}
                  onClick={() => setRestoring(each.number)}
                >
                  {t("restore")}
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {restoring !== null && <Restore found={found} number={restoring} close={() => setRestoring(null)} />}
    </>
  );
}

function Restore({ found, number, close }: { found: ReviewRead; number: number; close: () => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const { keep } = useKeep(found.id);
  const restore = async () => {
    keep(
      await body(
        api.POST("/api/v1/networks/{network}/reviews/{review_id}/versions/{number}/restore", {
          params: {
            path: { network: net, review_id: found.id, number },
            header: { "If-Match": ifMatch(found.version) },
          },
        }),
      ),
    );
    close();
  };
  return (
    <Dialog title={t("restoreVersion", { number })} close={close}>
      <p>{t("restoreSays")}</p>
      <div className="acts">
        <button type="button" className="btn" onClick={close}>
          {c("cancel")}
        </button>
        <Press className="btn main" act={restore}>
          {t("restore")}
        </Press>
      </div>
    </Dialog>
  );
}

function Compare({ found, items }: { found: ReviewRead; items: Version[] }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const numbers = items.map(({ number }) => number).sort((one, other) => one - other);
  const known = (number: number | undefined, otherwise: number) =>
    number && numbers.includes(Number(number)) ? Number(number) : otherwise;
  const number = known(search.number, numbers.at(-1) ?? 1);
  const base = known(search.base, numbers.filter((each) => each < number).at(-1) ?? numbers[0] ?? 1);
  const beside = search.how === "side";
  const query = useQuery({ ...changes(net, found.id, base, number), enabled: base !== number });
  const go = (next: Search) =>
    void navigate({ to: ".", search: { ...search, ...next } as never, replace: true, resetScroll: false });
  const choice = (label: string, value: number, set: (value: number) => void) => (
    <label>
      {label}
      <select value={value} onChange={(event) => set(Number(event.target.value))}>
        {numbers.map((each) => (
          <option key={each} value={each}>
            {t("version", { number: each })}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="stack" aria-label={t("compare")}>
      <div className="row">
        <h2>{t("compare")}</h2>
        <span className="compared-of">
          {choice(t("from"), base, (value) => go({ base: value }))}
          {choice(t("to"), number, (value) => go({ number: value }))}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: toggles side by side, not a form's fieldset */}
        <div className="segmented" role="group" aria-label={t("howCompared")}>
          <button type="button" aria-pressed={!beside} onClick={() => go({ how: undefined })}>
            {t("oneText")}
          </button>
          <button type="button" aria-pressed={beside} onClick={() => go({ how: "side" })}>
            {t("sideBySide")}
          </button>
        </div>
      </div>
      {base === number ? (
        <p className="quiet">{t("noDifference")}</p>
      ) : (
        <Loaded query={query}>{(diff) => <Diff diff={diff} beside={beside} />}</Loaded>
      )}
    </section>
  );
}

function Diff({ diff, beside }: { diff: Schemas["ReviewDiff"]; beside: boolean }) {
  const t = useStrings(strings);
  if (diff.sections.length === 0) return <p>{t("noDifference")}</p>;
  return (
    <>
      <p role="status">{t("changedIn", { count: diff.sections.length })}</p>
      <div lang={diff.language} className="compared stack" data-testid="diff">
        {beside && (
          <p className="heads" lang={document.documentElement.lang}>
            <strong>{t("version", { number: diff.base })}</strong>
            <strong>{t("version", { number: diff.number })}</strong>
          </p>
        )}
        {diff.sections.map((each) => (
          <section key={each.id} aria-label={each.title}>
            <h3 lang={document.documentElement.lang}>{each.title}</h3>
            {each.fields.map((field) => (
              <Changed key={field.id} tokens={joined(field.tokens)} change={field.change} beside={beside} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Changed({ tokens, change, beside }: { tokens: Token[]; change: string; beside: boolean }) {
  if (!beside)
    return (
      <p className="words" data-change={change}>
        <Words tokens={tokens} show={inline} />
      </p>
    );
  const side = (left: string) => tokens.filter(({ op }) => op !== left);
  return (
    <div className="pair" data-change={change}>
      <p className="words">{change === "added" ? "–" : <Words tokens={side("insert")} show={inline} />}</p>
      <p className="words">{change === "removed" ? "–" : <Words tokens={side("delete")} show={inline} />}</p>
    </div>
  );
}
