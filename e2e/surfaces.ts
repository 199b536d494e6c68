import { expect, test, type Page } from "@playwright/test";
import { FlowPage } from "./models/flowPage.js";
import type { World } from "./world.js";

/** A way to embed the flow, as a person comes to it and as her host learns what came of it. */
export interface Surface {
  readonly name: string;
  /** The host whose tenant it is. */
  readonly host: "react" | "script";
  open(page: Page, world: World): Promise<FlowPage>;
  /** Waits until the host's backend has traded what it was given. */
  settled(page: Page, system: string): Promise<void>;
}

/** Each test is another person: a link that somebody left open is resumed. */
const asSomebody = () => `?as=${test.info().testId}`;

const says = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();

export const surfaces: readonly Surface[] = [
  {
    name: "React component",
    host: "react",
    async open(page, { hosts }) {
      await page.goto(`${hosts.react}/${asSomebody()}`);
      await page.getByRole("button", { name: "Connect a system" }).click();
      return new FlowPage(page, page.frameLocator("dialog iframe"));
    },
    settled: (page, system) => says(page, `${system} is connected.`),
  },
  {
    name: "script tag",
    host: "script",
    async open(page, { hosts }) {
      await page.goto(`${hosts.script}/${asSomebody()}`);
      await page.getByRole("button", { name: "Connect a system" }).click();
      return new FlowPage(page, page.frameLocator("dialog iframe"));
    },
    settled: (page, system) => says(page, `${system} is connected.`),
  },
  {
    name: "hosted page",
    host: "script",
    async open(page, { hosts }) {
      await page.goto(`${hosts.script}/${asSomebody()}`);
      await page.getByRole("button", { name: "Open as a page of its own" }).click();
      await page.waitForURL(/\/connect$/);
      return new FlowPage(page, page);
    },
    settled: (page) => says(page, "Connected."),
  },
  {
    name: "plain component",
    host: "react",
    async open(page, { hosts }) {
      await page.goto(`${hosts.react}/in-page${asSomebody()}`);
      return new FlowPage(page, page);
    },
    settled: (page) => says(page, "Connected."),
  },
];
