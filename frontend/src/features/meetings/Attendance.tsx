import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/parts";
import { type InvitationRead, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

const PRESENCES = ["in_room", "remote", "absent"] as const;
type Presence = (typeof PRESENCES)[number];
interface Entry {
  presence: Presence | null;
  person: string;
}
interface Guest {
  key: number;
  name: string;
  affiliation: string;
  presence: "in_room" | "remote";
}

const entryOf = (each: InvitationRead): Entry => ({ presence: each.presence, person: each.person ?? "" });

/** Who is here: one line per organisation, and guests. What is typed stays when saving is refused. */
export function Attendance({ found }: { found: MeetingRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [touched, setTouched] = useState<Record<string, Entry>>({});
  const [guests, setGuests] = useState<Guest[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const shownGuests =
    guests ?? found.guests.map((each, at) => ({ ...each, key: at, affiliation: each.affiliation ?? "" }));
  const entry = (each: InvitationRead) => touched[each.organisation_id] ?? entryOf(each);
  const touch = (each: InvitationRead, next: Partial<Entry>) => {
    setSaved(false);
    setTouched({ ...touched, [each.organisation_id]: { ...entry(each), ...next } });
  };
  const change = (next: Guest[]) => {
    setSaved(false);
    setGuests(next);
  };
  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      const entries = Object.entries(touched).flatMap(([organisation_id, { presence, person }]) =>
        presence ? [{ organisation_id, presence, person: person.trim() || null }] : [],
      );
      const named = shownGuests.filter((each) => each.name.trim());
      const answer = await body(
        api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/attendance", {
          params: { path: { network: net, meeting_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
          body: {
            entries,
            guests: named.map(({ name, affiliation, presence }) => ({
              name: name.trim(),
              affiliation: affiliation.trim() || null,
              presence,
            })),
          },
        }),
      );
      queries.setQueryData(meeting(net, found.id).queryKey, answer);
      setTouched({});
      setGuests(null);
      setSaved(true);
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  const present = found.invitations.filter((each) => ["in_room", "remote"].includes(entry(each).presence ?? "")).length;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p role="status">{t("countPresent", { count: present, all: found.invitations.length })}</p>
      <ul className="attendance">
        {found.invitations.map((each) => (
          <Place key={each.organisation_id} invitation={each} entry={entry(each)} touch={(next) => touch(each, next)} />
        ))}
      </ul>
      <Guests guests={shownGuests} change={change} />
      {problem && <ProblemNote problem={problem} />}
      <div className="row">
        <button type="submit" className="btn main" disabled={saving}>
          {t("saveAttendance")}
        </button>
        <span className="small" role="status">
          {saving ? t("saving") : saved ? c("saved") : ""}
        </span>
      </div>
    </form>
  );
}

interface PlaceProps {
  invitation: InvitationRead;
  entry: Entry;
  touch: (next: Partial<Entry>) => void;
}

function Place({ invitation, entry, touch }: PlaceProps) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <li data-organisation={invitation.acronym}>
      <span className="acronym">{invitation.acronym}</span>
      <fieldset className="threefold">
        <legend className="sr">{t("presenceOf", { organisation: invitation.acronym })}</legend>
        {PRESENCES.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`presence-${invitation.organisation_id}`}
              checked={entry.presence === each}
              onChange={() => touch({ presence: each })}
            />
            {word("attendance", each)}
          </label>
        ))}
      </fieldset>
      <input
        aria-label={t("personOf", { organisation: invitation.acronym })}
        placeholder={t("person")}
        value={entry.person}
        maxLength={200}
        onChange={(event) => touch({ person: event.target.value })}
      />
    </li>
  );
}

function Guests({ guests, change }: { guests: Guest[]; change: (next: Guest[]) => void }) {
  const t = useStrings(strings);
  const word = useWord();
  const last = useRef(1000);
  const list = useRef<HTMLUListElement>(null);
  const set = (key: number, next: Partial<Guest>) =>
    change(guests.map((each) => (each.key === key ? { ...each, ...next } : each)));
  const add = () => {
    last.current += 1;
    change([...guests, { key: last.current, name: "", affiliation: "", presence: "in_room" }]);
    setTimeout(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  };
  return (
    <section className="stack" aria-label={t("guests")}>
      <h2>{t("guests")}</h2>
      <ul className="attendance guests" ref={list}>
        {guests.map((each) => (
          <li key={each.key}>
            <input
              aria-label={t("guestName")}
              placeholder={t("guestName")}
              value={each.name}
              maxLength={200}
              onChange={(event) => set(each.key, { name: event.target.value })}
            />
            <input
              aria-label={t("guestFrom")}
              placeholder={t("guestFrom")}
              value={each.affiliation}
              maxLength={300}
              onChange={(event) => set(each.key, { affiliation: event.target.value })}
            />
            <select
              aria-label={t("guestPresence")}
              value={each.presence}
              onChange={(event) => set(each.key, { presence: event.target.value as Guest["presence"] })}
            >
              {(["in_room", "remote"] as const).map((value) => (
                <option key={value} value={value}>
                  {word("attendance", value)}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="btn plain icon"
              aria-label={t("removeGuest", { name: each.name })}
              onClick={() => change(guests.filter((other) => other.key !== each.key))}
            >
              <Icon name="cross" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <div>
        <button type="button" className="btn" onClick={add}>
          <Icon name="plus" size={16} /> {t("addGuest")}
        </button>
      </div>
    </section>
  );
}

/** The attendance as everybody reads it: the absent are named too. */
export function Attended({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const groups = ([...PRESENCES, null] as const).map((presence) => ({
    presence,
    here: found.invitations.filter((each) => each.presence === presence),
  }));
  return (
    <dl className="kv">
      {groups
        .filter(({ here }) => here.length > 0)
        .map(({ presence, here }) => (
          <div key={presence ?? "none"} className="kv-row">
            <dt>{presence ? word("attendance", presence) : t("unrecorded")}</dt>
            <dd>{here.map((each) => (each.person ? `${each.acronym} (${each.person})` : each.acronym)).join(", ")}</dd>
          </div>
        ))}
      <div className="kv-row">
        <dt>{t("guests")}</dt>
        <dd>
          {found.guests.length === 0
            ? t("noGuests")
            : found.guests
                .map((each) =>
                  [each.name, each.affiliation, word("attendance", each.presence)].filter((part) => part).join(", "),
                )
                .join("; ")}
        </dd>
      </div>
    </dl>
  );
}
