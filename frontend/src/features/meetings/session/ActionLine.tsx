import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type RefObject, useId, useState } from "react";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { local } from "../../../ui/Moves";
import { members } from "../../actions/queries";
import { read } from "../../actions/quick";
import { useKept } from "./kept";
import { type Outbox, titled } from "./outbox";
import { strings } from "./session.strings";

interface Props {
  meeting: string;
  item: string;
  box: Outbox;
  field: RefObject<HTMLInputElement | null>;
}

/** `what @WHO 15 Jan`, then Enter: it is recorded when the line allows, and stays here until then. */
export function ActionLine({ meeting, item, box, field }: Props) {
  const t = useStrings(strings);
  const id = useId();
  const known = useQuery(members(useNet())).data?.items ?? [];
  const [line, setLine] = useKept(`session.action.${meeting}.${item}`);
  const [fault, setFault] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    const { title, owner, due } = read(line, local(new Date()).slice(0, 10));
    const organisation = known.find((each) => each.acronym.toLowerCase() === owner?.toLowerCase());
    if (!title) return setFault(t("noTitle"));
    if (!organisation) return setFault(t("noOwner"));
    if (!due) return setFault(t("noDay"));
    box.say({
      kind: "action",
      item,
      told: line.trim(),
      body: { title: titled(title), owner_id: organisation.organisation_id, due_on: due, agenda_item_id: item },
    });
    setLine("");
  };
  return (
    <form className="field session-field" onSubmit={send} noValidate>
      <label htmlFor={id}>{t("action")}</label>
      <div className="row">
        <input
          ref={field}
          id={id}
          className="grow"
          value={line}
          maxLength={340}
          autoComplete="off"
          aria-invalid={fault ? true : undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setLine(event.target.value);
            setFault("");
          }}
        />
        <button type="submit" className="btn">
          {t("record")}
        </button>
      </div>
      <div id={`${id}-help`}>
        {fault && (
          <div className="error" role="alert">
            {fault}
          </div>
        )}
        <div className="help">{t("actionHelp", { who: known[0]?.acronym ?? "IOM" })}</div>
      </div>
    </form>
  );
}
