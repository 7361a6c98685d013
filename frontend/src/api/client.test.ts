import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, body, forget, ifMatch, SIGNED_OUT, STALE } from "./client";
import { asProblem, Problem } from "./problems";

const sent = vi.fn();
const answer = (status: number, json?: unknown, type = "application/json") =>
  sent.mockResolvedValueOnce(
    new Response(json === undefined ? null : JSON.stringify(json), { status, headers: { "content-type": type } }),
  );
const problem = (status: number, more = {}) =>
  answer(
    status,
    { type: "/problems/stale", title: "Changed in the meantime", status, detail: "Look again.", ...more },
    "application/problem+json",
  );
const request = () => ({ url: sent.mock.calls[0]?.[0] as string, init: sent.mock.calls[0]?.[1] as RequestInit });
const heard = (name: string) => {
  const listener = vi.fn();
  window.addEventListener(name, listener, { once: true });
  return listener;
};

beforeEach(() => vi.stubGlobal("fetch", sent));
afterEach(() => {
  sent.mockReset();
  vi.unstubAllGlobals();
});

describe("a request", () => {
  it("fills the path, leaves out what is not asked, and speaks the reader's language", async () => {
    document.documentElement.lang = "en";
    answer(200, { items: [] });
    const query = { state: undefined, kind: "workplan" as const, limit: 5 };
    await api.GET("/api/v1/networks/{network}/decisions", { params: { path: { network: "a/b" }, query } });
    expect(request().url).toBe("/api/v1/networks/a%2Fb/decisions?kind=workplan&limit=5");
    expect(new Headers(request().init.headers).get("accept-language")).toBe("en");
    expect(new Headers(request().init.headers).has("idempotency-key")).toBe(false);
  });

  it("that makes something has a key of its own, so that a second try makes nothing twice", async () => {
    answer(204);
    await api.POST("/api/v1/auth/session", { body: { email: "a@b.example", password: "x" } });
    const headers = new Headers(request().init.headers);
    expect(headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("content-type")).toBe("application/json");
    expect(request().init.body).toBe('{"email":"a@b.example","password":"x"}');
  });

  it("may be answered by nothing", async () => {
    answer(204);
    expect(await body(api.DELETE("/api/v1/auth/session", {}))).toBeUndefined();
  });

  it("names the version it was read in", () => {
    expect(ifMatch(7)).toBe('"7-page"');
  });
});

describe("a refusal", () => {
  it("is a Problem in the server's words, with its faults by field", async () => {
    problem(422, {
      type: "/problems/invalid",
      errors: [{ pointer: "/title/en", code: "missing", detail: "Missing." }],
    });
    const thrown = await api.GET("/api/v1/me").catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Problem);
    expect((thrown as Problem).slug).toBe("invalid");
    expect((thrown as Problem).at("/title/en")).toBe("Missing.");
    expect((thrown as Problem).at("/title/ru")).toBeUndefined();
  });

  it("for a session that ended asks to sign in again, but not while signing in", async () => {
    const told = heard(SIGNED_OUT);
    problem(401);
    await expect(api.POST("/api/v1/auth/session", { body: { email: "a", password: "b" } })).rejects.toThrow();
    expect(told).not.toHaveBeenCalled();
    problem(401);
    await expect(api.GET("/api/v1/me")).rejects.toThrow();
    expect(told).toHaveBeenCalledOnce();
  });

  it("for a lost race has the page read anew", async () => {
    const told = heard(STALE);
    problem(412);
    await expect(api.GET("/api/v1/me")).rejects.toThrow("Changed in the meantime");
    expect(told).toHaveBeenCalledOnce();
  });

  it("without words, as of a proxy, is a Problem too", async () => {
    answer(502, "bad gateway", "text/html");
    const thrown = await api.GET("/api/v1/me").catch((error: unknown) => error);
    expect((thrown as Problem).body.status).toBe(502);
  });

  it("that is no answer at all is told as being offline", () => {
    const told = asProblem(new TypeError("Failed to fetch"), { title: "Not loaded", detail: "Look at your line." });
    expect(told.slug).toBe("offline");
    expect(told.body.title).toBe("Not loaded");
  });
});

it("leaving takes the drafts off this device, and nothing else", () => {
  localStorage.setItem("unmn.draft.position.1", "{}");
  localStorage.setItem("unmn.theme", "dark");
  forget();
  expect(localStorage.getItem("unmn.draft.position.1")).toBeNull();
  expect(localStorage.getItem("unmn.theme")).toBe("dark");
});
