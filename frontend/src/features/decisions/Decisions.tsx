import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useKeys } from "../../app/keys";
import { Page, useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { Loaded, More } from "../../ui/parts";
import { Draft } from "./Draft";
import "./decisions.css";
import { Filter } from "./Filter";
import { narrowed } from "./filters";
import { Pending } from "./Pending";
import { type Filters, PENDING, page, useOfficer } from "./queries";
import { Register } from "./Register";
import "./register.css";
import { strings } from "./strings";

export { Draft } from "./Draft";

interface Search extends Record<string, unknown> {
  panel?: string;
  meeting?: string;
  item?: string;
}
const MOST_OPEN = 6;

/** The register nobody can quietly rewrite. */
export function Decisions() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const officer = useOfficer(net);
  const shown = narrowed(search);
  const query = useInfiniteQuery({
    queryKey: [net, "decisions", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown as Filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
  const go = (next: Search) => navigate({ to: ".", search: next as never, replace: true });
  const begin = officer ? () => void go({ ...shown, panel: "new" }) : undefined;
  useKeys({ n: begin });
  return (
    <Page
      title={c("decisions")}
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
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            const all = Object.keys(shown).length === 0;
            if (items.length === 0 && all) return <p className="empty">{t("empty")}</p>;
            return (
              <>
                {all && <Pending items={items.filter((item) => PENDING.includes(item.state)).slice(0, MOST_OPEN)} />}
                <Filter shown={shown} go={go} />
                {items.length === 0 ? (
                  <p className="empty" role="status">
                    {t("noneSuch")}
                  </p>
                ) : (
                  <Register items={items} />
                )}
              </>
            );
          }}
        </Loaded>
        <More query={query} />
      </div>
      {officer && search.panel === "new" && (
        <Draft close={() => go(shown)} meeting={search.meeting} item={search.item} />
      )}
    </Page>
  );
}
