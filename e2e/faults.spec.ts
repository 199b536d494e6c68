import { expect } from "@playwright/test";
import { freePort } from "./real/ground/freePort.js";
import { surfaces, type Surface } from "./surfaces.js";
import { test } from "./world.js";

const surface = surfaces[0] as Surface;

/** What goes wrong with real systems: the person reads what, whose doing it is, and is led to the right field. */
test.describe("Tryton", () => {
  const entered = (tryton: {
    url: string;
    database: string;
    accounts: { buyer: { user: string; password: string } };
  }) => ({
    Address: tryton.url,
    Database: tryton.database,
    "User name": tryton.accounts.buyer.user,
    Password: tryton.accounts.buyer.password,
  });

  test("a wrong password is told, and its field is focused", async ({ page, world, tryton }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ ...entered(tryton), Password: "not the password" });
    await flow.check();
    await expect(flow.rung("It is Tryton")).toBeVisible();
    await expect(flow.verdict()).toContainText("Tryton did not accept the sign-in");
    await flow.press("Correct it");
    await expect(flow.field("Password")).toBeFocused();
    await expect(flow.field("User name")).toHaveValue(tryton.accounts.buyer.user);

    await flow.fill({ Password: tryton.accounts.buyer.password });
    await flow.check();
    await flow.connect("Tryton");
    await surface.settled(page, "Tryton");
  });

  test("an account without the right to purchase orders is connected, with a limit", async ({
    page,
    world,
    tryton,
  }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    const { user, password } = tryton.accounts.clerk;
    await flow.fill({ ...entered(tryton), "User name": user, Password: password });
    await flow.check();
    await expect(flow.rung("May not read purchase orders")).toBeVisible();
    await expect(flow.flow.getByText("can be connected, with limits")).toBeVisible();
  });

  test("another product at the address is named", async ({ page, world, tryton, wordpress }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ ...entered(tryton), Address: wordpress.url ?? "" });
    await flow.check();
    await flow.press("Switch to WordPress");
    await expect(flow.flow.getByRole("heading", { name: "Connect WordPress" })).toBeVisible();
    await expect(flow.field("Address")).toHaveValue(wordpress.url ?? "");
  });

  test("a server that is away is no fault of the password", async ({ page, world, tryton }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ ...entered(tryton), Address: `http://127.0.0.1:${await freePort()}` });
    await flow.check();
    await expect(flow.rung("The server was not reached")).toBeVisible();
    await expect(flow.verdict()).not.toContainText(/password/i);
  });
});

test("WordPress: the log-in password is no application password", async ({ page, world, wordpress }) => {
  const flow = await surface.open(page, world);
  await flow.pick("WordPress");
  await flow.choose("With an application password");
  await flow.fill({
    Address: wordpress.url ?? "",
    "User name in WordPress": wordpress.accounts.adminLogin.user,
    "Application password": wordpress.accounts.adminLogin.password,
  });
  await flow.check();
  await expect(flow.rung("Not signed in")).toBeVisible();
  await flow.press("Correct it");
  await expect(flow.field("Application password")).toBeFocused();
});

test.describe("PostgreSQL", () => {
  for (const { name, change, focused } of [
    { name: "a wrong password", change: { Password: "not the password" }, focused: "Password" },
    { name: "an unknown database", change: { Database: "nowhere" }, focused: "Database" },
  ])
    test(`${name} is told at its field`, async ({ page, world, postgres }) => {
      const flow = await surface.open(page, world);
      await flow.pick("PostgreSQL");
      await flow.fill({
        Address: `127.0.0.1:${postgres.port}`,
        Database: postgres.database,
        "User name": postgres.accounts.buyer.user,
        Password: postgres.accounts.buyer.password,
        ...change,
      });
      await flow.check();
      await flow.press("Correct it");
      await expect(flow.field(focused)).toBeFocused();
    });

  test("a web server at its address is another product", async ({ page, world, postgres }) => {
    const flow = await surface.open(page, world);
    await flow.pick("PostgreSQL");
    await flow.fill({
      Address: new URL(world.sandbox).host,
      Database: postgres.database,
      "User name": "anyone",
      Password: "anything",
    });
    await flow.check();
    await expect(flow.rung("This is not PostgreSQL")).toBeVisible();
  });
});

test.describe("a local folder", () => {
  test("that does not exist, or lies elsewhere, is refused at its field", async ({ page, world, folder }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Local folder");
    for (const path of [`${folder.root}/nowhere`, folder.outside, folder.traps.folderLinkOut]) {
      await flow.fill({ Folder: path });
      await flow.check();
      await flow.press("Correct it");
      await expect(flow.field("Folder")).toBeFocused();
      await expect(flow.field("Folder")).toHaveValue(path);
    }
  });
});

test("nothing that is a secret is kept by the browser, and a reload asks for it again", async ({
  page,
  world,
  tryton,
}) => {
  const flow = await surface.open(page, world);
  await flow.pick("Tryton");
  await flow.fill({ Address: tryton.url, Database: tryton.database, "User name": "buyer", Password: "s3cret-typed" });
  await expect(flow.flow.getByText(/We will use/)).toBeVisible();
  const saved = page.waitForResponse((response) => response.url().endsWith("/v1/link/progress") && response.ok());
  await flow.fill({ Database: `${tryton.database} ` });
  await saved;
  await page.reload();
  const again = await surface.open(page, world);
  await expect(again.flow.getByRole("heading", { name: "Connect Tryton" })).toBeVisible();
  await expect(again.field("Address")).toHaveValue(tryton.url);
  await expect(again.field("Password")).toHaveValue("");
  for (const frame of page.frames()) {
    const kept = await frame.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
    expect(kept).not.toContain("s3cret-typed");
    expect(kept).not.toContain("gw_");
  }
});
