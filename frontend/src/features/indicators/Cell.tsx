import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useLanguage } from "../../i18n";
import { parse, plain, told } from "./numbers";

interface CellProps {
  name: string;
  /** `row:column`, for the arrows. */
  at: string;
  saved: string | null;
  typed: string | undefined;
  least: number;
  fault: string | undefined;
  describedBy: string | undefined;
  type: (text: string) => void;
  go: (by: [number, number]) => void;
  paste: (event: ClipboardEvent) => void;
  left: (text: string) => void;
  undo: () => unknown;
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * One number. Reached, it is as a cell of a sheet: arrows go on, typing replaces it, Enter opens it. Opened, arrows move
 * in the text, Enter goes down, Escape takes back what was typed.
 */
export function Cell({ name, at, saved, typed, least, fault, describedBy, type, go, paste, left, undo }: CellProps) {
  const spoken = useLanguage();
  const [text, setText] = useState<string | null>(null);
  const began = useRef("");
  const opened = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const reached = useRef(false);
  // before the next key, however fast it comes: what is typed replaces all of it
  useLayoutEffect(() => {
    if (reached.current) field.current?.select();
    reached.current = false;
  });
  const shut = (field: HTMLInputElement) => {
    opened.current = false;
    field.select();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      undo();
      setText(null);
      requestAnimationFrame(() => shut(field));
    } else if (event.key === "Escape" && text !== null && text !== began.current) {
      event.preventDefault();
      event.stopPropagation();
      type(began.current);
      setText(began.current);
      requestAnimationFrame(() => shut(field));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (opened.current) go([event.shiftKey ? -1 : 1, 0]);
      else {
        opened.current = true;
        field.setSelectionRange(field.value.length, field.value.length);
      }
    } else if (event.key in STEPS && !command && !event.altKey && !event.shiftKey) {
      const step = STEPS[event.key] as [number, number];
      if (opened.current && step[0] === 0) return;
      event.preventDefault();
      go(step);
    }
  };
  const standing = typed !== undefined ? typed : plain(saved, spoken);
  const shown =
    typed !== undefined && parse(typed, spoken) === undefined
      ? typed
      : saved === null
        ? ""
        : told(saved, spoken, least);
  return (
    <td className={`num${fault ? " fault" : ""}${typed !== undefined ? " typed" : ""}`}>
      <input
        inputMode="decimal"
        autoComplete="off"
        aria-label={name}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy}
        data-at={at}
        maxLength={40}
        placeholder="–"
        value={text ?? shown}
        ref={field}
        onMouseDown={(event) => {
          // pressed once it is reached as by the arrows, all of it selected
          if (document.activeElement === event.currentTarget) return;
          event.preventDefault();
          event.currentTarget.focus();
        }}
        onFocus={() => {
          began.current = standing;
          opened.current = false;
          reached.current = true;
          setText(standing);
        }}
        onBlur={() => {
          if (text !== null && text !== began.current) left(text);
          setText(null);
        }}
        onDoubleClick={() => {
          opened.current = true;
        }}
        onChange={(event) => {
          opened.current = true;
          setText(event.target.value);
          type(event.target.value);
        }}
        onKeyDown={press}
        onPaste={(event) => {
          paste(event);
          if (event.defaultPrevented) setText(null);
        }}
      />
    </td>
  );
}
