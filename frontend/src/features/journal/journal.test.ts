import { expect, it } from "vitest";
import { LANGUAGES } from "../../i18n";
import { type Entry, follows, GENESIS, sealed, sha256 } from "./chain";
import { shownBy } from "./Journal";
import { strings } from "./strings";

const entry = {
  seq: 317,
  at: "2026-11-25T10:59:56.364800Z",
  kind: "position.recorded",
  subject: "positions",
  subject_id: "01a2125c-b669-77f5-a046-ede9eb887a20",
  actor_id: "01a2125c-a262-768a-a81f-748cf9623bfa",
  digest: "998c6465e9a3289907f5bcb24c748f191fdc888b16d58cd86f1c75de8f14fb6e",
} as Entry;

it("seals an entry by the list that the contract names, in compact JSON", () => {
  expect(sealed(GENESIS, { ...entry, actor_id: null })).toBe(
    `["${GENESIS}",317,"2026-11-25T10:59:56.364800Z","position.recorded","positions",` +
      '"01a2125c-b669-77f5-a046-ede9eb887a20","","998c6465e9a3289907f5bcb24c748f191fdc888b16d58cd86f1c75de8f14fb6e"]',
  );
});

it("sees whether a hash follows from the one before", async () => {
  const hash = (await sha256(sealed(GENESIS, entry))) ?? "";
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await follows(GENESIS, { ...entry, hash })).toBe(true);
  expect(await follows(GENESIS, { ...entry, hash, kind: "position.changed" })).toBe(false);
  expect(await follows(hash, { ...entry, hash })).toBe(false);
});

it("leaves mails out until they, or one record, are asked for", () => {
  expect(shownBy({})).toEqual({ mail: false });
  expect(shownBy({ organisation: "IOM" })).toEqual({ organisation: "IOM", mail: false });
  expect(shownBy({ mail: true })).toEqual({});
  expect(shownBy({ subject: "deliveries" })).toEqual({ subject: "deliveries" });
  expect(shownBy({ subject_id: "x" })).toEqual({ subject_id: "x" });
});

it("knows the SHA-256 of an empty text", async () => {
  expect(await sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

it("says everything in three languages", () => {
  for (const [key, said] of Object.entries(strings))
    for (const spoken of LANGUAGES) expect(said[spoken], key).toBeTruthy();
});
