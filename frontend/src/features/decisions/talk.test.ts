import { expect, it } from "vitest";
import { beside, type Comment, countOf, type Suggestion, threads, until } from "./talk";

const said = (id: string, more: Partial<Comment> = {}): Comment =>
  ({ id, parent_id: null, paragraph_id: null, taken_back_at: null, round_number: 1, ...more }) as Comment;
const suggested = (id: string, more: Partial<Suggestion> = {}): Suggestion =>
  ({ id, paragraph_id: "p1", state: "open", round_number: 1, ...more }) as Suggestion;

const talk = {
  said: threads([
    said("a", { paragraph_id: "p2" }),
    said("b", { parent_id: "a", paragraph_id: "p2" }),
    said("c"),
    said("d", { parent_id: "a", paragraph_id: "p2", taken_back_at: "2026-11-25T10:00:00Z" }),
    said("e", { paragraph_id: "p2", round_number: 2 }),
  ]),
  suggested: [suggested("s"), suggested("t", { state: "declined" }), suggested("u", { round_number: 2 })],
};

it("puts replies under their remark, in order", () => {
  expect(talk.said.map(({ first, replies }) => [first.id, replies.map((each) => each.id)])).toEqual([
    ["a", ["b", "d"]],
    ["c", []],
    ["e", []],
  ]);
});

it("stands beside its paragraph; what was taken back or settled is no longer counted", () => {
  expect(countOf(beside(talk, "p2"))).toEqual({ remarks: 3, suggestions: 0 });
  expect(countOf(beside(talk, "p1"))).toEqual({ remarks: 0, suggestions: 2 });
  expect(beside(talk, null).said.map(({ first }) => first.id)).toEqual(["c"]);
});

it("an older round is read with what had been said by then", () => {
  const then = until(talk, 1);
  expect(then.said.map(({ first }) => first.id)).toEqual(["a", "c"]);
  expect(then.suggested.map(({ id }) => id)).toEqual(["s", "t"]);
});
