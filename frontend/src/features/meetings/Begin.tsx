import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { Dialog, Form } from "../../ui/Form";
import { Press } from "../../ui/Press";
import { Written } from "../../ui/parts";
import { strings } from "./agenda.strings";
import { offerOf } from "./agendaQueries";
import { type MeetingRead, meeting } from "./queries";
import { strings as meetings } from "./strings";

type Key = Schemas["OutlineKey"];

const stand = (net: string, id: string, keep: (answer: MeetingRead) => void, keys?: Key[]) =>
  body(
    api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/outline", {
      params: { path: { network: net, meeting_id: id } },
      body: keys ? { keys } : {},
    }),
  ).then(keep);

function useKeep(found: MeetingRead) {
  const net = useNet();
  const queries = useQueryClient();
  return (answer: MeetingRead) => {
    queries.setQueryData(meeting(net, found.id).queryKey, answer);
    queries.invalidateQueries({ queryKey: [net, "meetings"] });
  };
}

/** An agenda that has nothing yet can begin with what is usual, and with what the last meeting left open. */
export function Begin({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const offer = useQuery(offerOf(net, found.id)).data;
  const keep = useKeep(found);
  if (!offer) return null;
  const usual = offer.outline.some((each) => each.usual && !each.there);
  const take = async (item: (typeof offer.left_open)[number]) => {
    await body(
      api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}/carry", {
        params: {
          path: { network: net, meeting_id: item.meeting_id, item_id: item.item_id },
          header: { "If-Match": ifMatch(item.version) },
        },
        body: { to: "next", meeting_id: found.id },
      }),
    );
    await queries.invalidateQueries({ queryKey: [net] });
  };
  if (!usual && offer.left_open.length === 0) return null;
  return (
    <section className="stack" aria-label={t("begin")}>
      <h2>{t("begin")}</h2>
      {usual && (
        <div>
          <Press className="btn" act={() => stand(net, found.id, keep)}>
            {t("beginUsual")}
          </Press>
        </div>
      )}
      {offer.left_open.length > 0 && (
        <>
          <h3>{t("leftOpen")}</h3>
          <ul className="agenda">
            {offer.left_open.map((item) => (
              <li key={item.item_id} className="topic">
                <span className="what">
                  <Written text={item.title} />
                  <span className="under">
                    {item.number} · {t("toItem", { place: item.place })}
                  </span>
                </span>
                <Press
                  className="btn small"
                  name={t("takeUpOf", { title: written(item.title, spoken).text })}
                  act={() => take(item)}
                >
                  {t("takeUp")}
                </Press>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Standing items by the outline, the usual ones ticked. */
export function Standing({ found, close }: { found: MeetingRead; close: () => void }) {
  const t = useStrings(strings);
  const m = useStrings(meetings);
  const net = useNet();
  const offer = useQuery(offerOf(net, found.id)).data;
  const keep = useKeep(found);
  const [chosen, setChosen] = useState<Key[] | null>(null);
  const open = offer?.outline.filter((each) => !each.there) ?? [];
  const keys = chosen ?? open.filter((each) => each.usual).map((each) => each.key);
  const toggle = (key: Key) => setChosen(keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key]);
  return (
    <Dialog title={t("standing")} close={close} panel>
      <p>{t("standingHelp")}</p>
      <Form act={t("putOn")} cancel={close} send={() => stand(net, found.id, keep, keys)} done={close}>
        {() => (
          <ul className="standing">
            {offer?.outline.map((each) => (
              <li key={each.key}>
                <label>
                  <input
                    type="checkbox"
                    checked={each.there || keys.includes(each.key)}
                    disabled={each.there}
                    onChange={() => toggle(each.key)}
                  />{" "}
                  <Written text={each.title} />
                  <span className="small">
                    {" "}
                    {m("min", { count: each.duration_minutes })}
                    {each.there && ` · ${t("onAgenda")}`}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </Form>
    </Dialog>
  );
}
