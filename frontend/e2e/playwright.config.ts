import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

/**
 * The browser journey: the real API on a database of its own, serving the built page, and Debian's Chromium.
 *
 * UNMN_FRONTEND_DIR serves another build; UNMN_E2E_PORT sets the port; UNMN_PICTURES=1 writes docs/pictures/.
 */
const root = join(import.meta.dirname, "..", "..");

function freePort(): string {
  const script =
    "const s=require('net').createServer();s.listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})";
  return execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).trim();
}

function chromium(): string {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const found = names.map((name) => join("/usr/bin", name)).find(existsSync) ?? process.env.UNMN_CHROMIUM;
  if (!found) throw new Error("No Chromium in /usr/bin: apt-get install chromium, or set UNMN_CHROMIUM");
  return found;
}

// The workers read this file too: they inherit what the first reading chose.
process.env.UNMN_E2E_PORT ??= freePort();
process.env.UNMN_E2E_DATA ??= mkdtempSync(join(tmpdir(), "unmn-e2e-"));
const port = process.env.UNMN_E2E_PORT;

export default defineConfig({
  testDir: ".",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // On a machine that does other things a browser may lose a race once; such a test is told as flaky, not as passed.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  outputDir: join(tmpdir(), `unmn-e2e-results-${port}`),
  globalTeardown: "./support/teardown.ts",
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    reducedMotion: "reduce",
    trace: "off",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions: {
      executablePath: chromium(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    },
  },
  webServer: {
    command: `${join(root, ".venv", "bin", "python")} -m api.cli serve --demo`,
    cwd: root,
    url: `http://127.0.0.1:${port}/health/ready`,
    timeout: 400_000,
    stdout: "ignore",
    stderr: "pipe",
    env: {
      UNMN_PORT: port,
      UNMN_DATA_DIR: process.env.UNMN_E2E_DATA,
      UNMN_RATE_LIMIT_PER_MINUTE: "100000",
      UNMN_LOG_LEVEL: process.env.UNMN_E2E_LOG ?? "error",
      ...(process.env.UNMN_FRONTEND_DIR ? { UNMN_FRONTEND_DIR: process.env.UNMN_FRONTEND_DIR } : {}),
    },
  },
});
