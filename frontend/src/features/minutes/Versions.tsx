import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { Changed, Compare, Heads } from "../../ui/Compare";
import { Dialog } from "../../ui/Dialog";
import { Press } from "../../ui/Press";
import { Chip, Loaded } from "../../ui/parts";
import { joined } from "../decisions/diff";
import { changes, type MinutesRead, useKeep, type VersionItem, versions } from "./queries";
import { strings } from "./strings";

/** Every version that the reader may see; any two compared, word by word; an earlier one made the text again. */
export function Versions({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(versions(net, found.meeting.id));
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

function List({ found, items }: { found: MinutesRead; items: VersionItem[] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [restoring, setRestoring] = useState<number | null>(null);
  return (
    <>
      <ol className="versions" data-testid="versions">
        {items.map((each) => (
          <li key={each.number} data-version={each.number}>
            <strong>{t("version", { number: each.number })}</strong>
            <span>
              {t(`kind_${each.kind}`, { from: each.restored_from })}{" "}
              {each.adopted_at && <Chip tone="good">{t("adoptedOn", { at: moment(each.adopted_at, spoken) })}</Chip>}
              {each.circulated_at && !each.adopted_at && (
                <Chip tone="wait">{t("circulatedOn", { at: moment(each.circulated_at, spoken) })}</Chip>
              )}
            </span>
            <span className="small">
              <time dateTime={each.created_at}>{moment(each.created_at, spoken)}</time> · {each.by}
            </span>
            <span className="row">
              <Link
                to="."
                search={{ version: each.number === found.text_version ? undefined : each.number } as never}
                aria-label={`${t("read")}: ${t("version", { number: each.number })}`}
              >
                {t("read")}
              </Link>
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

function Restore({ found, number, close }: { found: MinutesRead; number: number; close: () => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const { keep } = useKeep(found.meeting.id);
  const restore = async () => {
    keep(
      await body(
        api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/versions/{number}/restore", {
          params: {
            path: { network: net, meeting_id: found.meeting.id, number },
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

function Between({ found, base, number, beside }: BetweenProps) {
  const query = useQuery(changes(useNet(), found.meeting.id, base, number));
  return <Loaded query={query}>{(diff) => <Diff diff={diff} beside={beside} />}</Loaded>;
}

interface BetweenProps {
  found: MinutesRead;
  base: number;
  number: number;
  beside: boolean;
}

interface DiffProps {
  diff: Schemas["MinutesDiff"];
  beside: boolean;
}

/** Only parts in which something changed are open; the rest is one line. */
function Diff({ diff, beside }: DiffProps) {
  const t = useStrings(strings);
  const count = diff.parts.flatMap((part) => part.paragraphs).filter(({ change }) => change !== "equal").length;
  if (count === 0 && diff.parts.every(({ change }) => change === "equal")) return <p>{t("noDifference")}</p>;
  return (
    <>
      <p role="status">{t("changedIn", { count })}</p>
      <div lang={diff.language} className="minutes-text compared" data-testid="diff">
        {beside && <Heads base={diff.base} number={diff.number} />}
        {diff.parts.map((part) => (
          <details key={part.id} open={part.change !== "equal" || part.paragraphs.some((p) => p.change !== "equal")}>
            <summary>
              <strong>{part.title}</strong>
            </summary>
            {part.paragraphs.map((each) => (
              <Changed key={each.id} tokens={joined(each.tokens)} change={each.change} beside={beside} />
            ))}
          </details>
        ))}
      </div>
    </>
  );
}
