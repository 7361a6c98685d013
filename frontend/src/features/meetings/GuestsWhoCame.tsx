import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/parts";
import { MODES, type Mode, recordGuests, type Sheet, sheet } from "./invitations";
import { strings } from "./invitations.strings";
import { type AgendaItemRead, type MeetingRead, meeting } from "./queries";

interface Row {
  key: number;
  name: string;
  affiliation: string;
  presence: Mode;
  items: string[];
  guest_id: string | null;
}

const rowsOf = (held: Sheet): Row[] =>
  held.attended.map((each, key) => ({ ...each, key, affiliation: each.affiliation ?? "" }));

/** Guests who came, with the items they attended; those who were invited are a touch away. What is typed stays when refused. */
export function GuestsWhoCame({ found, sheet: held }: { found: MeetingRead; sheet: Sheet }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const last = useRef(1000);
  const list = useRef<HTMLUListElement>(null);
  const [touched, setTouched] = useState<Row[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const rows = touched ?? rowsOf(held);
  const change = (next: Row[]) => {
    setSaved(false);
    setTouched(next);
  };
  const set = (key: number, next: Partial<Row>) =>
    change(rows.map((each) => (each.key === key ? { ...each, ...next } : each)));
  const add = (next: Partial<Row>) => {
    last.current += 1;
    change([
      ...rows,
      { key: last.current, name: "", affiliation: "", presence: "in_room", items: [], guest_id: null, ...next },
    ]);
    setTimeout(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  };
  const save = async () => {
    setProblem(null);
    try {
      const guests = rows
        .filter((each) => each.name.trim())
        .map(({ key: _, name, affiliation, ...rest }) => ({
          ...rest,
          name: name.trim(),
          affiliation: affiliation.trim() || null,
        }));
      const answer = await recordGuests(net, found.id, held.version, guests);
      queries.setQueryData(meeting(net, found.id).queryKey, answer);
      await queries.invalidateQueries({ queryKey: sheet(net, found.id).queryKey });
      setTouched(null);
      setSaved(true);
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const invited = held.guests.filter((each) => !rows.some((row) => row.guest_id === each.id));
  return (
    <section className="stack" aria-label={t("guests")}>
      <h2>{t("guests")}</h2>
      <ul className="attendance guests" ref={list}>
        {rows.map((each) => (
          <Guest
            key={each.key}
            row={each}
            items={found.agenda_items}
            set={(next) => set(each.key, next)}
            remove={() => change(rows.filter((other) => other.key !== each.key))}
          />
        ))}
      </ul>
      <div className="row">
        {invited.map((each) => (
          <button
            key={each.id}
            type="button"
            className="btn"
            onClick={() =>
              add({
                name: each.name,
                affiliation: each.affiliation ?? "",
                presence: each.mode ?? "in_room",
                items: each.items,
                guest_id: each.id,
              })
            }
          >
            <Icon name="plus" size={16} /> {each.name}
          </button>
        ))}
        <button type="button" className="btn" onClick={() => add({})}>
          <Icon name="plus" size={16} /> {t("addGuest")}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {(touched || saved) && (
        <div className="row">
          <button type="button" className="btn main" disabled={!touched} onClick={() => void save()}>
            {t("saveGuests")}
          </button>
          <span className="small" role="status">
            {saved ? c("saved") : ""}
          </span>
        </div>
      )}
    </section>
  );
}

interface GuestProps {
  row: Row;
  items: AgendaItemRead[];
  set: (next: Partial<Row>) => void;
  remove: () => void;
}

function Guest({ row, items, set, remove }: GuestProps) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <li>
      <input
        aria-label={t("guestName")}
        placeholder={t("guestName")}
        value={row.name}
        maxLength={200}
        onChange={(event) => set({ name: event.target.value })}
      />
      <input
        aria-label={t("affiliation")}
        placeholder={t("affiliation")}
        value={row.affiliation}
        maxLength={300}
        onChange={(event) => set({ affiliation: event.target.value })}
      />
      <select
        aria-label={t("how")}
        value={row.presence}
        onChange={(event) => set({ presence: event.target.value as Mode })}
      >
        {MODES.map((value) => (
          <option key={value} value={value}>
            {word("attendance", value)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="btn plain icon"
        aria-label={t("removeGuest", { name: row.name })}
        onClick={remove}
      >
        <Icon name="cross" size={16} />
      </button>
      <Items label={t("attendedItems")} items={items} chosen={row.items} choose={(next) => set({ items: next })} />
    </li>
  );
}

interface ItemsProps {
  label: string;
  items: AgendaItemRead[];
  chosen: string[];
  choose: (items: string[]) => void;
}

/** Some items of the agenda; none chosen is the whole meeting. */
export function Items({ label, items, chosen, choose }: ItemsProps) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const placed = items.filter((item) => item.place > 0);
  const kept = chosen.length;
  return (
    <details className="items-of">
      <summary>
        {label}:{" "}
        {kept === 0
          ? t("wholeMeeting")
          : placed
              .filter((i) => chosen.includes(i.id))
              .map((i) => i.place)
              .join(", ")}
      </summary>
      <ul>
        {placed.map((item) => {
          const title = written(item.title, spoken);
          return (
            <li key={item.id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(item.id)}
                  onChange={(event) =>
                    choose(event.target.checked ? [...chosen, item.id] : chosen.filter((each) => each !== item.id))
                  }
                />
                <span>
                  {item.place}. <span lang={title.lang}>{title.text}</span>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** One guest as everybody reads it. */
export function Came({ guest, items }: { guest: Sheet["attended"][number]; items: AgendaItemRead[] }) {
  const t = useStrings(strings);
  const word = useWord();
  const places = items.filter((item) => guest.items.includes(item.id)).map((item) => item.place);
  return (
    <li>
      {[guest.name, guest.affiliation, word("attendance", guest.presence)].filter((part) => part).join(", ")}
      {places.length > 0 && (
        <span className="small">
          {" "}
          · {t("attendedItems")}: {places.join(", ")}
        </span>
      )}
    </li>
  );
}
