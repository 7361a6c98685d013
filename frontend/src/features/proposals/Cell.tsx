import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { useAmount } from "./Bars";
import { type Cents, parse, toAmount } from "./budget";

interface Props {
  /** What the cell is called: output, category, year. */
  name: string;
  /** `row:column`, for the arrows. */
  at: string;
  cell: string;
  cents: Cents | null;
  /** What was typed and is not saved yet. */
  typed: string | undefined;
  fault: string | undefined;
  describedBy: string | undefined;
  writes: boolean;
  type: (text: string) => void;
  across: (text: string) => void;
  go: (down: number, right: number) => void;
  paste: (event: ClipboardEvent) => void;
  tell: (cents: Cents | null) => void;
  undone: (cents: Cents | null) => void;
}

/** As it is edited: whole dollars without their zeros. */
const plain = (cents: Cents | null): string => (cents === null ? "" : toAmount(cents).replace(/\.00$/, ""));

/** Enter and the arrows up and down leave the cell; the others only from its edge, or before anything was typed. */
function step(event: KeyboardEvent<HTMLInputElement>, fresh: boolean): [number, number] | null {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  if (event.key === "Enter") return [event.shiftKey ? -1 : 1, 0];
  if (event.key === "ArrowDown") return [1, 0];
  if (event.key === "ArrowUp") return [-1, 0];
  if (event.key === "ArrowLeft" && (fresh || selectionEnd === 0)) return [0, -1];
  if (event.key === "ArrowRight" && (fresh || selectionStart === value.length)) return [0, 1];
  return null;
}

/** One amount. Blank is a dash, zero is 0. */
export function Cell(props: Props) {
  const { name, at, cell, cents, typed, fault, describedBy, writes, type, across, go, paste, tell, undone } = props;
  const amount = useAmount();
  const [text, setText] = useState<string | null>(null);
  const before = useRef("");
  const fresh = useRef(true);
  const className = `num${fault ? " fault" : ""}${typed !== undefined ? " typed" : ""}`;
  if (!writes)
    return (
      <td className={className}>
        <span data-cell={cell} tabIndex={fault ? 0 : undefined}>
          {amount(cents)}
          {fault && <span className="sr"> {fault}</span>}
        </span>
      </td>
    );
  const enter = () => {
    before.current = typed ?? plain(cents);
    fresh.current = true;
    setText(before.current);
  };
  const leave = () => {
    const now = text === null ? undefined : parse(text);
    if (text !== null && text !== before.current && now !== undefined) tell(now);
    setText(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && text !== before.current) {
      event.preventDefault();
      event.stopPropagation();
      setText(before.current);
      type(before.current);
      undone(parse(before.current) ?? null);
      return;
    }
    if (event.key === "ArrowRight" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      across(text ?? "");
      return;
    }
    const to = event.altKey || event.ctrlKey || event.metaKey ? null : step(event, fresh.current);
    if (!to) return;
    event.preventDefault();
    go(...to);
  };
  return (
    <td className={className}>
      <input
        inputMode="decimal"
        autoComplete="off"
        aria-label={name}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy}
        data-at={at}
        data-cell={cell}
        maxLength={30}
        placeholder="–"
        value={text ?? typedText(typed, cents, amount)}
        onFocus={(event) => {
          const field = event.currentTarget;
          enter();
          requestAnimationFrame(() => field.select());
        }}
        onBlur={leave}
        onClick={() => {
          fresh.current = false;
        }}
        onChange={(event) => {
          fresh.current = false;
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

/** What is no amount stays as it was typed. */
function typedText(typed: string | undefined, cents: Cents | null, amount: (cents: Cents) => string): string {
  if (typed !== undefined && parse(typed) === undefined) return typed;
  return cents === null ? "" : amount(cents);
}
