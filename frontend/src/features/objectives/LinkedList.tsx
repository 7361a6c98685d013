import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { linkOf } from "../../app/links";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog } from "../../ui/Form";
import { Icon, type IconName } from "../../ui/Icon";
import { ProblemNote, Written } from "../../ui/parts";
import type { ObjectiveRead } from "./queries";
import { listed } from "./rules";
import { strings } from "./strings";

type LinkRead = Schemas["LinkRead"];
type Found = Schemas["FoundRead"];
const KINDS = [
  "meetings",
  "agenda_items",
  "decisions",
  "statements",
  "proposals",
  "action_points",
  "objectives",
] as const;
type Kind = (typeof KINDS)[number];
const ICON: Record<Kind, IconName> = {
  meetings: "meeting",
  agenda_items: "meeting",
  decisions: "decision",
  statements: "statement",
  action_points: "tick",
  proposals: "proposal",
  objectives: "objective",
};
const WRITERS = ["secretariat", "co_chair", "focal_point", "alternate"];

interface Props {
  objective: ObjectiveRead;
  keep: () => void;
}

/** What the network did on this objective: one dated list of every kind, both ways. */
export function LinkedList({ objective: found, keep }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const person = useQuery(me);
  const [kind, setKind] = useState("");
  const [since, setSince] = useState("");
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const writes = person.data?.appointments.some((post) => post.network === net && WRITERS.includes(post.role)) ?? false;
  const kinds = KINDS.filter((each) => found.links.some((link) => link.kind === each));
  const years = [...new Set(found.links.map((link) => link.at.slice(0, 4)))].sort();
  const shown = listed(found.links, kind, since);
  const remove = async (link: LinkRead) => {
    setProblem(null);
    try {
      await api.DELETE("/api/v1/networks/{network}/links/{link_id}", {
        params: { path: { network: net, link_id: link.link_id } },
      } as never);
      keep();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  return (
    <section className="stack">
      <h2>{t("linked")}</h2>
      {found.links.length > 0 && (
        <div className="filters">
          <label>
            {c("kind")}
            <select value={kind} onChange={(event) => setKind(event.target.value)}>
              <option value="">{c("all")}</option>
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {t(`kind_${each}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t("since")}
            <select value={since} onChange={(event) => setSince(event.target.value)}>
              <option value="">{c("all")}</option>
              {years.map((year) => (
                <option key={year}>{year}</option>
              ))}
            </select>
          </label>
        </div>
      )}
      {shown.length === 0 && <p className="quiet">{t(found.links.length ? "noLinksFit" : "noLinks")}</p>}
      <ul className="linked-list">
        {shown.map((link) => (
          <Row key={link.link_id} link={link} remove={writes ? () => remove(link) : undefined} />
        ))}
      </ul>
      {problem && <ProblemNote problem={problem} />}
      {writes && (
        <div>
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            {t("addLinked")}
          </button>
        </div>
      )}
      {adding && <Finder objective={found} keep={keep} close={() => setAdding(false)} />}
    </section>
  );
}

function Row({ link, remove }: { link: LinkRead; remove?: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const kind = link.kind as Kind;
  return (
    <li>
      <span>
        <span className="small">
          <Icon name={ICON[kind]} size={15} /> {t(`kind_${kind}`)} {link.number} ·{" "}
          <time dateTime={link.at}>{day(link.at, spoken)}</time>
        </span>
        <br />
        <Link to={linkOf(net, link.kind, link.id, link.number)}>
          <Written text={link.title} />
        </Link>
      </span>
      {remove && (
        <button
          type="button"
          className="btn plain small"
          aria-label={t("unlink", { title: written(link.title, spoken).text })}
          onClick={remove}
        >
          {c("remove")}
        </button>
      )}
    </li>
  );
}

/** A number or some words; each thing found can be linked. */
function Finder({ objective: found, keep, close }: Props & { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const [items, setItems] = useState<Found[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const linked = new Set(found.links.map((link) => link.id));
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    if (!q) return;
    attempt(async () => {
      const answer = await body(
        api.GET("/api/v1/networks/{network}/search", { params: { path: { network: net }, query: { q, limit: 10 } } }),
      );
      setItems(answer.items.filter((item) => KINDS.includes(item.kind as Kind) && item.id !== found.id));
    });
  };
  const join = (item: Found) =>
    attempt(async () => {
      await api.PUT("/api/v1/networks/{network}/links", {
        params: { path: { network: net } },
        body: { one: { kind: "objectives", id: found.id }, other: { kind: item.kind as Kind, id: item.id } },
      } as never);
      keep();
    });
  return (
    <Dialog title={t("addLinked")} close={close}>
      <search>
        <form onSubmit={find}>
          <div className="field">
            <label htmlFor="find-linked">{t("findLinked")}</label>
            <div className="row">
              <input id="find-linked" name="q" className="grow" maxLength={200} aria-describedby="find-help" />
              <button type="submit" className="btn main">
                {t("find")}
              </button>
            </div>
            <div className="help" id="find-help">
              {t("findHelp")}
            </div>
          </div>
        </form>
      </search>
      <div role="status">{items?.length === 0 && <p>{t("foundNone")}</p>}</div>
      <ul className="linked-list">
        {items?.map((item) => (
          <li key={item.id}>
            <span>
              <span className="small">
                {t(`kind_${item.kind as Kind}`)} {item.number}
              </span>
              <br />
              <Written text={item.title} />
            </span>
            {linked.has(item.id) ? (
              <span className="small">{t("alreadyLinked")}</span>
            ) : (
              <button
                type="button"
                className="btn small"
                aria-label={t("linkIt", { title: written(item.title, spoken).text })}
                onClick={() => join(item)}
              >
                {c("add")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {problem && <ProblemNote problem={problem} />}
      <div className="acts">
        <button type="button" className="btn" onClick={close}>
          {c("close")}
        </button>
      </div>
    </Dialog>
  );
}
