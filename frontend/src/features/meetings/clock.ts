import { useEffect, useState } from "react";
import { type SessionClock, STOPPED, turnTo } from "./agenda";

const key = (id: string) => `unmn.session.${id}`;

function read(id: string): SessionClock {
  try {
    return JSON.parse(localStorage.getItem(key(id)) ?? "null") ?? STOPPED;
  } catch {
    return STOPPED;
  }
}

/** The session's clock of this device: it goes on after a reload, and is gone when the meeting is over. */
export function useSessionClock(id: string, running: boolean) {
  const [clock, setClock] = useState(() => read(id));
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) localStorage.removeItem(key(id));
    const timer = running ? setInterval(() => setNow(Date.now()), 5_000) : undefined;
    return () => clearInterval(timer);
  }, [id, running]);
  const turn = (item: string | null) => {
    const next = turnTo(clock, item, Date.now());
    localStorage.setItem(key(id), JSON.stringify(next));
    setNow(Date.now());
    setClock(next);
  };
  return { clock, now: Math.max(now, clock.since), turn };
}
