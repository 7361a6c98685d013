import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { linkOf, links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { Loaded, Written } from "../../ui/parts";
import { type ActivityRead, entriesOf, linksOf } from "./queries";
import { strings } from "./strings";

/** What it hangs together with, from whichever end the link was made. */
export function LinkedTo({ found }: { found: ActivityRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const all = useQuery(linksOf(net, found.origin_id)).data?.items ?? [];
  if (all.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="linked">
      <h2 id="linked">{t("linked")}</h2>
      <ul className="wp-list">
        {all.map((link) => (
          <li key={link.link_id}>
            <span className="code">{link.number}</span>
            <Link to={linkOf(net, link.kind, link.id, link.number)} className="grow">
              <Written text={link.title} />
            </Link>
            <time className="quiet" dateTime={link.at}>
              {day(link.at, spoken)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who did what with it, from the journal. */
export function History({ id }: { id: string }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const query = useQuery(entriesOf(net, id));
  if (query.error || query.data?.items.length === 0) return null;
  return (
    <details className="stack">
      <summary>
        <strong>{t("history")}</strong>
      </summary>
      <Loaded query={query}>
        {({ items }) => (
          <ul className="wp-updates">
            {items.map((entry) => (
              <li key={entry.seq}>
                <span>{entry.sentence}</span>
                <span className="small">
                  {entry.organisation} · <time dateTime={entry.at}>{moment(entry.at, spoken)}</time> ·{" "}
                  <Link
                    to={links.journal(net)}
                    search={{ panel: entry.seq } as never}
                    aria-label={`${c("journal")} ${entry.seq}`}
                  >
                    {entry.seq}
                  </Link>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </details>
  );
}
