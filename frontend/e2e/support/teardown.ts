import { rmSync } from "node:fs";

/** The database of the run goes with it. */
export default function teardown(): void {
  const data = process.env.UNMN_E2E_DATA;
  if (data?.includes("unmn-e2e-")) rmSync(data, { recursive: true, force: true });
}
