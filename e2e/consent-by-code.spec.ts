import { expect, type Page } from "@playwright/test";
import type { FlowPage } from "./models/flowPage.js";
import { signIn, type Account } from "./models/consentSteps.js";
import { surfaces } from "./surfaces.js";
import { test } from "./world.js";

/** Consent by a code that is shown here and entered at the provider, on another device: a browser of its own. */
const on = (name: string) => surfaces.find((surface) => surface.name === name)!;

async function toCode(flow: FlowPage): Promise<{ code: string; url: string }> {
  await flow.pick("Plant Code");
  await flow.press("Continue to Plant Code");
  await flow.press("Show the code");
  const code = await flow.flow.getByLabel("Enter this code there:").inputValue();
  const url = await flow.flow.getByRole("link", { name: /\/device$/ }).getAttribute("href");
  return { code, url: url ?? "" };
}

async function enter(page: Page, { code, url }: { code: string; url: string }, account: Account) {
  await page.goto(url);
  await page.getByPlaceholder("Enter code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Yes" }).click();
  await signIn(page, account);
}

for (const surface of [on("React component"), on("hosted page")])
  test.describe(`by a code, on the ${surface.name}`, () => {
    test("goes on by itself once the code was entered elsewhere", async ({ page, browser, world, provider }) => {
      const flow = await surface.open(page, world);
      const shown = await toCode(flow);
      const elsewhere = await browser.newContext();
      const phone = await elsewhere.newPage();
      await enter(phone, shown, provider.accounts.anna);
      await phone.getByRole("button", { name: "Allow" }).click();
      await expect(phone.getByText("You have signed in")).toBeVisible();
      await elsewhere.close();
      await flow.outcome();
      await flow.connect("Plant Code");
      await surface.settled(page, "Plant Code");
    });

    test("a refusal is told, and another code succeeds", async ({ page, browser, world, provider }) => {
      const flow = await surface.open(page, world);
      const elsewhere = await browser.newContext();
      const phone = await elsewhere.newPage();
      await enter(phone, await toCode(flow), provider.accounts.anna);
      await phone.getByRole("button", { name: "Refuse" }).click();
      await expect(flow.flow.getByText("Access was not allowed", { exact: true })).toBeVisible();
      await flow.press("Get another code");
      await expect(flow.flow.getByLabel("Enter this code there:")).toHaveValue(/./);
      await elsewhere.close();
    });
  });

test("a reload of the hosted page shows the same code again", async ({ page, world }) => {
  const flow = await on("hosted page").open(page, world);
  const { code } = await toCode(flow);
  await page.reload();
  await expect(flow.flow.getByLabel("Enter this code there:")).toHaveValue(code);
  await flow.press("Cancel");
  await expect(flow.flow.getByRole("button", { name: "Show the code" })).toBeVisible();
});
