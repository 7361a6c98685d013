import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { linkOf, links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog } from "../../ui/Form";
import { Icon, type IconName } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { Written } from "../../ui/parts";
import { strings } from "./agenda.strings";
import { type AgendaItemDetail, agendaOf } from "./agendaQueries";
import { PapersOf } from "./Papers";
import type { AgendaItemRead, MeetingRead } from "./queries";

const KINDS = ["decisions", "proposals", "objectives", "statements", "action_points", "meetings"] as const;
type Kind = (typeof KINDS)[number];
type Found = Schemas["FoundRead"];
const ICON: Record<string, IconName> = {
  decisions: "decision",
  proposals: "proposal",
  objectives: "objective",
  statements: "statement",
  action_points: "tick",
  meetings: "meeting",
};

/** What an item hangs together with: where it came from and goes on, what it is linked with, its papers. */
export function Hangs({ found, item }: { found: MeetingRead; item: AgendaItemRead }) {
  const net = useNet();
  const detail = useQuery(agendaOf(net, found.id)).data?.items.find((each) => each.id === item.id);
  const writes = found.may.includes("arrange") || found.may.includes("record") || found.may.includes("propose");
  return (
    <>
      {detail && <Ways detail={detail} />}
      {item.reviews_id && <Review id={item.reviews_id} />}
      {detail && (detail.links.length > 0 || writes) && <Linked detail={detail} meeting={found.id} writes={writes} />}
      {item.standing === "action_points" && (
        <p>
          <Link to={links.action_points(net)}>
            <Icon name="tick" size={16} /> <OpenActions />
          </Link>
        </p>
      )}
      <PapersOf found={found} item={item} />
    </>
  );
}

function OpenActions() {
  return <>{useStrings(strings)("openActions")}</>;
}

function Review({ id }: { id: string }) {
  const t = useStrings(strings);
  const net = useNet();
  return (
    <p>
      <Link to={links.decision(net, id)}>
        <Icon name="decision" size={16} /> {t("review")}
      </Link>
    </p>
  );
}

function Ways({ detail }: { detail: AgendaItemDetail }) {
  const t = useStrings(strings);
  const net = useNet();
  const { carried_from: from, carried_to: to, waits, waited } = detail;
  if (!from && !to && !waits && !waited) return null;
  return (
    <ul className="ways">
      {from && (
        <li>
          <Icon name="out" size={16} />{" "}
          <Link to={links.meeting(net, from.meeting_id)} search={{ item: from.item_id } as never}>
            {t("carriedFrom", { number: from.number, place: from.place })}
          </Link>
        </li>
      )}
      {waited && (
        <li className="quiet">
          {t("waited")}
          {waited.parked_by && `, ${t("parkedBy", { organisation: waited.parked_by })}`}: {waited.reason}
        </li>
      )}
      {to && (
        <li>
          <Icon name="out" size={16} />{" "}
          <Link to={links.meeting(net, to.meeting_id)} search={{ item: to.item_id } as never}>
            {t("carriedTo", { number: to.number })}
          </Link>
        </li>
      )}
      {waits && (
        <li>
          <Icon name="wait" size={16} /> {t("waitsNow")}: {waits.reason}
        </li>
      )}
    </ul>
  );
}

interface LinkedProps {
  detail: AgendaItemDetail;
  meeting: string;
  writes: boolean;
}

function Linked({ detail, meeting, writes }: LinkedProps) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const keep = () => queries.invalidateQueries({ queryKey: agendaOf(net, meeting).queryKey });
  const part = (link_id: string) =>
    api
      .DELETE("/api/v1/networks/{network}/links/{link_id}", { params: { path: { network: net, link_id } } } as never)
      .then(keep);
  return (
    <section className="stack" aria-label={t("linkedTo")}>
      <h3>{t("linkedTo")}</h3>
      {detail.links.length > 0 && (
        <ul className="ways">
          {detail.links.map((link) => (
            <li key={link.link_id}>
              <Icon name={ICON[link.kind] ?? "journal"} size={16} />{" "}
              <Link to={linkOf(net, link.kind, link.id, link.number)}>
                {link.number && link.kind !== "objectives" && `${link.number} `}
                <Written text={link.title} />
              </Link>
              {writes && (
                <Press
                  className="btn plain small"
                  name={t("unlink", { title: written(link.title, spoken).text })}
                  act={() => part(link.link_id)}
                >
                  <Icon name="cross" size={14} />
                </Press>
              )}
            </li>
          ))}
        </ul>
      )}
      {writes && (
        <div>
          <button type="button" className="btn small" onClick={() => setAdding(true)}>
            <Icon name="plus" size={16} /> {t("link")}
          </button>
        </div>
      )}
      {adding && <Finder detail={detail} keep={keep} close={() => setAdding(false)} />}
    </section>
  );
}

interface FinderProps {
  detail: AgendaItemDetail;
  keep: () => Promise<unknown>;
  close: () => void;
}

/** A number or some words; each thing found can be linked. */
function Finder({ detail, keep, close }: FinderProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const [items, setItems] = useState<Found[] | null>(null);
  const linked = new Set(detail.links.map((link) => link.id));
  const find = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    if (!q) return;
    const answer = await body(
      api.GET("/api/v1/networks/{network}/search", { params: { path: { network: net }, query: { q, limit: 20 } } }),
    ).catch(() => ({ items: [] as Found[] }));
    setItems(answer.items.filter((each) => KINDS.includes(each.kind as Kind) && !linked.has(each.id)));
  };
  const join = async (item: Found) => {
    await body(
      api.PUT("/api/v1/networks/{network}/links", {
        params: { path: { network: net } },
        body: { one: { kind: "agenda_items", id: detail.id }, other: { kind: item.kind as Kind, id: item.id } },
      } as never),
    );
    await keep();
    setItems((items ?? []).filter((each) => each.id !== item.id));
  };
  return (
    <Dialog title={t("link")} close={close}>
      <search>
        <form onSubmit={find}>
          <div className="field">
            <label htmlFor="find-link">{t("link")}</label>
            <div className="row">
              <input id="find-link" name="q" className="grow" maxLength={200} aria-describedby="find-link-help" />
              <button type="submit" className="btn main">
                {t("find")}
              </button>
            </div>
            <div className="help" id="find-link-help">
              {t("linkHelp")}
            </div>
          </div>
        </form>
      </search>
      <div role="status">{items?.length === 0 && <p>{t("foundNone")}</p>}</div>
      <ul className="ways">
        {items?.map((item) => (
          <li key={item.id}>
            <Icon name={ICON[item.kind] ?? "journal"} size={16} />
            <span className="grow">
              {item.number && item.kind !== "objectives" && `${item.number} `}
              <Written text={item.title} />
            </span>
            <Press
              className="btn small"
              name={t("linkIt", { title: written(item.title, spoken).text })}
              act={() => join(item)}
            >
              {c("add")}
            </Press>
          </li>
        ))}
      </ul>
      <div className="acts">
        <button type="button" className="btn" onClick={close}>
          {c("close")}
        </button>
      </div>
    </Dialog>
  );
}
