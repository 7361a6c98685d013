import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeys } from "../../../app/keys";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { Icon } from "../../../ui/Icon";
import { Bones, Loaded, ProblemNote } from "../../../ui/parts";
import { ofMeeting } from "../../actions/queries";
import { useLive } from "../../decisions/live";
import type { DecisionItem } from "../DecisionList";
import { ItemForm } from "../ItemForm";
import type { MeetingRead } from "../queries";
import { Bar } from "./Bar";
import { ItemList } from "./ItemList";
import { Presence } from "./Presence";
import { type MeetingSessionRead, notes, session } from "./queries";
import { SessionItem } from "./SessionItem";
import { Speakers } from "./Speakers";
import "./session.css";
import { waitingCount } from "./outbox";
import { strings } from "./session.strings";
import { useTurns } from "./turns";
import { useLine, useOutbox } from "./useOutbox";

interface Props {
  found: MeetingRead;
  decisions: DecisionItem[];
}

/** One screen to run a meeting, and afterwards to complete its record. */
export function Session({ found, decisions }: Props) {
  const net = useNet();
  const stands = useQuery(session(net, found.id));
  useLive(net, found.state === "in_session", LIVE);
  if (stands.data) return <Running found={found} decisions={decisions} stands={stands.data} />;
  return <Loaded query={stands}>{() => <Bones rows={4} />}</Loaded>;
}

const LIVE = ["meetings", "decisions", "action-points"];

function Running({ found, decisions, stands }: Props & { stands: MeetingSessionRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { item?: string };
  const [adding, setAdding] = useState(false);
  const writes = stands.may.includes("note");
  const { box, status } = useOutbox(net, found.id);
  const noted = useQuery(notes(net, found.id, writes));
  const actions = useQuery(ofMeeting(net, found.id));
  const items = found.agenda_items.filter((item) => item.place > 0);
  const current = items.find((item) => item.id === stands.current_item_id);
  const chosen =
    items.find((item) => item.id === search.item) ??
    current ??
    items.find((item) => !item.outcome && !item.moved_on_at) ??
    items[0];
  const choose = (id?: string, replace = false) =>
    void navigate({ to: ".", search: (id ? { item: id } : {}) as never, resetScroll: false, replace });
  const turns = useTurns(found, stands, () => choose());
  const going = items.filter((item) => !item.moved_on_at);
  const next = going[current ? going.findIndex((item) => item.id === current.id) + 1 : 0];
  const open = (move: string) => stands.moves.some((each) => each.move === move && !each.refused);
  useKeys({ n: open("next") ? () => void turns.make("next") : undefined });
  return (
    <div className="session">
      <Bar found={found} stands={stands} items={items} turns={turns} next={next} />
      <Sending count={waitingCount(status)} sending={status.sending} waiting={status.waiting} sentAt={status.sentAt} />
      {turns.problem && <ProblemNote problem={turns.problem} />}
      <div className="agenda-split">
        <section className="stack" aria-label={t("session")}>
          <ItemList items={items} stands={stands} chosen={chosen} choose={choose} />
          {found.may.includes("propose") && (
            <div>
              <button type="button" className="btn small" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} /> {t("addItem")}
              </button>
            </div>
          )}
          <Speakers found={found} stands={stands} />
        </section>
        {chosen && (
          <SessionItem
            key={chosen.id}
            found={found}
            item={chosen}
            stands={stands}
            decisions={decisions}
            actions={actions.data?.items ?? []}
            note={noted.data?.items.find((each) => each.agenda_item_id === chosen.id)}
            noted={!writes || noted.isSuccess}
            box={box}
            status={status}
            pin={() => search.item !== chosen.id && choose(chosen.id, true)}
            toCurrent={current && current.id !== chosen.id ? () => choose() : undefined}
            giveFloor={
              open("turn") && current?.id !== chosen.id && !chosen.moved_on_at
                ? () => turns.make("turn", chosen.id)
                : undefined
            }
          />
        )}
      </div>
      <Presence found={found} />
      {adding && <ItemForm found={found} close={() => setAdding(false)} made={(id) => choose(id)} />}
    </div>
  );
}

/** Whether what was typed has arrived. */
function Sending(status: { count: number; sending: boolean; waiting: boolean; sentAt: number }) {
  const t = useStrings(strings);
  const line = useLine();
  const down = !line || status.waiting;
  if (status.count === 0 && !status.sentAt && !down) return null;
  return (
    <p className="sending" data-waiting={status.count > 0 || down || undefined} role="status">
      {status.count > 0 ? t("notSent", { count: status.count }) : down ? null : t("allSent")}
      {down && ` ${t("lineDown")}`}
    </p>
  );
}
