/**
 * The parts of the proof, for `npm test` (all of them) and `npm run check` (the fast ones).
 * A part is a command; `count` reads how many passed and failed from what it wrote.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "gangway-test-"));
const bin = (name) => join(root, "node_modules", ".bin", name);
const node = process.execPath;

const one = ({ code }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
/** From a closing line `N passed, N failed`. */
const closing = ({ code, output }) => {
  const [, passed, failed] = output.match(/^(\d+) passed, (\d+) failed$/m) ?? [];
  if (passed === undefined) return { passed: 0, failed: 1 };
  return { passed: Number(passed), failed: Math.max(Number(failed), code === 0 ? 0 : 1) };
};
const vitestReport = join(scratch, "vitest.json");
const fromVitest = ({ code }) => {
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(vitestReport, "utf8"));
  return { passed: numPassedTests, failed: Math.max(numTotalTests - numPassedTests, code === 0 ? 0 : 1) };
};
const playwrightReport = join(scratch, "playwright.json");
const fromPlaywright = ({ code }) => {
  const { stats } = JSON.parse(readFileSync(playwrightReport, "utf8"));
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: Math.max(failed, code === 0 ? 0 : 1) };
};

export const stages = {
  types: { command: [bin("tsc"), "--noEmit", "-p", "."], count: one },
  "walls and lint": { command: [bin("eslint"), "."], count: one },
  format: { command: [bin("prettier"), "--check", ".", "--log-level", "warn"], count: one },
  "catalogue rules": { command: [bin("tsx"), "catalogue/lint.ts"], count: one },
  "units and suites": {
    command: [bin("vitest"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`],
    count: fromVitest,
  },
  "fast units": {
    command: [
      bin("vitest"),
      "run",
      "--exclude",
      "e2e/**",
      "--exclude",
      "**/*.postgres.test.ts",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ],
    count: fromVitest,
  },
  "real systems": {
    command: [
      bin("vitest"),
      "run",
      "--mode",
      "real",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ],
    count: fromVitest,
  },
  build: { command: [node, "demo/build.mjs", "--force"], count: one },
  sizes: { command: [bin("tsx"), "e2e/bench/sizes.ts"], count: closing },
  package: { command: [bin("tsx"), "e2e/package.ts"], count: closing },
  journeys: {
    command: [bin("playwright"), "test", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    count: fromPlaywright,
  },
  ...Object.fromEntries(
    readdirSync(join(root, "e2e/proofs/cases"))
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length))
      .map((name) => [`proof ${name}`, { command: [bin("tsx"), "e2e/proofs/run.ts", name], count: closing }]),
  ),
};

/** Runs one part; prints what it printed when it failed, or all the while with `aloud`. */
export async function runStage(name, { aloud = false } = {}) {
  const { command, env, count } = stages[name];
  const started = Date.now();
  const { code, output } = await run(command, { env, aloud });
  let result;
  try {
    result = count({ code, output });
  } catch {
    result = { passed: 0, failed: 1 };
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${result.failed === 0 ? "ok  " : "FAIL"} ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`,
  );
  if (result.failed > 0 && !aloud) console.log(output.split("\n").slice(-120).join("\n"));
  return { name, ...result };
}

/** Runs a command in the root; resolves with its exit code and everything it printed. */
export function run([command, ...args], { env = {}, aloud = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (aloud) process.stdout.write(text);
      });
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Closes a run: what failed by name, and the one line that counts. */
export function close(results) {
  const failed = results.filter((result) => result.failed > 0);
  if (failed.length > 0) console.log(`\nFailed: ${failed.map(({ name }) => name).join(", ")}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(failed.length > 0 ? 1 : 0);
}
