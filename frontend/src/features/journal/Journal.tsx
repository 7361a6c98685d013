import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { api, body } from "../../api/client";
import { linkOf, links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { Loaded, More } from "../../ui/parts";
import type { Entry } from "./chain";
import { EntryPanel } from "./EntryPanel";
import "./journal.css";
import { Proof } from "./Proof";
import { entries, type Filters } from "./queries";
import { strings } from "./strings";

const SUBJECTS = [
  "decisions",
  "rounds",
  "positions",
  "meetings",
  "agenda_items",
  "backlog_topics",
  "meeting_papers",
  "action_points",
  "invitations",
  "objectives",
  "assessments",
  "proposals",
  "memberships",
  "appointments",
  "networks",
  "links",
  "deliveries",
] as const;
const EVERYTHING = "everything";

export interface Asked extends Filters {
  before?: number;
  panel?: number;
}

/** Mails would hide what people did, eighteen to an act: they are shown when asked for. */
export const shownBy = ({ mail, ...rest }: Filters): Filters =>
  Object.keys(rest).some((name) => name !== "organisation") || mail ? rest : { ...rest, mail: false };

/** The memory, and whether it is whole. */
export function Journal() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const asked = useSearch({ strict: false }) as Asked;
  const { before, panel, ...given } = asked;
  const filters = shownBy(given);
  const from = Number(before) || undefined;
  const query = useInfiniteQuery({
    queryKey: [net, "journal", "list", filters, from ?? 0],
    queryFn: ({ pageParam }) => entries(net, filters, pageParam),
    initialPageParam: from,
    getNextPageParam: (last) => last.next_before ?? undefined,
  });
  return (
    <Page title={c("journal")}>
      <div className="body">
        <p className="quiet">{t("intro")}</p>
        <Proof />
        <FilterLine asked={asked} />
        <Loaded query={query}>
          {(data) => {
            const found = data.pages.flatMap((page) => page.items);
            return found.length === 0 ? <p className="empty">{t("none")}</p> : <Table found={found} asked={asked} />;
          }}
        </Loaded>
        <More query={query} />
      </div>
      {Number(panel) > 0 && <EntryPanel seq={Number(panel)} asked={asked} />}
    </Page>
  );
}

function FilterLine({ asked }: { asked: Asked }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const members = useQuery({
    queryKey: [net, "members", "acronyms"],
    queryFn: () => body(api.GET("/api/v1/networks/{network}/members", { params: { path: { network: net } } })),
    staleTime: 300_000,
  });
  const acronyms = [
    ...new Set([
      ...(asked.organisation ? [asked.organisation] : []),
      ...(members.data?.items ?? []).map((each) => each.acronym),
    ]),
  ];
  const { before: _, panel: __, ...filters } = asked;
  const put = (changed: Asked) => navigate({ to: ".", search: { ...filters, ...changed } as never });
  const jump = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const seq = Number(new FormData(event.currentTarget).get("seq"));
    if (seq > 0) navigate({ to: ".", search: { before: seq + 1, panel: seq } as never });
  };
  const about = asked.subject ?? (asked.mail ? EVERYTHING : "");
  return (
    <div className="filters">
      <label>
        {t("about")}
        <select
          value={about}
          onChange={({ target: { value } }) =>
            put(
              value === EVERYTHING
                ? { mail: true, subject: undefined }
                : { subject: value || undefined, mail: undefined },
            )
          }
        >
          <option value="">{t("noMail")}</option>
          <option value={EVERYTHING}>{t("every")}</option>
          {SUBJECTS.map((subject) => (
            <option key={subject} value={subject}>
              {t(`s_${subject}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {c("organisation")}
        <select
          value={asked.organisation ?? ""}
          onChange={({ target: { value } }) => put({ organisation: value || undefined })}
        >
          <option value="">{c("all")}</option>
          {acronyms.map((acronym) => (
            <option key={acronym} value={acronym}>
              {acronym}
            </option>
          ))}
        </select>
      </label>
      <form className="jump" onSubmit={jump}>
        <label>
          {t("jump")}
          <input type="number" name="seq" min={1} inputMode="numeric" required />
        </label>
        <button type="submit" className="btn">
          {t("go")}
        </button>
      </form>
      {asked.kind && <span className="chip info">{t("kindIs", { kind: asked.kind })}</span>}
      {asked.subject_id && <span className="chip info">{t("onlyRecord")}</span>}
      {asked.before && <span className="chip info">{t("from", { seq: Number(asked.before) - 1 })}</span>}
      {(Object.keys(filters).length > 0 || asked.before) && (
        <Link className="btn" to="." search={{} as never}>
          {t(Object.keys(filters).length > 0 ? "clear" : "newest")}
        </Link>
      )}
    </div>
  );
}

function Table({ found, asked }: { found: Entry[]; asked: Asked }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <table className="rows journal">
      <thead>
        <tr>
          <th scope="col" className="num">
            {t("number")}
          </th>
          <th scope="col">{t("time")}</th>
          <th scope="col">{c("organisation")}</th>
          <th scope="col">{t("what")}</th>
          <th scope="col">{t("record")}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((entry) => (
          <tr key={entry.seq} aria-current={Number(asked.panel) === entry.seq ? "true" : undefined}>
            <td className="num seq">{entry.seq}</td>
            <td className="at">
              <time dateTime={entry.at}>{moment(entry.at, spoken)}</time>
            </td>
            <td className="number who">{entry.organisation ?? "–"}</td>
            <th scope="row">
              <Link className="whole" to="." search={{ ...asked, panel: entry.seq } as never} resetScroll={false}>
                {entry.sentence}
              </Link>
            </th>
            <td className="minor">
              <RecordLink entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The record's own page, where it has one. */
export function RecordLink({ entry }: { entry: Entry }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  if (entry.about) {
    const { kind, id, number } = entry.about;
    const label = kind === "objectives" ? `${c("objectives")} ${number ?? ""}` : (number ?? c(kind as "decisions"));
    return <Link to={linkOf(net, kind, id, number)}>{label}</Link>;
  }
  if (entry.subject === "memberships" || entry.subject === "appointments")
    return <Link to={links.members(net)}>{c("members")}</Link>;
  if (entry.subject === "networks") return <Link to={links.settings(net)}>{c("settings")}</Link>;
  const known = SUBJECTS.find((subject) => subject === entry.subject);
  return <span className="quiet">{known ? t(`s_${known}`) : entry.subject}</span>;
}
