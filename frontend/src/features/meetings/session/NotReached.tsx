import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { Written } from "../../../ui/parts";
import type { MeetingRead } from "../queries";
import { session } from "./queries";
import { strings } from "./session.strings";
import { unreached } from "./time";

/** Before the meeting is closed: what had neither time nor outcome goes on to the next one, unless it is unticked. */
export function NotReached({ found, chosen }: { found: MeetingRead; chosen: RefObject<string[]> }) {
  const t = useStrings(strings);
  const stands = useQuery(session(useNet(), found.id)).data;
  const [off, setOff] = useState<string[]>([]);
  const items = found.agenda_items.filter((item) => item.place > 0);
  const left = stands ? unreached(items, stands) : [];
  const going = left.filter(({ id }) => !off.includes(id)).map(({ id }) => id);
  useEffect(() => {
    chosen.current = going;
    return () => {
      chosen.current = [];
    };
  });
  return (
    <div className="stack">
      <p>{t("endSays")}</p>
      {left.length > 0 && (
        <fieldset>
          <legend className="legend">{t("notReached")}</legend>
          {left.map((item) => (
            <label key={item.id} className="row tight">
              <input
                type="checkbox"
                checked={!off.includes(item.id)}
                onChange={({ target }) =>
                  setOff(target.checked ? off.filter((id) => id !== item.id) : [...off, item.id])
                }
              />
              <span className="grow">
                {item.place}. <Written text={item.title} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
