import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { keyOf, Outbox, type Status, waitingCount } from "./outbox";
import { notes, type SessionNoteRead } from "./queries";

/** What was typed and has not arrived; sent when the page opens, when the line comes back, and when it is asked to. */
export function useOutbox(net: string, meeting: string): { box: Outbox; status: Status } {
  const queries = useQueryClient();
  const box = useMemo(
    () =>
      new Outbox(net, meeting, (what, note) => {
        if (note) {
          queries.setQueryData(notes(net, meeting, true).queryKey, (held) => {
            const others = held?.items.filter((each) => each.agenda_item_id !== note.agenda_item_id) ?? [];
            return { next_cursor: null, items: [...others, note as SessionNoteRead] };
          });
        } else queries.invalidateQueries({ queryKey: [net, "meetings", meeting] });
        if (what === "action") queries.invalidateQueries({ queryKey: [net, "action-points"] });
      }),
    [net, meeting, queries],
  );
  const status = useSyncExternalStore(box.subscribe, box.now);
  useEffect(() => {
    const online = () => void box.send();
    const stored = (event: StorageEvent) => event.key === keyOf(meeting) && box.reread();
    window.addEventListener("online", online);
    window.addEventListener("storage", stored);
    if (waitingCount(box.now()) > 0) online();
    return () => {
      box.stop();
      window.removeEventListener("online", online);
      window.removeEventListener("storage", stored);
    };
  }, [box, meeting]);
  return { box, status };
}

/** Whether the browser says that there is a line. */
export function useLine(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("online", listener);
      window.addEventListener("offline", listener);
      return () => {
        window.removeEventListener("online", listener);
        window.removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
  );
}
