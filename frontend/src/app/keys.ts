import { useEffect, useRef } from "react";

const KEPT = "unmn.keys";
export const keysOn = (): boolean => localStorage.getItem(KEPT) !== "off";
export const setKeys = (on: boolean): void => localStorage.setItem(KEPT, on ? "on" : "off");

const busy = (event: KeyboardEvent) =>
  event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest?.("input, textarea, select");

/**
 * Single keys and pairs such as `g d`, while nobody types. They can be switched off in one's account (WCAG 2.1.4);
 * Ctrl K is no single key and stays.
 */
export function useKeys(acts: Record<string, (() => void) | undefined>): void {
  // the newest acts, read when a key comes: a page that draws itself again between `g` and `d` forgets nothing
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(() => {
    let first = "";
    let timer = 0;
    const press = (event: KeyboardEvent) => {
      const now = newest.current;
      const held = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" ? now["ctrl k"] : undefined;
      const act = held ?? (keysOn() && !busy(event) ? (now[`${first}${event.key}`] ?? now[event.key]) : undefined);
      clearTimeout(timer);
      first = !act && event.key === "g" ? "g " : "";
      timer = window.setTimeout(() => {
        first = "";
      }, 1500);
      if (!act || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", press);
    };
  }, []);
}

/** The next or the previous thing of a list: the focus goes to its link. */
export function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("main .rows a.whole, main .things a, main .open-ones a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}
