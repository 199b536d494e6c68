import { expect, type Locator, type Page } from "@playwright/test";
import type { FlowPage } from "./models/flowPage.js";
import { surfaces } from "./surfaces.js";
import { test } from "./world.js";

/** Consent on a provider's own page, when it does not go as everybody hopes. */
const on = (name: string) => surfaces.find((surface) => surface.name === name)!;
const hosted = on("hosted page");
const frame = on("React component");

type Account = { user: string; password: string };

async function toConsent(flow: FlowPage): Promise<void> {
  await flow.pick("Plant Identity");
  await flow.press("Continue to Plant Identity");
}

async function signIn(page: Page, { user, password }: Account): Promise<void> {
  await page.getByLabel("E-mail").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function giveConsent(page: Page, account: Account): Promise<void> {
  await signIn(page, account);
  await allow(page);
}

/** Who has signed in there before is asked for consent only. */
const allow = (page: Page): Promise<void> => page.getByRole("button", { name: "Allow" }).click();

/** Presses what opens a window, and gives the window. */
async function opens(page: Page, press: () => Promise<void>): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await press();
  return opened;
}

const title = (flow: FlowPage, text: string): Locator => flow.flow.getByText(text, { exact: true });
const refused = "Access was not allowed";
const blockPopups = (page: Page) => page.addInitScript(() => (window.open = () => null));

test.describe("as a whole page, on the hosted page", () => {
  test("stays in the tab, comes back, and runs the checks by itself", async ({ page, context, world, provider }) => {
    await blockPopups(page);
    const flow = await hosted.open(page, world);
    await toConsent(flow);
    await flow.press("Open Plant Identity");
    await expect(title(flow, "Your browser blocked the window")).toBeVisible();
    await flow.press("Go on without a window");
    await giveConsent(page, provider.accounts.anna);
    await page.waitForURL(/\/connect$/);
    await flow.outcome();
    expect(context.pages()).toHaveLength(1);
    await flow.connect("Plant Identity");
    await hosted.settled(page, "Plant Identity");
  });

  test("a refusal comes back with its cause, and the next try succeeds", async ({ page, world, provider }) => {
    await blockPopups(page);
    const flow = await hosted.open(page, world);
    await toConsent(flow);
    await flow.press("Open Plant Identity");
    await flow.press("Go on without a window");
    await signIn(page, provider.accounts.anna);
    await page.getByRole("button", { name: "Refuse" }).click();
    await page.waitForURL(/\/connect$/);
    await expect(title(flow, refused)).toBeVisible();
    await flow.press("Go on without a window");
    await allow(page);
    await flow.outcome();
    await flow.connect("Plant Identity");
    await hosted.settled(page, "Plant Identity");
  });

  test("going back instead of signing in finds the flow waiting, with a way on", async ({ page, world, provider }) => {
    await blockPopups(page);
    const flow = await hosted.open(page, world);
    await toConsent(flow);
    await flow.press("Open Plant Identity");
    await flow.press("Go on without a window");
    await expect(page.getByLabel("E-mail")).toBeVisible();
    await page.goBack();
    await flow.press("Cancel");
    await flow.press("Open Plant Identity");
    await flow.press("Go on without a window");
    await giveConsent(page, provider.accounts.anna);
    await flow.outcome();
  });
});

for (const surface of [frame, on("plain component"), hosted])
  test.describe(`in a popup, on the ${surface.name}`, () => {
    test("a refusal is told with its cause, and the next try succeeds", async ({ page, world, provider }) => {
      const flow = await surface.open(page, world);
      await toConsent(flow);
      const popup = await opens(page, () => flow.press("Open Plant Identity"));
      await signIn(popup, provider.accounts.anna);
      await popup.getByRole("button", { name: "Refuse" }).click();
      await expect(title(flow, refused)).toBeVisible();
      const second = await opens(page, () => flow.press("Open the window again"));
      await allow(second);
      await flow.outcome();
    });
  });

test("a popup that the person closed is cancelled, and a second one succeeds", async ({ page, world, provider }) => {
  const flow = await frame.open(page, world);
  await toConsent(flow);
  const popup = await opens(page, () => flow.press("Open Plant Identity"));
  await expect(popup.getByLabel("E-mail")).toBeVisible();
  await popup.close();
  await expect(title(flow, "Waiting for you to sign in to Plant Identity")).toBeVisible();
  await flow.press("Cancel");
  const second = await opens(page, () => flow.press("Open Plant Identity"));
  await giveConsent(second, provider.accounts.anna);
  await flow.outcome();
  await flow.connect("Plant Identity");
  await frame.settled(page, "Plant Identity");
});

for (const surface of [frame, on("plain component")])
  test(`a blocked popup is told, and a link goes on, on the ${surface.name}`, async ({ page, world, provider }) => {
    await blockPopups(page);
    const flow = await surface.open(page, world);
    await toConsent(flow);
    await flow.press("Open Plant Identity");
    await expect(title(flow, "Your browser blocked the window")).toBeVisible();
    await flow.press("Go on without a window");
    const tab = await opens(page, () => flow.flow.getByRole("link", { name: "Go to Plant Identity" }).click());
    await giveConsent(tab, provider.accounts.anna);
    await flow.outcome();
    await flow.connect("Plant Identity");
    await surface.settled(page, "Plant Identity");
  });

test("a stranger who has the popup's address has nothing to start with", async ({ page, context, browser, world }) => {
  const flow = await frame.open(page, world);
  await toConsent(flow);
  // The popup never gets to saying that it is ready: its secret is still to be had.
  await context.route(/\/assets\/popup[^/]*\.js$/, (route) => route.abort());
  const popup = await opens(page, () => flow.press("Open Plant Identity"));
  await popup.waitForURL(/\/popup#channel=/);
  const stranger = await browser.newContext();
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(popup.url(), { waitUntil: "networkidle" });
  expect(elsewhere.url()).toBe(popup.url());
  // Nor by the page that needs no opener, or by coming back without ever having gone.
  await elsewhere.goto(`${world.gangway}/popup/page`);
  await expect(elsewhere.getByText(/^This sign-in cannot go on/)).toBeVisible();
  await elsewhere.goto(`${world.gangway}/connect`);
  await expect(elsewhere.getByRole("heading", { name: "This could not be opened" })).toBeVisible();
  expect(await stranger.cookies()).toEqual([]);
  await stranger.close();
  await expect(title(flow, "Waiting for you to sign in to Plant Identity")).toBeVisible();
});

test.describe("a reload of the hosted page", () => {
  test("goes on where it was, with what was typed", async ({ page, world }) => {
    const flow = await hosted.open(page, world);
    await flow.pick("PostgreSQL");
    await flow.fill({ Database: "plant", Password: "secret" });
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith("/v1/link/progress") && response.ok()),
      flow.fill({ "User name": "anna" }),
    ]);
    await page.reload();
    await expect(flow.field("Database")).toHaveValue("plant");
    await expect(flow.field("User name")).toHaveValue("anna");
    await expect(flow.field("Password")).toHaveValue("");
    await page.reload();
    await expect(flow.field("Database")).toHaveValue("plant");
  });

  test("while the popup is open learns all the same that consent was given", async ({ page, world, provider }) => {
    const flow = await hosted.open(page, world);
    await toConsent(flow);
    const popup = await opens(page, () => flow.press("Open Plant Identity"));
    await expect(popup.getByLabel("E-mail")).toBeVisible();
    await page.reload();
    await expect(title(flow, "Waiting for you to sign in to Plant Identity")).toBeVisible();
    await giveConsent(popup, provider.accounts.anna);
    await flow.outcome();
    await flow.connect("Plant Identity");
    await hosted.settled(page, "Plant Identity");
  });
});

for (const [language, words] of [
  ["en-GB", "This page belongs inside another one"],
  ["de-DE", "Diese Seite gehört in eine andere"],
] as const)
  test(`the frame's page, opened by itself, says so in ${language}`, async ({ browser, world }) => {
    const context = await browser.newContext({ locale: language });
    const page = await context.newPage();
    await page.goto(`${world.gangway}/frame/plant-react`);
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
    await page.goto(`${world.gangway}/frame/plant-react#channel=1&origin=${world.hosts.react}`);
    await page.reload();
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
    await context.close();
  });
