import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Agency, Field } from "./model";

interface Props {
  field: Field;
  name: string;
  value: string;
  /** The letter that began it: it replaces what stood there. */
  first: string | null;
  agencies: Agency[];
  /** `to` is null where the focus has gone elsewhere already. */
  commit: (value: string, to: [down: number, right: number] | null) => void;
  cancel: () => void;
}

/** One cell while it is typed in: Enter goes down, Tab to the side, Escape leaves it as it was, leaving it saves. */
export function Editor({ field, name, value, first, agencies, commit, cancel }: Props) {
  const dates = field === "starts_on" || field === "ends_on";
  const [text, setText] = useState(first && !dates && field !== "lead_id" ? first : value);
  const control = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const over = useRef(false);
  useEffect(() => {
    control.current?.focus();
    if (!first && !dates && field === "title") control.current?.select?.();
  }, [first, dates, field]);
  const end = (down: number, right: number) => {
    if (over.current) return;
    over.current = true;
    commit(text.trim(), [down, right]);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") end(event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab") end(0, event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") {
      over.current = true;
      cancel();
    } else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const shared = {
    ref: control,
    "aria-label": name,
    value: text,
    onKeyDown: press,
    onBlur: () => {
      if (over.current) return;
      over.current = true;
      commit(text.trim(), null);
    },
  };
  if (field === "lead_id")
    return (
      <select {...shared} onChange={(event) => setText(event.target.value)}>
        {!value && <option value="">–</option>}
        {agencies.map((each) => (
          <option key={each.id} value={each.id}>
            {each.acronym}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...shared}
      type={dates ? "date" : "text"}
      maxLength={500}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
