import { expect, type BrowserContext } from "@playwright/test";
import { allow, blockPopups, giveConsent, newPage, opens, signIn, title, toConsent } from "./models/consentSteps.js";
import { FlowPage } from "./models/flowPage.js";
import { loopbackFetch } from "./real/ground/loopbackFetch.js";
import { surfaces } from "./surfaces.js";
import { test } from "./world.js";

/** Consent on a provider's own page, when it does not go as everybody hopes. */
const on = (name: string) => surfaces.find((surface) => surface.name === name)!;
const hosted = on("hosted page");
const frame = on("React component");

const refused = "Access was not allowed";

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
  test(`a blocked popup is told, and a tab of its own goes on, on the ${surface.name}`, async ({
    page,
    world,
    provider,
  }) => {
    await blockPopups(page);
    const flow = await surface.open(page, world);
    await toConsent(flow);
    await flow.press("Open Plant Identity");
    await expect(title(flow, "Your browser blocked the window")).toBeVisible();
    await flow.press("Go on without a window");
    const tab = await opens(page, () => flow.press("Go to Plant Identity"));
    await giveConsent(tab, provider.accounts.anna);
    await flow.outcome();
    await flow.connect("Plant Identity");
    await surface.settled(page, "Plant Identity");
  });

/** A page of somebody else's, with a header more. Playwright's own `route.fetch` does not know `*.localhost`. */
const sends = (context: BrowserContext, site: (url: URL) => boolean, headers: Record<string, string>) =>
  context.route(site, async (route) => {
    const request = route.request();
    const body = request.postData();
    const response = await loopbackFetch(request.url(), {
      method: request.method(),
      headers: await request.allHeaders(),
      redirect: "manual",
      ...(body !== null && { body }),
    });
    const { "content-encoding": _, "content-length": __, ...own } = Object.fromEntries(response.headers);
    const cookies = response.headers.getSetCookie().join("\n");
    await route.fulfill({
      status: response.status,
      headers: { ...own, ...headers, ...(cookies && { "set-cookie": cookies }) },
      body: Buffer.from(await response.arrayBuffer()),
    });
  });

test("where the host cuts windows off, the frame's popup closes by itself, and a tab of its own goes on", async ({
  page,
  context,
  world,
  provider,
}) => {
  await page.goto(`${world.hosts.react}/?as=${test.info().testId}&coop=same-origin`);
  await page.getByRole("button", { name: "Connect a system" }).click();
  const flow = new FlowPage(page, page.frameLocator("dialog iframe"));
  await toConsent(flow);
  const opened = context.waitForEvent("page");
  await flow.press("Open Plant Identity");
  await expect(title(flow, "Your browser blocked the window")).toBeVisible();
  const stray = await opened;
  if (!stray.isClosed()) await stray.waitForEvent("close");
  await flow.press("Go on without a window");
  const tab = await newPage(context, () => flow.press("Go to Plant Identity"));
  await giveConsent(tab, provider.accounts.anna);
  await flow.outcome();
  await flow.connect("Plant Identity");
  await frame.settled(page, "Plant Identity");
});

test("where the host cuts windows off, the plain component's popup says so, and a tab of its own goes on", async ({
  page,
  context,
  world,
  provider,
}) => {
  await page.goto(`${world.hosts.react}/in-page?as=${test.info().testId}&coop=same-origin`);
  const flow = new FlowPage(page, page);
  await toConsent(flow);
  const popup = await newPage(context, () => flow.press("Open Plant Identity"));
  await expect(popup.getByText(/^This window is not needed/)).toBeVisible();
  await popup.close();
  await flow.press("Go on without a window");
  const tab = await newPage(context, () => flow.press("Go to Plant Identity"));
  await giveConsent(tab, provider.accounts.anna);
  await flow.outcome();
  await flow.connect("Plant Identity");
});

test("where the provider cuts its window off, the flow learns the outcome all the same", async ({
  page,
  context,
  world,
  provider,
}) => {
  await sends(context, (url) => url.origin === new URL(provider.url).origin, {
    "cross-origin-opener-policy": "same-origin",
  });
  const flow = await frame.open(page, world);
  await toConsent(flow);
  const popup = await opens(page, () => flow.press("Open Plant Identity"));
  expect(await popup.opener()).toBe(page);
  await signIn(popup, provider.accounts.anna);
  await expect(popup.getByRole("button", { name: "Allow" })).toBeVisible();
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  await allow(popup);
  await flow.outcome();
  await flow.connect("Plant Identity");
  await frame.settled(page, "Plant Identity");
});

for (const surface of [frame, hosted])
  test(`a provider that is down is told, and there is a way on, on the ${surface.name}`, async ({ page, world }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Plant Away");
    await flow.press("Continue to Plant Away");
    await flow.press("Open Plant Away");
    await expect(title(flow, "The server turned the connection away")).toBeVisible();
    await expect(flow.flow.getByRole("button", { name: "Open the window again" })).toBeVisible();
    await flow.press("Cancel");
    await expect(flow.flow.getByRole("heading", { name: "Connect Plant Away" })).toBeVisible();
  });

test("a host page that is reloaded while the popup is open goes on where it was", async ({ page, world, provider }) => {
  const flow = await frame.open(page, world);
  await toConsent(flow);
  const popup = await opens(page, () => flow.press("Open Plant Identity"));
  await expect(popup.getByLabel("E-mail")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Connect a system" }).click();
  await expect(title(flow, "Waiting for you to sign in to Plant Identity")).toBeVisible();
  await giveConsent(popup, provider.accounts.anna);
  await flow.outcome();
  await flow.connect("Plant Identity");
  await frame.settled(page, "Plant Identity");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const surface of [frame, hosted])
    test(`everything is in reach, on the ${surface.name}`, async ({ page, world, provider }) => {
      const flow = await surface.open(page, world);
      await toConsent(flow);
      const fits = () => flow.flow.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth);
      const open = flow.flow.getByRole("button", { name: "Open Plant Identity" });
      await expect(open).toBeInViewport({ ratio: 1 });
      expect(await fits()).toBe(true);
      const popup = await opens(page, () => open.tap());
      await expect(title(flow, "Waiting for you to sign in to Plant Identity")).toBeVisible();
      for (const name of ["Go on without a window", "Cancel"])
        await expect(flow.flow.getByRole("button", { name, exact: true })).toBeInViewport({ ratio: 1 });
      expect(await fits()).toBe(true);
      await giveConsent(popup, provider.accounts.anna);
      await flow.outcome();
      await flow.connect("Plant Identity");
      await surface.settled(page, "Plant Identity");
    });
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
