import { useId, useRef } from "react";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { MODES, type Mode, type Participant } from "./invitations";
import { strings } from "./invitations.strings";

interface Props {
  organisation: string;
  people: Participant[];
  change: (people: Participant[], settled: boolean) => void;
  usual?: Mode;
}

/** Several people of one organisation, each in the room or remote. `settled`: not in the middle of a name. */
export function Participants({ organisation, people, change, usual = "in_room" }: Props) {
  const t = useStrings(strings);
  const word = useWord();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const set = (at: number, next: Partial<Participant>, settled: boolean) =>
    change(
      people.map((each, other) => (other === at ? { ...each, ...next } : each)),
      settled,
    );
  const add = () => {
    change([...people, { name: "", function: null, presence: usual }], false);
    setTimeout(() => list.current?.querySelector<HTMLElement>(".participant:last-of-type input")?.focus());
  };
  return (
    <div className="stack participants" ref={list}>
      {people.map((person, at) => {
        const facts = { number: at + 1, organisation };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: people have no other key than their place
          <div className="participant" key={at}>
            <input
              aria-label={t("nameOf", facts)}
              placeholder={t("name")}
              value={person.name}
              maxLength={200}
              onChange={(event) => set(at, { name: event.target.value }, false)}
              onBlur={() => change(people, true)}
            />
            <input
              aria-label={t("functionOf", facts)}
              placeholder={t("function")}
              value={person.function ?? ""}
              maxLength={200}
              onChange={(event) => set(at, { function: event.target.value || null }, false)}
              onBlur={() => change(people, true)}
            />
            <fieldset className="threefold">
              <legend className="sr">{t("howOf", facts)}</legend>
              {MODES.map((mode) => (
                <label key={mode}>
                  <input
                    type="radio"
                    name={`${id}-${at}`}
                    checked={person.presence === mode}
                    onChange={() => set(at, { presence: mode }, true)}
                  />
                  {word("attendance", mode)}
                </label>
              ))}
            </fieldset>
            <button
              type="button"
              className="btn plain icon"
              aria-label={t("removePerson", facts)}
              onClick={() =>
                change(
                  people.filter((_, other) => other !== at),
                  true,
                )
              }
            >
              <Icon name="cross" size={16} />
            </button>
          </div>
        );
      })}
      {people.length < 12 && (
        <div>
          <button type="button" className="btn small" onClick={add} aria-label={t("addPersonOf", { organisation })}>
            <Icon name="plus" size={14} /> {t("addPerson")}
          </button>
        </div>
      )}
    </div>
  );
}

/** Only those with a name are sent. */
export const named = (people: Participant[]): Participant[] =>
  people.filter((each) => each.name.trim()).map((each) => ({ ...each, name: each.name.trim() }));
