import { useState } from "react";

/** A line that is typed and not sent: it stays on this device until it is, or until its author leaves. */
export function useKept(name: string): [string, (next: string) => void] {
  const key = `unmn.draft.${name}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? "");
  const set = (next: string) => {
    setText(next);
    if (next) localStorage.setItem(key, next);
    else localStorage.removeItem(key);
  };
  return [text, set];
}
