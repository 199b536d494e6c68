import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

/** The browser on PATH, else Playwright's own. */
function browserOnPath(): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome"])
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  return undefined;
}

/**
 * Playwright switches storage partitioning and popup blocking off by default, so that what fails for people passes here.
 * Both are switched on again: its list of disabled features is given anew without partitioning, and its popup flag dropped.
 */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  reporter: "list",
  use: {
    browserName: "chromium",
    // Pictures of every frame would cost as much as the tests themselves.
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    launchOptions: {
      executablePath: browserOnPath(),
      args: [
        "--no-sandbox",
        "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch",
      ],
      ignoreDefaultArgs: ["--disable-popup-blocking"],
    },
  },
});
