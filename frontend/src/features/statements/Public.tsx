import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { NAMES, useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { Chip, Loaded, More, Written } from "../../ui/parts";
import { NotPublic, PublicFrame } from "./PublicFrame";
import { strings } from "./public.strings";
import { feed, isMissing, type PublicItem, publicPage } from "./publicQueries";

export { NotPublic } from "./PublicFrame";
export { PublicStatement } from "./PublicStatement";

/** What is published, for everyone: latest first, with feeds to follow it. */
export function Public() {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ["public", net],
    queryFn: ({ pageParam }) => publicPage(net, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  if (isMissing(query.error)) return <NotPublic />;
  return (
    <PublicFrame title={t("title")} description={t("intro")} network={query.data?.pages[0]?.network.name}>
      <div className="body">
        <p className="lead">{t("intro")}</p>
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            if (items.length === 0) return <p className="empty">{t("empty")}</p>;
            return (
              <ol className="published" data-testid="published">
                {items.map((item) => (
                  <Item key={item.key} item={item} />
                ))}
              </ol>
            );
          }}
        </Loaded>
        <More query={query} />
        <p className="row feeds">
          <span className="quiet">{t("feeds")}</span>
          <a href={feed(net, "rss", spoken)}>{t("rss")}</a>
          <a href={feed(net, "atom", spoken)}>{t("atom")}</a>
          <a href={`/api/v1/public/${net}/statements`}>{t("json")}</a>
        </p>
      </div>
    </PublicFrame>
  );
}

function Item({ item }: { item: PublicItem }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  return (
    <li>
      <Link to={links.published(net, item.key)}>
        <Written text={item.title} />
      </Link>{" "}
      {item.withdrawn_at && <Chip tone="bad">{t("withdrawn")}</Chip>}
      {!item.withdrawn_at && item.corrected_by.length > 0 && <Chip tone="info">{t("corrected")}</Chip>}
      {item.corrects && <Chip tone="info">{t("corrigendum")}</Chip>}
      <br />
      <span className="quiet">
        <span className="number">{item.number}</span> ·{" "}
        <time dateTime={item.released_at}>{day(item.released_at, spoken)}</time>
        {item.languages.length > 0 && (
          <>
            {" · "}
            {item.languages.map((each, at) => (
              <span key={each}>
                {at > 0 && ", "}
                <span lang={each}>{NAMES[each]}</span>
              </span>
            ))}
          </>
        )}
      </span>
    </li>
  );
}
