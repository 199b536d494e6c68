import { expect } from "@playwright/test";
import { FlowPage } from "./models/flowPage.js";
import { begun, blockPopups, newPage, opens, title, toConsent } from "./models/consentSteps.js";
import { surfaces } from "./surfaces.js";
import { test } from "./world.js";

/** Consent that somebody else would like to finish, or to have finished. */
const frame = surfaces.find((surface) => surface.name === "React component")!;

test("somebody else's flow cannot be finished: not by its callback, nor with the cookie of another flow", async ({
  page,
  browser,
  world,
  provider,
}) => {
  const mine = await begun(page, await frame.open(page, world), provider.accounts.anna);
  const elsewhere = await browser.newContext();
  const victim = await elsewhere.newPage();
  const goesOver = async (address: string) => {
    await victim.goto(address);
    await expect(victim.getByText(/^This sign-in cannot go on/)).toBeVisible();
    expect(await victim.content()).not.toContain(new URL(address).searchParams.get("state"));
  };
  await goesOver(mine.back);
  // The same with a flow of one's own, at the same provider and the same path.
  const host = await elsewhere.newPage();
  await host.goto(`${world.hosts.react}/?as=somebody-else-${test.info().testId}`);
  await host.getByRole("button", { name: "Connect a system" }).click();
  const theirs = await begun(host, new FlowPage(host, host.frameLocator("dialog iframe")), provider.accounts.carl);
  await goesOver(mine.back);
  await page.context().clearCookies({ name: /^__Host-gw-flow-/ });
  await page.context().addCookies(await elsewhere.cookies());
  await mine.popup.goto(mine.back);
  await expect(mine.popup.getByText(/^This sign-in cannot go on/)).toBeVisible();
  await expect(title(mine.flow, "Waiting for you to sign in to Plant Identity")).toBeVisible();
  // Nothing was taken from the other flow: its own browser finishes it, and the window closes by itself.
  await theirs.popup.goto(theirs.back).catch(() => undefined);
  await theirs.flow.outcome();
  await elsewhere.close();
});

test("a start secret serves no page but ours, and no browser twice", async ({ page, context, browser, world }) => {
  await blockPopups(page);
  const flow = await frame.open(page, world);
  await toConsent(flow);
  await flow.press("Open Plant Identity");
  const answered = page.waitForResponse((response) => response.url().endsWith("/v1/link/authorize"));
  await flow.press("Go on without a window");
  const { startSecret } = (await (await answered).json()) as { startSecret: string };
  const stranger = await browser.newContext();
  const elsewhere = await stranger.newPage();
  // A form of a stranger's page, which a victim has been led to.
  await elsewhere.goto(`${world.sandbox}/`);
  await elsewhere.evaluate(
    ({ action, secret }) => {
      const form = Object.assign(document.createElement("form"), { method: "post", action });
      form.append(Object.assign(document.createElement("input"), { name: "secret", value: secret }));
      document.body.append(form);
      form.submit();
    },
    { action: `${world.gangway}/popup/start`, secret: startSecret },
  );
  await expect(elsewhere.getByText(/^This sign-in cannot go on/)).toBeVisible();
  expect(await stranger.cookies()).toEqual([]);
  await stranger.close();
  // Burnt: who had it in her own window begins again, and that works.
  const tab = await newPage(context, () => flow.press("Go to Plant Identity"));
  await expect(tab.getByText(/^This sign-in cannot go on/)).toBeVisible();
  await tab.close();
  await flow.press("Go on without a window");
  const second = await newPage(context, () => flow.press("Go to Plant Identity"));
  await expect(second.getByLabel("E-mail")).toBeVisible();
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
