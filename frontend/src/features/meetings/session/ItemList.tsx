import { useStrings } from "../../../i18n";
import { useWord } from "../../../i18n/words";
import { Icon } from "../../../ui/Icon";
import { useNow, Written } from "../../../ui/parts";
import type { AgendaItemRead } from "../queries";
import type { MeetingSessionRead } from "./queries";
import { strings } from "./session.strings";
import { usedBy } from "./time";

interface ListProps {
  items: AgendaItemRead[];
  stands: MeetingSessionRead;
  chosen?: AgendaItemRead;
  choose: (id: string) => void;
}

/** The agenda with the time that each item used. */
export function ItemList({ items, stands, chosen, choose }: ListProps) {
  const t = useStrings(strings);
  const word = useWord();
  const now = useNow(stands.server_time);
  return (
    <ol className="agenda in-session" data-testid="agenda">
      {items.map((item) => {
        const used = Math.floor(usedBy(stands, item.id, now) / 60);
        const on = stands.current_item_id === item.id;
        const done = stands.outcomes.some((each) => each.agenda_item_id === item.id) || Boolean(item.outcome);
        return (
          <li key={item.id} data-chosen={item.id === chosen?.id || undefined} data-on={on || undefined}>
            <button
              type="button"
              className="line"
              aria-current={item.id === chosen?.id ? "true" : undefined}
              onClick={() => choose(item.id)}
            >
              <span className="place" data-done={(done && !on) || undefined}>
                {done && !on ? <Icon name="tick" size={16} /> : item.place}
              </span>
              <span className="what">
                <Written text={item.title} />
                {done && <span className="sr">, {t("hasOutcome")}</span>}
                {on && <span className="sr">, {t("now")}</span>}
                <span className="under">
                  {word("agenda.kind", item.kind)}
                  {item.presenter && ` · ${t("presents", { organisation: item.presenter })}`}
                </span>
              </span>
              <span className={used > item.duration_minutes ? "much tone-ochre" : "much"}>
                {item.moved_on_at
                  ? t("movedOn")
                  : used > 0 || on
                    ? t("usedOf", { used, planned: item.duration_minutes })
                    : t("min", { count: item.duration_minutes })}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
