import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Changed, Compare, Heads } from "../../ui/Compare";
import { Dialog } from "../../ui/Dialog";
import { Press } from "../../ui/Press";
import { Chip, Loaded } from "../../ui/parts";
import { joined } from "../decisions/diff";
import { changes, type ReviewRead, useKeep, versions } from "./queries";
import { strings } from "./strings";

type Version = Schemas["ReviewVersionItem"];
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
          {items.length > 1 ? (
            <Compare
              numbers={items.map(({ number }) => number)}
              show={(base, number, beside) => <Between found={found} base={base} number={number} beside={beside} />}
            />
          ) : (
            <p className="quiet">{t("onlyOne")}</p>
          )}
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

interface BetweenProps {
  found: ReviewRead;
  base: number;
  number: number;
  beside: boolean;
}

function Between({ found, base, number, beside }: BetweenProps) {
  const query = useQuery(changes(useNet(), found.id, base, number));
  return <Loaded query={query}>{(diff) => <Diff diff={diff} beside={beside} />}</Loaded>;
}

function Diff({ diff, beside }: { diff: Schemas["ReviewDiff"]; beside: boolean }) {
  const t = useStrings(strings);
  if (diff.sections.length === 0) return <p>{t("noDifference")}</p>;
  return (
    <>
      <p role="status">{t("changedIn", { count: diff.sections.length })}</p>
      <div lang={diff.language} className="compared stack" data-testid="diff">
        {beside && <Heads base={diff.base} number={diff.number} />}
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
