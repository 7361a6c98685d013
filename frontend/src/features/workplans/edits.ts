import { useEffect, useRef, useState } from "react";
import { Problem } from "../../api/problems";

/** One field of one row as it was typed, until the server has it. It stays on this device over a broken line. */
export interface Pending {
  id: string;
  field: string;
  value: string;
  /** What stood there when it was typed. */
  was: string;
  state: "sending" | "failed" | "conflict";
  title?: string;
  detail?: string;
}

export interface Change {
  id: string;
  field: string;
  before: string;
  after: string;
}

export const keyOf = (id: string, field: string) => `${id}|${field}`;

type All = Record<string, Pending>;

/** What was kept by an earlier visit: nothing of it is on its way any more. */
export function revived(text: string | null): All {
  try {
    const found = JSON.parse(text ?? "{}") as All;
    return Object.fromEntries(
      Object.entries(found).map(([key, each]) => [key, each.state === "sending" ? { ...each, state: "failed" } : each]),
    );
  } catch {
    return {};
  }
}

/** After a lost race: somebody changed the very field, or another one of the row, which is no conflict. */
export const collides = (pending: Pick<Pending, "was" | "value">, now: string): boolean =>
  now !== pending.was && now !== pending.value;

interface Asks {
  plan: string;
  /** Sends one field with the version that the page has now. */
  send: (id: string, field: string, value: string) => Promise<unknown>;
  /** Reads everything again. */
  again: () => Promise<unknown>;
  /** What the server has in a field now. */
  now: (id: string, field: string) => string | null;
}

/**
 * Fields are sent one after the other, each with If-Match. A lost race reads again: if only another field of the row has
 * changed it is sent once more, otherwise both texts stand side by side. What cannot be sent is kept and can be sent again.
 */
export function useEdits({ plan, send, again, now }: Asks) {
  const name = `unmn.draft.${plan}.cells`;
  const [pending, setPending] = useState<All>(() => revived(localStorage.getItem(name)));
  const [undos, setUndos] = useState<Change[]>([]);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const asks = useRef({ send, again, now });
  useEffect(() => {
    asks.current = { send, again, now };
  });
  useEffect(() => {
    if (Object.keys(pending).length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(pending));
  }, [pending, name]);
  const put = (each: Pending) => setPending((all) => ({ ...all, [keyOf(each.id, each.field)]: each }));
  const drop = (id: string, field: string) => setPending(({ [keyOf(id, field)]: _, ...others }) => others);

  const attempt = async (each: Pending, tries = 0): Promise<boolean> => {
    put({ ...each, state: "sending", title: undefined, detail: undefined });
    try {
      await asks.current.send(each.id, each.field, each.value);
      drop(each.id, each.field);
      return true;
    } catch (thrown) {
      const problem = thrown instanceof Problem ? thrown : null;
      if (problem?.slug !== "stale") {
        put({
          ...each,
          state: "failed",
          title: problem?.body.title,
          detail: problem?.at(`/${each.field}`) ?? problem?.body.detail,
        });
        return false;
      }
      await asks.current.again();
      const standing = asks.current.now(each.id, each.field) ?? each.was;
      if (!collides(each, standing) && tries < 3) return attempt(each, tries + 1);
      put({ ...each, state: "conflict" });
      return false;
    }
  };
  const queued = (each: Pending): Promise<boolean> => {
    const sent = line.current.then(() => attempt(each));
    line.current = sent;
    return sent;
  };
  const commit = async (id: string, field: string, value: string, was: string, remember = true): Promise<boolean> => {
    if (value === was) {
      drop(id, field);
      return true;
    }
    const each: Pending = { id, field, value, was, state: "sending" };
    put(each);
    const done = await queued(each);
    if (done && remember) setUndos((all) => [...all, { id, field, before: was, after: value }]);
    return done;
  };
  return {
    pending,
    commit,
    of: (id: string, field: string): Pending | undefined => pending[keyOf(id, field)],
    open: Object.values(pending).filter((each) => each.state !== "sending"),
    /** Everything that failed, once more. */
    retry: async () => {
      for (const each of Object.values(pending)) if (each.state === "failed") await queued(each);
    },
    settle: async (each: Pending, mine: boolean) => {
      const standing = asks.current.now(each.id, each.field) ?? each.was;
      if (mine) await queued({ ...each, was: standing });
      else drop(each.id, each.field);
    },
    standing: (each: Pending): string | null => asks.current.now(each.id, each.field),
    canUndo: undos.length > 0,
    /** Takes the last change back by an ordinary one. */
    undo: async (): Promise<Change | null> => {
      const last = undos.at(-1);
      if (!last) return null;
      setUndos((all) => all.slice(0, -1));
      const standing = asks.current.now(last.id, last.field) ?? last.after;
      const done = await commit(last.id, last.field, last.before, standing, false);
      return done ? last : null;
    },
  };
}

export type Edits = ReturnType<typeof useEdits>;
