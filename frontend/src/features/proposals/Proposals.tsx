import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Page, useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Loaded } from "../../ui/parts";
import { Board, ByHolder } from "./Board";
import { NewProposal, useChoices } from "./NewProposal";
import { Portfolio } from "./Portfolio";
import "./proposals.css";
import { ENDED, type Filters, page, useRights, useWide } from "./queries";
import { strings } from "./strings";

interface Search extends Filters {
  view?: "table";
  panel?: string;
}

/** Where each joint programme stands and who holds it. */
export function Proposals() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const wide = useWide();
  const rights = useRights();
  const choices = useChoices();
  const search = useSearch({ strict: false }) as Search;
  const [entering, setEntering] = useState(search.panel === "new");
  const filters: Filters = search.thematic_area ? { thematic_area: search.thematic_area } : {};
  const query = useAll(net, filters);
  const go = (next: Partial<Search>) =>
    navigate({ to: ".", search: { ...filters, view: search.view, ...next } as never, replace: true });
  return (
    <Page
      title={c("proposals")}
      acts={
        rights.member && (
          <button type="button" className="btn main" onClick={() => setEntering(true)}>
            {t("new")}
          </button>
        )
      }
    >
      <div className="body">
        <div className="filters">
          <label>
            {t("area")}
            <select
              className="area"
              value={search.thematic_area ?? ""}
              onChange={(event) => go({ thematic_area: (event.target.value || undefined) as Filters["thematic_area"] })}
            >
              {choices.areas.map((each) => (
                <option key={each.value} value={each.value}>
                  {each.value ? each.label : c("all")}
                </option>
              ))}
            </select>
          </label>
          {wide && <Views table={search.view === "table"} go={go} />}
        </div>
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            if (items.length === 0)
              return (
                <div className="empty">
                  <p>{filters.thematic_area ? t("emptyArea") : t("empty")}</p>
                  {rights.member && (
                    <button type="button" className="btn" onClick={() => setEntering(true)}>
                      {t("new")}
                    </button>
                  )}
                </div>
              );
            const ended = items.filter((item) => ENDED.includes(item.state));
            const open = items.filter((item) => !ENDED.includes(item.state));
            return (
              <>
                <p>
                  {t("sentence", {
                    count: items.length,
                    fund: items.filter((item) => item.held_by === "fund").length,
                  })}
                </p>
                {!wide ? (
                  <ByHolder items={open} />
                ) : search.view === "table" ? (
                  <Portfolio items={open} />
                ) : (
                  <Board items={open} />
                )}
                {ended.length > 0 && (
                  <details>
                    <summary>
                      {t("ended")} <span className="quiet">{ended.length}</span>
                    </summary>
                    <Portfolio items={ended} />
                  </details>
                )}
              </>
            );
          }}
        </Loaded>
      </div>
      {entering && <NewProposal close={() => setEntering(false)} />}
    </Page>
  );
}

function Views({ table, go }: { table: boolean; go: (next: Partial<Search>) => void }) {
  const t = useStrings(strings);
  return (
    // biome-ignore lint/a11y/useSemanticElements: two views of one list, not a form's fieldset
    <div className="segmented" role="group" aria-label={t("view")}>
      <button type="button" aria-pressed={!table} onClick={() => go({ view: undefined })}>
        {t("view_board")}
      </button>
      <button type="button" aria-pressed={table} onClick={() => go({ view: "table" })}>
        {t("view_table")}
      </button>
    </div>
  );
}

/** All pages of the list: columns are summed, so none may be missing. */
function useAll(net: string, filters: Filters) {
  const query = useInfiniteQuery({
    queryKey: [net, "proposals", "list", filters],
    queryFn: ({ pageParam }) => page(net, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return query;
}
