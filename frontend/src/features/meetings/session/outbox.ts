import { api, body, ifMatch } from "../../../api/client";
import { Problem } from "../../../api/problems";
import { language } from "../../../i18n";
import type { SessionNoteRead } from "./queries";

/** A note as it is typed: what it says now, and what it was typed upon. */
export interface Typed {
  text: string;
  base: { text: string; version: number };
  /** Somebody else was quicker: what stands, shown beside one's own until both are brought together. */
  theirs?: { text: string; version: number; by: string };
  /** It was refused for good: in the server's words. */
  refused?: string;
}

/** Something said once: an outcome or an action point. The key makes sure that it is recorded once. */
export interface Said {
  key: string;
  kind: "outcome" | "action";
  item: string;
  /** What was typed, to be shown while it waits. */
  told: string;
  body: Record<string, unknown>;
  refused?: string;
}

export interface Kept {
  notes: Record<string, Typed>;
  said: Said[];
}

export interface Status extends Kept {
  sending: boolean;
  /** The line is down, or the server does not answer. */
  waiting: boolean;
  /** When something last arrived (ms). */
  sentAt: number;
}

const EMPTY: Kept = { notes: {}, said: [] };
const RETRY = 5_000;
/** Refused for now: signed out, too many, the server rests. Everything else that is refused stays refused. */
const LATER = [0, 401, 408, 425, 429, 500, 502, 503, 504];

export const keyOf = (meeting: string) => `unmn.draft.session.${meeting}`;

/** Nothing is dirty that says what it was typed upon. */
export const isDirty = (note: Typed | undefined): boolean => Boolean(note && note.text !== note.base.text);

export function waitingCount({ notes, said }: Kept): number {
  return Object.values(notes).filter(isDirty).length + said.length;
}

/**
 * What was typed in a session and has not arrived yet: on this device with every stroke, sent in order when the line is
 * there. It survives a reload and a closed tab. What was refused stays, with the reason, until its author lets it go.
 */
export class Outbox {
  private state: Status;
  private listeners = new Set<() => void>();
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly network: string,
    private readonly meeting: string,
    private readonly arrived: (what: "note" | "outcome" | "action", note?: SessionNoteRead) => void,
    private readonly store: Storage = localStorage,
  ) {
    this.state = { ...this.read(), sending: false, waiting: false, sentAt: 0 };
  }

  // ── what is kept ──────────────────────────────────────────────────────────────────────────────────────────────────

  private read(): Kept {
    try {
      const kept = JSON.parse(this.store.getItem(keyOf(this.meeting)) ?? "null") as Kept | null;
      if (kept && typeof kept.notes === "object" && Array.isArray(kept.said)) return kept;
    } catch {
      // what cannot be read was not written by us
    }
    return EMPTY;
  }

  private set(change: Partial<Status>): void {
    this.state = { ...this.state, ...change };
    const { notes, said } = this.state;
    const kept = Object.fromEntries(Object.entries(notes).filter(([, note]) => isDirty(note)));
    if (said.length > 0 || Object.keys(kept).length > 0)
      this.store.setItem(keyOf(this.meeting), JSON.stringify({ notes: kept, said } satisfies Kept));
    else this.store.removeItem(keyOf(this.meeting));
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  now = (): Status => this.state;

  /** Another tab of the same person wrote: its words are kept there, ours here. */
  reread(): void {
    const kept = this.read();
    const mine = new Set(this.state.said.map(({ key }) => key));
    const said = [...this.state.said.filter(({ key }) => kept.said.some((each) => each.key === key))];
    this.state = { ...this.state, said: [...said, ...kept.said.filter(({ key }) => !mine.has(key))] };
    for (const listener of this.listeners) listener();
  }

  // ── typing ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Every stroke; what stands at the server is what it is typed upon. */
  type(item: string, text: string, standing: { text: string; version: number }): void {
    const held = this.state.notes[item];
    const base = isDirty(held) && held ? held.base : standing;
    const next: Typed = { ...(isDirty(held) ? held : {}), text, base, refused: undefined };
    this.set({ notes: { ...this.state.notes, [item]: next } });
  }

  /** Both texts are one now: it is typed upon what stands. */
  settle(item: string, text: string): void {
    const held = this.state.notes[item];
    if (!held?.theirs) return;
    const { text: stands, version } = held.theirs;
    this.set({ notes: { ...this.state.notes, [item]: { text, base: { text: stands, version } } } });
    void this.send();
  }

  say(entry: Omit<Said, "key">): void {
    this.set({ said: [...this.state.said, { ...entry, key: crypto.randomUUID() }] });
    void this.send();
  }

  /** Let go of something that was refused. */
  drop(key: string): void {
    this.set({ said: this.state.said.filter((each) => each.key !== key) });
  }

  // ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Send what waits, in the order in which it was said; one at a time, in one tab at a time. */
  send = (): Promise<void> => {
    clearTimeout(this.timer);
    this.running ??= this.alone().finally(() => {
      this.running = null;
    });
    return this.running;
  };

  stop(): void {
    clearTimeout(this.timer);
  }

  private async alone(): Promise<void> {
    const locks = globalThis.navigator?.locks;
    if (!locks) return this.all();
    await locks.request(keyOf(this.meeting), () => this.all());
  }

  private next(): Said | [string, Typed] | undefined {
    const note = Object.entries(this.state.notes).find(([, each]) => isDirty(each) && !each.theirs && !each.refused);
    return this.state.said.find(({ refused }) => !refused) ?? note;
  }

  private async all(): Promise<void> {
    this.set({ sending: true });
    try {
      for (let next = this.next(); next; next = this.next()) {
        if (Array.isArray(next)) await this.note(next[0], next[1]);
        else await this.entry(next);
        this.set({ waiting: false, sentAt: Date.now() });
      }
      this.set({ sending: false });
    } catch {
      this.set({ sending: false, waiting: true });
      this.timer = setTimeout(() => void this.send(), RETRY);
    }
  }

  private async note(item: string, typed: Typed): Promise<void> {
    try {
      const read = await body(
        api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/session/notes/{item_id}", {
          params: {
            path: { network: this.network, meeting_id: this.meeting, item_id: item },
            header: { "If-Match": ifMatch(typed.base.version) },
          },
          body: { text: typed.text },
        }),
      );
      const since = this.state.notes[item] ?? typed; // what was typed while it was on its way stays typed
      const base = { text: typed.text, version: read.version };
      this.set({ notes: { ...this.state.notes, [item]: { text: since.text, base } } });
      this.arrived("note", { ...read, text: typed.text });
    } catch (thrown) {
      const problem = this.final(thrown);
      const since = this.state.notes[item] ?? typed;
      if (problem.status === 412) {
        const theirs = {
          text: String(problem.body.current_text ?? ""),
          version: Number(problem.body.current_version ?? 0),
          by: String(problem.body.written_by ?? ""),
        };
        this.set({ notes: { ...this.state.notes, [item]: { ...since, theirs } } });
        this.arrived("note");
      } else this.set({ notes: { ...this.state.notes, [item]: { ...since, refused: problem.told } } });
    }
  }

  private async entry(entry: Said): Promise<void> {
    const path =
      entry.kind === "outcome"
        ? "/api/v1/networks/{network}/meetings/{meeting_id}/session/outcomes"
        : "/api/v1/networks/{network}/action-points";
    try {
      await body(
        api.POST(
          path as "/api/v1/networks/{network}/action-points",
          {
            params: {
              path: { network: this.network, meeting_id: this.meeting },
              header: { "Idempotency-Key": entry.key },
            },
            body: entry.body,
          } as never,
        ),
      );
      this.drop(entry.key);
      this.arrived(entry.kind);
    } catch (thrown) {
      const { told } = this.final(thrown);
      this.set({ said: this.state.said.map((each) => (each.key === entry.key ? { ...each, refused: told } : each)) });
    }
  }

  /** The problem that stands for good; whatever passes by itself is thrown on. */
  private final(thrown: unknown): { status: number; told: string; body: Problem["body"] } {
    if (!(thrown instanceof Problem) || LATER.includes(thrown.body.status)) throw thrown;
    const faults = thrown.body.errors?.map(({ detail }) => detail).join(" ");
    return {
      status: thrown.body.status,
      told: `${thrown.body.title}. ${faults ?? thrown.body.detail}`,
      body: thrown.body,
    };
  }
}

/** A title as the API wants it: English may not be missing, and it is kept in the language it was typed in. */
export const titled = (text: string) => ({ en: text, ...(language() === "en" ? {} : { [language()]: text }) });
