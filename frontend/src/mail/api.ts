import type { components } from "../api/schema.gen";
import { ask, token } from "./ask";

type Schemas = components["schemas"];
export type Link = Schemas["PositionLinkRead"];
export type Receipt = Schemas["PositionReceipt"];
export type Use = Schemas["PositionLinkUse"];
export type Value = Schemas["PositionValue"];
export { Lost, type Refusal, Refused } from "./ask";

const WHERE = "position-links";
export const open = (language: string) => ask<Link>(WHERE, "GET", language);
export const record = (language: string, body: Use) => ask<Receipt>(WHERE, "POST", language, body);

/** What was typed, kept on this device until it is recorded; by the link, so that two rounds never mix. */
const KEY = `unmn.p.${token.slice(0, 22)}`;
export const draft = {
  read: (): Record<string, string> => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, string>;
    } catch {
      return {};
    }
  },
  keep: (values: Record<string, string>) => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(values));
    } catch {
      // A browser without storage keeps it on the page alone.
    }
  },
  forget: () => {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There was none.
    }
  },
};
