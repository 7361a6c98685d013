import { beforeEach, describe, expect, it, vi } from "vitest";
import { isDirty, keyOf, Outbox, waitingCount } from "./outbox";

const STANDS = { text: "", version: 0 };
type Sent = { method: string; path: string; headers: Headers; body: Record<string, unknown> };

/** A server of one note and a list of outcomes, behind a line that can be cut, also after it has heard. */
class Server {
  note = { text: "", version: 0 };
  recorded = new Map<string, string>();
  sent: Sent[] = [];
  line: "up" | "down" | "loses answers" = "up";

  answer = async (path: string, init: RequestInit): Promise<Response> => {
    if (this.line === "down") throw new TypeError("Failed to fetch");
    const headers = new Headers(init.headers);
    const body = JSON.parse(String(init.body));
    this.sent.push({ method: init.method ?? "", path, headers, body });
    const reply = init.method === "PUT" ? this.put(headers, body.text) : this.post(headers, body);
    if (this.line === "loses answers") throw new TypeError("Failed to fetch");
    return reply;
  };

  private put(headers: Headers, text: string): Response {
    const seen = Number(/\d+/.exec(headers.get("If-Match") ?? "")?.[0]);
    if (text !== this.note.text && seen !== this.note.version) return problem(412, this.note);
    if (text !== this.note.text) this.note = { text, version: this.note.version + 1 };
    return Response.json({ agenda_item_id: "i", written_by: "IOM", written_at: null, ...this.note });
  }

  private post(headers: Headers, body: { text?: string }): Response {
    if (body.text === "wrong") return problem(422, this.note);
    this.recorded.set(headers.get("Idempotency-Key") ?? "", body.text ?? "");
    return Response.json({}, { status: 201 });
  }
}

const problem = (status: number, note: { text: string; version: number }) =>
  Response.json(
    {
      type: "/problems/x",
      title: "No",
      status,
      detail: "why",
      current_text: note.text,
      current_version: note.version,
      written_by: "RCO",
    },
    { status, headers: { "content-type": "application/problem+json" } },
  );

let server: Server;
const outbox = () => new Outbox("net", "m", () => undefined);
const outcome = (text: string) => ({ kind: "outcome" as const, item: "i", told: text, body: { text } });

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  server = new Server();
  vi.stubGlobal("fetch", server.answer);
});

describe("nothing that was typed is lost", () => {
  it("keeps every stroke on the device until it has arrived", async () => {
    const box = outbox();
    box.type("i", "UNDP pre", STANDS);
    expect(localStorage.getItem(keyOf("m"))).toContain("UNDP pre");
    expect(waitingCount(box.now())).toBe(1);
    await box.send();
    expect(server.note).toEqual({ text: "UNDP pre", version: 1 });
    expect(localStorage.getItem(keyOf("m"))).toBeNull();
    expect(waitingCount(box.now())).toBe(0);
  });

  it("waits while the line is down, survives the tab, and sends in order", async () => {
    server.line = "down";
    const box = outbox();
    box.type("i", "Noted.", STANDS);
    box.say(outcome("First."));
    box.say(outcome("Second."));
    await box.send();
    expect(box.now().waiting).toBe(true);
    box.stop();
    const again = outbox(); // the tab was closed and opened
    expect(waitingCount(again.now())).toBe(3);
    server.line = "up";
    await again.send();
    expect([...server.recorded.values()]).toEqual(["First.", "Second."]);
    expect(server.note.text).toBe("Noted.");
    expect(waitingCount(again.now())).toBe(0);
    expect(again.now().waiting).toBe(false);
  });

  it("records once what was heard though its answer was lost", async () => {
    const box = outbox();
    server.line = "loses answers";
    box.say(outcome("First."));
    box.type("i", "Noted.", STANDS);
    await box.send();
    server.line = "up";
    await vi.advanceTimersByTimeAsync(6_000);
    expect([...server.recorded.values()]).toEqual(["First."]);
    expect(
      new Set(
        server.sent.filter(({ method }) => method === "POST").map(({ headers }) => headers.get("Idempotency-Key")),
      ).size,
    ).toBe(1);
    expect(server.note).toEqual({ text: "Noted.", version: 1 });
    expect(waitingCount(box.now())).toBe(0);
  });

  it("puts the other's text beside one's own, and sends neither over the other", async () => {
    const box = outbox();
    server.note = { text: "Theirs", version: 3 };
    box.type("i", "Mine", STANDS);
    await box.send();
    expect(box.now().notes.i).toMatchObject({ text: "Mine", theirs: { text: "Theirs", version: 3, by: "RCO" } });
    expect(server.note.text).toBe("Theirs");
    box.type("i", "Mine, and more", STANDS);
    await box.send();
    expect(server.note.text).toBe("Theirs");
    box.settle("i", "Theirs\nMine, and more");
    await box.send();
    expect(server.note).toEqual({ text: "Theirs\nMine, and more", version: 4 });
    expect(isDirty(box.now().notes.i)).toBe(false);
  });

  it("keeps what is refused, with the reason, and goes on with the rest", async () => {
    const box = outbox();
    box.say(outcome("wrong"));
    box.say(outcome("Second."));
    await box.send();
    expect([...server.recorded.values()]).toEqual(["Second."]);
    expect(box.now().said).toMatchObject([{ told: "wrong", refused: "No. why" }]);
    expect(outbox().now().said).toHaveLength(1);
  });

  it("sends what was typed while the last text was on its way", async () => {
    const box = outbox();
    box.type("i", "One", STANDS);
    const sending = box.send();
    box.type("i", "One, two", STANDS);
    await sending;
    await box.send();
    expect(server.note.text).toBe("One, two");
    expect(isDirty(box.now().notes.i)).toBe(false);
  });
});
