import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { moment } from "../../i18n/format";
import { Dialog } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Loaded } from "../../ui/parts";
import { GENESIS } from "./chain";
import { type Asked, RecordLink } from "./Journal";
import { type Proved, proved } from "./queries";
import { strings } from "./strings";

/** One entry as it was written, with its place in the chain. */
export function EntryPanel({ seq, asked }: { seq: number; asked: Asked }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const query = useQuery(proved(net, seq));
  const { panel: _, ...rest } = asked;
  const go = (search: Asked) => navigate({ to: ".", search: search as never, resetScroll: false });
  return (
    <Dialog title={t("entry", { seq })} close={() => go(rest)} panel>
      <div className="row">
        <button
          type="button"
          className="btn small"
          disabled={seq <= 1}
          onClick={() => go({ ...asked, panel: seq - 1 })}
        >
          {t("earlier")}
        </button>
        <button type="button" className="btn small" onClick={() => go({ ...asked, panel: seq + 1 })}>
          {t("later")}
        </button>
      </div>
      <Loaded query={query}>{(found) => (found ? <Shown {...found} /> : <p>{t("missing")}</p>)}</Loaded>
    </Dialog>
  );
}

function Shown({ entry, previous, holds }: Proved) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <>
      <p>
        <strong>{entry.sentence}</strong>
        <br />
        <time className="quiet" dateTime={entry.at}>
          {moment(entry.at, spoken)}
        </time>{" "}
        {entry.organisation && <span className="number">{entry.organisation}</span>}
      </p>
      <p className="row">
        <RecordLink entry={entry} />
        <Link to="." search={{ subject_id: entry.subject_id } as never}>
          {t("onlyThis")}
        </Link>
        <Link to="." search={{ kind: entry.kind } as never}>
          {t("onlyKind")}
        </Link>
      </p>
      {holds !== null && (
        <p className={holds ? "link-holds" : "link-broken"} role="status">
          <Icon name={holds ? "tick" : "blocker"} size={18} /> {t(holds ? "follows" : "broken")}
        </p>
      )}
      <dl className="kv hashes">
        <dt>{t("kind")}</dt>
        <dd>
          <code>{entry.kind}</code>
        </dd>
        <dt>{t("subject")}</dt>
        <dd>
          <code>
            {entry.subject} {entry.subject_id}
          </code>
        </dd>
        <dt>{t("actor")}</dt>
        <dd>{entry.actor_id ? <code>{entry.actor_id}</code> : t("system")}</dd>
        <dt>{t("previous")}</dt>
        <dd>{previous === GENESIS ? t("first") : <code>{previous}</code>}</dd>
        <dt>{t("digest")}</dt>
        <dd>
          <code>{entry.digest}</code>
        </dd>
        <dt>{t("hash")}</dt>
        <dd>
          <code>{entry.hash}</code>
        </dd>
      </dl>
      <section className="stack">
        <h3>{t("raw")}</h3>
        {entry.payload ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by the keyboard
          <pre className="facts" tabIndex={0}>
            {JSON.stringify(entry.payload, null, 1)}
          </pre>
        ) : (
          <p>{t("withheld")}</p>
        )}
      </section>
    </>
  );
}
