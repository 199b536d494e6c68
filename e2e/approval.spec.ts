import { expect, type Page } from "@playwright/test";
import { opens } from "./models/consentSteps.js";
import { surfaces } from "./surfaces.js";
import { test } from "./world.js";

/** Nothing is typed but the address: WordPress asks its user, and hands a password of its own back. */
const on = (name: string) => surfaces.find((surface) => surface.name === name)!;

async function signIn(popup: Page, { user, password }: { user: string; password: string }): Promise<void> {
  await popup.getByLabel("Username or Email Address").fill(user);
  await popup.getByLabel("Password", { exact: true }).fill(password);
  await popup.getByRole("button", { name: "Log In" }).click();
}

for (const surface of [on("React component"), on("hosted page")])
  test(`WordPress is connected by approving it there, on the ${surface.name}`, async ({ page, world, wordpress }) => {
    const flow = await surface.open(page, world);
    await flow.pick("WordPress");
    await flow.fill({ Address: wordpress.url });
    await flow.press("Continue to WordPress");
    const popup = await opens(page, () => flow.press("Open WordPress"));
    await signIn(popup, wordpress.accounts.adminLogin);
    await expect(popup.getByLabel("New Application Password Name")).toHaveValue(/^Plantwise, /);
    const closed = popup.waitForEvent("close");
    await popup.getByRole("button", { name: /^Yes, I approve/ }).click();
    await closed;
    await flow.outcome();
    await flow.connect("WordPress");
    await surface.settled(page, "WordPress");
  });

test("who does not approve is asked again, and may type a password instead", async ({ page, world, wordpress }) => {
  const flow = await on("React component").open(page, world);
  await flow.pick("WordPress");
  await flow.fill({ Address: wordpress.url });
  await flow.press("Continue to WordPress");
  const popup = await opens(page, () => flow.press("Open WordPress"));
  await signIn(popup, wordpress.accounts.adminLogin);
  await popup.getByRole("button", { name: /do not approve/ }).click();
  await expect(flow.flow.getByText("Access was not allowed", { exact: true })).toBeVisible();
  await flow.press("Cancel");
  await flow.choose("With an application password");
  const { user, password } = wordpress.accounts.admin;
  await flow.fill({ "User name in WordPress": user, "Application password": password });
  await flow.check();
  await flow.connect("WordPress");
});
