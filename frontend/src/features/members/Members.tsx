import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeys } from "../../app/keys";
import { me, network } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, PLACE } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { Loaded } from "../../ui/parts";
import { Appointments } from "./Appointments";
import { Applications, Composition } from "./Composition";
import { Import } from "./Import";
import { Join } from "./Join";
import { MemberPanel } from "./MemberPanel";
import "./members.css";
import { composition, type MemberItem, type MemberList } from "./queries";
import { around, matching, parted, thisYear, todayAt } from "./rules";
import { strings } from "./strings";

type Open = "record" | "apply" | "import" | MemberItem;

/** Who is in the network on a day, and who speaks for whom. */
export function Members() {
  const c = useStrings(common);
  const net = useNet();
  const { on } = useSearch({ strict: false }) as { on?: string };
  const [open, setOpen] = useState<Open | null>(null);
  const person = useQuery(me);
  const inside = person.data?.appointments.some((post) => post.network === net) ?? true;
  // The day before stays on the page until the next one is there: nothing jumps.
  const query = useQuery({ ...composition(net, on), enabled: inside, placeholderData: keepPreviousData });
  const reads = person.data?.appointments.some((post) => post.network === net && post.role !== "observer") ?? false;
  const shut = () => setOpen(null);
  return (
    <Page title={c("members")} visibility="partners" acts={<Acts list={query.data} on={on} open={setOpen} />}>
      <div className="body">
        {inside ? <Loaded query={query}>{(list) => <Day list={list} on={on} open={setOpen} />}</Loaded> : <AsAdmin />}
        {!on && (reads || !inside) && <Appointments members={query.data?.items ?? []} />}
      </div>
      {open === "record" && <Join founding={query.data?.founding ?? false} close={shut} />}
      {open === "apply" && <Join applying close={shut} />}
      {open === "import" && <Import close={shut} />}
      {open && typeof open === "object" && (
        <MemberPanel item={open} mayRecord={query.data?.may_record ?? false} close={shut} />
      )}
    </Page>
  );
}

function AsAdmin() {
  const t = useStrings(strings);
  return <p className="quiet">{t("adminSays")}</p>;
}

function Acts({ list, on, open }: { list?: MemberList; on?: string; open: (what: Open) => void }) {
  const t = useStrings(strings);
  if (on || !list?.may_record) return null;
  return (
    <div className="row acts">
      <button type="button" className="btn" onClick={() => open("import")}>
        {t("import")}
      </button>
      <button type="button" className="btn" onClick={() => open("apply")}>
        {t("apply")}
      </button>
      <button type="button" className="btn main" onClick={() => open("record")}>
        {t("record")}
      </button>
    </div>
  );
}

function Day({ list, on, open }: { list: MemberList; on?: string; open: (what: Open) => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const about = useQuery(network(net));
  const [words, setWords] = useState("");
  const today = todayAt(about.data?.time_zone ?? PLACE);
  const { members, others } = parted(matching(list.items, words));
  const all = parted(list.items);
  const recent = thisYear(list.changes, today);
  const past = Boolean(on) && list.on !== today;
  return (
    <>
      {list.existed && (
        <p className="quiet">
          {t("counts", { members: all.members.length, others: all.others.length })}{" "}
          {!past && (recent > 0 ? t("changes", { count: recent }) : t("noChange"))}
        </p>
      )}
      <Choose list={list} today={today} words={words} search={setWords} />
      {past && <p role="status">{list.existed ? t("past", { day: day(list.on, spoken) }) : t("notYet")}</p>}
      {list.existed && list.items.length === 0 && <p className="empty">{t("emptyNow")}</p>}
      {words && members.length + others.length === 0 && <p className="empty">{t("noneFits")}</p>}
      {members.length > 0 && (
        <Composition title={t("table")} items={members} past={past} open={past ? undefined : open} />
      )}
      {others.length > 0 && (
        <Composition title={t("others")} items={others} past={past} partners open={past ? undefined : open} />
      )}
      {!past && list.applied.length > 0 && <Applications items={list.applied} open={open} />}
    </>
  );
}

interface ChooseProps {
  list: MemberList;
  today: string;
  words: string;
  search: (words: string) => void;
}

/** The day, and the days on which something changed before and after it. */
function Choose({ list, today, words, search }: ChooseProps) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const navigate = useNavigate();
  const { before, after } = around(list.changes, list.on, today);
  const go = (on?: string) => navigate({ to: ".", search: { on: on && on !== today ? on : undefined } as never });
  useKeys({ "[": before ? () => go(before) : undefined, "]": after ? () => go(after) : undefined });
  return (
    <div className="filters">
      <label>
        {t("asOn")}
        <input
          type="date"
          key={list.on}
          defaultValue={list.on}
          min="1950-01-01"
          max="2100-12-31"
          onChange={(event) =>
            event.target.value.length === 10 && event.target.value > "1950" && go(event.target.value)
          }
        />
      </label>
      <div className="row">
        <button type="button" className="btn" disabled={!before} onClick={() => go(before)}>
          ‹ {before ? t("before", { day: day(before, spoken) }) : t("before", { day: "–" })}
        </button>
        <button type="button" className="btn" disabled={!after} onClick={() => go(after)}>
          {after ? t("after", { day: day(after, spoken) }) : t("after", { day: "–" })} ›
        </button>
        {list.on !== today && (
          <button type="button" className="btn" onClick={() => go()}>
            {t("today")}
          </button>
        )}
      </div>
      <label>
        {t("search")}
        <input type="search" value={words} onChange={(event) => search(event.target.value)} maxLength={80} />
      </label>
      <button type="button" className="btn" onClick={() => print()}>
        <Icon name="print" /> {t("print")}
      </button>
    </div>
  );
}
