import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Press } from "../../ui/Press";
import { ProblemNote } from "../../ui/parts";
import { Came, GuestsWhoCame } from "./GuestsWhoCame";
import { type Invited, type Participant, type Presence, recordOne, type Sheet, sheet } from "./invitations";
import { strings as own } from "./invitations.strings";
import { named, Participants } from "./Participants";
import { type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

const PRESENCES = ["in_room", "remote", "absent"] as const;

/** Who is here: one touch per organisation, saved at once under its own version, so two people can record side by side. */
export function Attendance({ found, sheet: held }: { found: MeetingRead; sheet: Sheet }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const present = held.organisations.filter((each) => each.presence && each.presence !== "absent").length;
  const open = held.organisations.filter((each) => each.presence === null);
  const known = open.filter((each) => each.answer === "yes" || each.answer === "no");
  const record = useRecord(found);
  const all = async (each: Invited[], of: (one: Invited) => [Presence, Participant[]]) => {
    for (const one of each) await record(one, ...of(one));
  };
  return (
    <div className="stack">
      <p role="status">
        {t("countPresent", { count: present, all: held.organisations.length })} · {o("came", held.counts)}
      </p>
      {open.length > 0 && (
        <div className="row">
          {known.length > 0 && <Press act={() => all(known, expected)}>{o("asAnswered")}</Press>}
          <Press act={() => all(open, () => ["absent", []])}>{o("rest", { count: open.length })}</Press>
        </div>
      )}
      <ul className="attendance">
        {held.organisations.map((each) => (
          <Place key={each.organisation_id} invited={each} record={record} />
        ))}
      </ul>
      <GuestsWhoCame found={found} sheet={held} />
    </div>
  );
}

/** What an organisation answered, as if it had come so. */
function expected(of: Invited): [Presence, Participant[]] {
  if (of.answer === "no") return ["absent", []];
  return [of.mode ?? "in_room", of.coming];
}

function useRecord(found: MeetingRead) {
  const net = useNet();
  const queries = useQueryClient();
  return async (of: Invited, presence: Presence, people: Participant[]) => {
    const answer = await recordOne(net, found.id, of, presence, named(people));
    queries.setQueryData(sheet(net, found.id).queryKey, answer);
    queries.invalidateQueries({ queryKey: meeting(net, found.id).queryKey, exact: true });
  };
}

interface PlaceProps {
  invited: Invited;
  record: (of: Invited, presence: Presence, people: Participant[]) => Promise<void>;
}

function Place({ invited, record }: PlaceProps) {
  const c = useStrings(common);
  const o = useStrings(own);
  const word = useWord();
  const [people, setPeople] = useState<Participant[] | null>(null); // while somebody types
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const latest = useRef(invited);
  useEffect(() => {
    latest.current = invited;
  }, [invited]);
  const shown = people ?? invited.people;
  const save = async (presence: Presence, next: Participant[]) => {
    setProblem(null);
    try {
      await record(latest.current, presence, next);
      setSaved(true);
      if (next.every((each) => each.name.trim())) setPeople(null);
    } catch (thrown) {
      setSaved(false);
      setPeople(next);
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  const touch = (presence: Presence) => {
    const begun = shown.length > 0 ? shown : invited.coming;
    void save(
      presence,
      presence === "absent"
        ? []
        : begun.map((each) => ({ ...each, presence: begun.length > 1 ? each.presence : presence })),
    );
  };
  const change = (next: Participant[], settled: boolean) => {
    setPeople(next);
    setSaved(false);
    const same = JSON.stringify(named(next)) === JSON.stringify(invited.people);
    if (settled && !same && invited.presence && invited.presence !== "absent") void save(invited.presence, next);
  };
  return (
    <li data-organisation={invited.acronym} className={invited.presence ? undefined : "waits"}>
      <span className="acronym">{invited.acronym}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: three toggles side by side, not a form's fieldset */}
      <div className="segmented attends" role="group" aria-label={o("presenceOf", { organisation: invited.acronym })}>
        {PRESENCES.map((each) => (
          <button key={each} type="button" aria-pressed={invited.presence === each} onClick={() => touch(each)}>
            {word("attendance", each)}
          </button>
        ))}
      </div>
      <span className="small" role="status">
        {saved ? o("savedFor", { organisation: invited.acronym }) : ""}
      </span>
      {invited.presence && invited.presence !== "absent" && (
        <Participants organisation={invited.acronym} people={shown} change={change} usual={invited.presence} />
      )}
      {problem && <ProblemNote problem={problem} />}
    </li>
  );
}

/** The attendance as everybody reads it: by person, and the absent are named too. */
export function Attended({ found, sheet: held }: { found: MeetingRead; sheet: Sheet }) {
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const groups = ([...PRESENCES, null] as const).map((presence) => ({
    presence,
    here: held.organisations.filter((each) => each.presence === presence),
  }));
  const said = (each: Invited) => {
    const people = each.people.map((person) => {
      const how = person.presence === each.presence ? null : word("attendance", person.presence);
      return [person.name, person.function, how].filter((part) => part).join(", ");
    });
    return people.length > 0 ? `${each.acronym} (${people.join("; ")})` : each.acronym;
  };
  return (
    <>
      <p role="status">{o("came", held.counts)}</p>
      <dl className="kv">
        {groups
          .filter(({ here }) => here.length > 0)
          .map(({ presence, here }) => (
            <div key={presence ?? "none"} className="kv-row">
              <dt>{presence ? word("attendance", presence) : t("unrecorded")}</dt>
              <dd>{here.map(said).join(", ")}</dd>
            </div>
          ))}
        <div className="kv-row">
          <dt>{o("guests")}</dt>
          <dd>
            {held.attended.length === 0 ? (
              o("noneCame")
            ) : (
              <ul className="lines">
                {held.attended.map((each) => (
                  <Came key={`${each.name}${each.affiliation}`} guest={each} items={found.agenda_items} />
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </>
  );
}
