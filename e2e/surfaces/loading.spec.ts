import type { Page } from "@playwright/test";
import { end, expect, heard, open, test } from "./fixtures.js";
import { strictPolicy } from "./world.js";

/** What a person finds where the flow could not be shown: words, and a way out for the keyboard. */
async function closesByKeyboard(page: Page) {
  await expect(page.getByRole("alert")).toContainText("Check network and ad blocker");
  expect(await page.evaluate("words")).toContain("Check network and ad blocker");
  await expect(page.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect((await heard(page)).at(-1)).toBe("exit false");
}

test("A strict policy of the host is met with no violation", async ({ page, flow, visit, world }) => {
  await visit({ csp: strictPolicy(world.widget), script: `${open()}; open();` });
  await flow.getByText("token gw_link_1").waitFor();
  expect((await page.locator("iframe").boundingBox())?.width).toBe(960);
  await end(flow, "Give up");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await page.evaluate("violations")).toEqual([]);
});

test("A policy without us in frame-src is a load error with words", async ({ page, visit, world }) => {
  await visit({ csp: strictPolicy(world.widget, "'none'"), script: `${open()}; open();` });
  await closesByKeyboard(page);
  expect(await heard(page)).toEqual(["loadError blocked_by_csp", "exit false"]);
  expect(await page.evaluate("violations")).toEqual(["frame-src"]);
});

test("A policy that only reports stops nothing", async ({ page, flow, visit }) => {
  await visit({ script: open() });
  await page.evaluate(() => {
    const event = { effectiveDirective: "frame-src", disposition: "report", blockedURI: "" } as const;
    Object.assign(window, { report: event });
  });
  await page.evaluate(
    "open(), document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', { ...report, blockedURI: document.querySelector('iframe').src, violatedDirective: 'frame-src', documentURI: location.href, originalPolicy: '', statusCode: 200 }))",
  );
  await flow.getByText("token gw_link_1").waitFor();
  expect(await heard(page)).toEqual(["event opened", "getToken"]);
});

test("A frame that never answers is a load error after the deadline, not a blank space", async ({ page, visit }) => {
  await page.clock.install();
  await visit({ script: `${open('tenant: "silent",')}; open();` });
  await page.clock.fastForward(5_000);
  expect(await heard(page)).toEqual([]);
  await page.clock.fastForward(11_000);
  await closesByKeyboard(page);
  expect(await heard(page)).toEqual(["loadError timeout", "exit false"]);
});

test("A frame that never answers can be left before the deadline", async ({ page, visit }) => {
  await visit({ script: `${open('tenant: "silent",')}; open();` });
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await heard(page)).toEqual(["exit false"]);
});

test("A frame taken by an ad blocker is a load error", async ({ page, visit, world }) => {
  await page.clock.install();
  await page.route(`${world.widget}/frame/**`, (route) => route.abort("blockedbyclient"));
  await visit({ script: `${open()}; open();` });
  await page.clock.fastForward(16_000);
  await closesByKeyboard(page);
});

test("A loader taken by an ad blocker leaves the page whole, and the tag says so", async ({ page, visit, world }) => {
  await page.route(`${world.widget}/embed/**`, (route) => route.abort("blockedbyclient"));
  const script = `window.heard = [];
    const tag = document.createElement("script");
    tag.src = "${world.widget}/embed/v1.js";
    tag.onerror = () => heard.push("loader blocked");
    document.head.append(tag);`;
  await visit({ loader: 0, script });
  await expect.poll(() => heard(page)).toEqual(["loader blocked"]);
  await expect(page.locator("#opener")).toBeVisible();
});

test("A loader taken once loads at the second try", async ({ page, flow, visit, world }) => {
  await visit({ loader: 0, script: "" });
  await page.addScriptTag({ url: `${world.widget}/embed/v1.js` });
  await page.addScriptTag({ content: `${open(`server: "${world.widget}", tenant: "acme",`)}; open();` });
  await flow.getByText("token gw_link_1").waitFor();
});

test("The words are German on a German page", async ({ page, visit }) => {
  await page.clock.install();
  await visit({ script: `${open('tenant: "silent", language: "de",')}; open();` });
  await expect(page.getByRole("dialog", { name: "System verbinden" })).toBeVisible();
  await page.clock.fastForward(16_000);
  await expect(page.getByRole("alert")).toContainText("Werbeblocker prüfen");
});
