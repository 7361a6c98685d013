import type { Row } from "./model";

/** What changes the tree of a draft. */
export interface Structure {
  addOutcome: () => Promise<unknown>;
  addOutput: (under: Row) => Promise<unknown>;
  addActivity: (under: Row) => Promise<unknown>;
  move: (row: Row, by: 1 | -1) => Promise<unknown>;
  remove: (row: Row) => void;
}
