import { test as base, type FrameLocator, type Page } from "@playwright/test";
import { pressLast } from "../models/pressLast.js";
import { startWorld, type HostPage, type World } from "./world.js";

/** What a page of the host has been told, in order. */
export const heard = (page: Page) => page.evaluate(() => (window as { heard?: string[] }).heard ?? []);

/** Opens the flow and notes what the page is told; `extra` are further members of the options, as source text. */
export const open = (extra = "") => `
  window.heard = [];
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
  const open = () => (window.handle = Gangway.open({
    getToken: () => { heard.push("getToken"); return Promise.resolve("gw_link_1"); },
    onConnected: ({ publicToken }) => heard.push("connected " + publicToken),
    onExit: ({ completed }) => heard.push("exit " + completed),
    onEvent: ({ type }) => heard.push("event " + type),
    onLoadError: ({ code, words }) => { heard.push("loadError " + code); window.words = words; },
    ${extra}
  }));
  document.getElementById("opener")?.addEventListener("click", open);
`;

/** Presses a button after which the flow is gone. */
export const end = (flow: FrameLocator, name: "Finish" | "Give up") => pressLast(flow.getByRole("button", { name }));

export const test = base.extend<{ flow: FrameLocator; visit(page: HostPage): Promise<void> }, { world: World }>({
  world: [
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.stop();
    },
    { scope: "worker" },
  ],
  flow: ({ page }, use) => use(page.frameLocator("iframe")),
  visit: ({ page, world }, use) =>
    use(async (host) => {
      await page.goto(world.page({ script: open(), ...host }));
    }),
});
export { expect } from "@playwright/test";
