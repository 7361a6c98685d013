import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Loaded, More } from "../../ui/parts";
import { ActionForm } from "./ActionForm";
import { ActionList } from "./ActionList";
import { ActionPanel } from "./ActionPanel";
import { type Filters, members, page, STATES, stillOpen, useGiver } from "./queries";
import { strings } from "./strings";

interface Search extends Filters {
  panel?: string;
}
const NEW = "new";

/** Action points of all meetings until they are closed: who does what by when. */
export function Actions() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const giver = useGiver(net);
  const { id } = useParams({ strict: false }) as { id?: string };
  const { panel, ...rest } = search;
  const shown: Filters = {
    ...(rest.state ? { state: rest.state } : {}),
    ...(rest.owner_id ? { owner_id: rest.owner_id } : {}),
    ...(rest.overdue ? { overdue: true } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [net, "action-points", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const go = (next: Search) => void navigate({ to: links.action_points(net), search: next as never });
  const gives = giver.officer || giver.own.length > 0;
  const begin = gives ? () => go({ ...shown, panel: NEW }) : undefined;
  useKeys({ n: begin });
  return (
    <Page
      title={c("action_points")}
      visibility="members"
      acts={
        begin && (
          <button type="button" className="btn main" onClick={begin}>
            <Icon name="plus" size={18} /> {t("new")}
          </button>
        )
      }
    >
      <div className="body">
        <Sentence />
        <Filter shown={shown} go={go} />
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            if (items.length > 0) return <ActionList items={items} label={c("action_points")} beside={{ ...shown }} />;
            return <p className="empty">{t(Object.keys(shown).length > 0 ? "noneSuch" : "empty")}</p>;
          }}
        </Loaded>
        <More query={query} />
      </div>
      {panel === NEW && gives && <ActionForm close={() => go(shown)} />}
      {id && <ActionPanel key={id} id={id} close={() => go(shown)} />}
    </Page>
  );
}

/** How much is open, in words, before the list. */
function Sentence() {
  const t = useStrings(strings);
  const open = useQuery(stillOpen(useNet())).data;
  if (!open) return null;
  const late = open.items.filter((item) => item.overdue).length;
  const shown = open.next_cursor ? { count: open.items.length + 1, late } : { count: open.items.length, late };
  return <p role="status">{open.next_cursor ? t("more", { count: open.items.length }) : t("sentence", shown)}</p>;
}

function Filter({ shown, go }: { shown: Filters; go: (next: Search) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const known = useQuery(members(net)).data?.items ?? [];
  const query = new URLSearchParams({ language: spoken });
  for (const [name, value] of Object.entries(shown)) query.set(name, String(value));
  return (
    <div className="filters">
      <label className={shown.state ? "chosen" : undefined}>
        {c("state")}
        <select
          value={shown.state ?? ""}
          onChange={(event) => go({ ...shown, state: (event.target.value || undefined) as Filters["state"] })}
        >
          <option value="">{t("all")}</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {word("action_point.state", state)}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.owner_id ? "chosen" : undefined}>
        {t("owner")}
        <select
          value={shown.owner_id ?? ""}
          onChange={(event) => go({ ...shown, owner_id: event.target.value || undefined })}
        >
          <option value="">{t("all")}</option>
          {known.map((each) => (
            <option key={each.organisation_id} value={each.organisation_id}>
              {each.acronym}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className={shown.overdue ? "btn pressed" : "btn"}
        aria-pressed={shown.overdue ?? false}
        onClick={() => go({ ...shown, overdue: shown.overdue ? undefined : true })}
      >
        {t("overdueOnly")}
      </button>
      {Object.keys(shown).length > 0 && (
        <button type="button" className="btn plain" onClick={() => go({})}>
          <Icon name="cross" size={16} /> {t("clear")}
        </button>
      )}
      <a className="btn plain" href={`/api/v1/networks/${net}/action-points/export?${query}`} download>
        {t("export")} (.xlsx)
      </a>
    </div>
  );
}
