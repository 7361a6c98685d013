import { describe, expect, it } from "vitest";
import { answerOf, asked, told, wanted } from "./answers";
import type { FieldRead, PledgeRead } from "./queries";

const field = (more: Partial<FieldRead>) =>
  ({ key: "x", type: "text", required: false, required_if: {}, repeated: false, choices: [], ...more }) as FieldRead;

describe("a question that depends on another", () => {
  const participants = field({ required_if: { form: ["common", "in_partnership"] } });
  it("is asked, and then must be answered, only there", () => {
    expect(asked(participants, { form: "individual" })).toBe(false);
    expect(asked(participants, { form: "common" })).toBe(true);
    expect(wanted(participants, { form: "common" })).toBe(true);
    expect(wanted(field({ required: true }), {})).toBe(true);
    expect(wanted(field({}), {})).toBe(false);
  });
});

describe("an answer", () => {
  it("goes as the API takes it", () => {
    expect(answerOf(field({}), "  ")).toBeNull();
    expect(answerOf(field({ type: "objective" }), ["21", "4"])).toEqual([4, 21]);
    expect(answerOf(field({ type: "multi_choice" }), [])).toBeNull();
    expect(answerOf(field({ type: "money" }), "1 250,50")).toEqual({ amount: "1250.50", currency: "USD" });
  });
  it("is read with the words of its choices", () => {
    const choices = [{ value: "local", label: "Местный" }];
    const pledge = { answers: { x: ["local", "other"] }, names: {} } as unknown as PledgeRead;
    expect(told(field({ type: "multi_choice", choices }), pledge, "ru")).toBe("Местный, other");
    expect(told(field({ key: "y" }), pledge, "ru")).toBeNull();
  });
});
