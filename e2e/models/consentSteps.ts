import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { walk } from "../real/oidc/walk.fixture.js";
import type { FlowPage } from "./flowPage.js";

export type Account = { user: string; password: string };

export async function toConsent(flow: FlowPage): Promise<void> {
  await flow.pick("Plant Identity");
  await flow.press("Continue to Plant Identity");
}

export async function signIn(page: Page, { user, password }: Account): Promise<void> {
  await page.getByLabel("E-mail").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function giveConsent(page: Page, account: Account): Promise<void> {
  await signIn(page, account);
  await allow(page);
}

/** Who has signed in there before is asked for consent only. */
export const allow = (page: Page): Promise<void> => page.getByRole("button", { name: "Allow" }).click();

/** Presses what opens a window, and gives the window. */
export async function opens(page: Page, press: () => Promise<void>): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await press();
  return opened;
}

/** The same for a window that is cut off from the page that opened it. */
export async function newPage(context: BrowserContext, press: () => Promise<void>): Promise<Page> {
  const opened = context.waitForEvent("page");
  await press();
  return opened;
}

export const title = (flow: FlowPage, text: string): Locator => flow.flow.getByText(text, { exact: true });

export const blockPopups = (page: Page) => page.addInitScript(() => (window.open = () => null));

/** Begins consent in a popup, and gives the address to which the provider would send the browser back. */
export async function begun(page: Page, flow: FlowPage, { user, password }: Account) {
  await toConsent(flow);
  const started = page.context().waitForEvent("response", (response) => response.url().endsWith("/popup/start"));
  const popup = await opens(page, () => flow.press("Open Plant Identity"));
  const { location = "" } = await (await started).allHeaders();
  await expect(popup.getByLabel("E-mail")).toBeVisible();
  const { leftTo } = await walk(location, { login: user, password });
  return { flow, popup, back: leftTo ?? "" };
}
