import { expect } from "@playwright/test";
import type { Surface } from "./surfaces.js";
import { test } from "./world.js";

/** From the first click to a webhook received, on one surface, against real systems. */
export function journeySuite(surface: Surface): void {
  test.describe(`on the ${surface.name}`, () => {
    test("a business system, from first click to webhook received", async ({ page, world, tryton }) => {
      const flow = await surface.open(page, world);
      await flow.pick("Tryton");
      await flow.fill({
        Address: `${tryton.url}/#${tryton.database}`,
        Database: tryton.database,
        "User name": tryton.accounts.buyer.user,
        Password: tryton.accounts.buyer.password,
      });
      await flow.check();
      await expect(flow.rung("It is Tryton")).toBeVisible();
      await expect(flow.rung("3 purchase orders")).toBeVisible();
      await flow.connect("Tryton");
      await surface.settled(page, "Tryton");

      await page.goto(`${world.hosts[surface.host]}/dashboard`);
      const connections = page.getByRole("region", { name: "Connections" });
      await expect(connections.getByRole("row", { name: /Tryton .*healthy/ }).first()).toBeVisible();
      const received = page.getByRole("region", { name: "Received by this host" });
      await expect(received.getByText("connection.created").first()).toBeVisible();
    });

    test("a folder of files", async ({ page, world, folder }) => {
      const flow = await surface.open(page, world);
      await flow.pick("Local folder");
      await flow.fill({ Folder: folder.root });
      await flow.check();
      await flow.connect("Local folder");
      await surface.settled(page, "Local folder");
    });

    test("a database", async ({ page, world, postgres }) => {
      const flow = await surface.open(page, world);
      await flow.pick("PostgreSQL");
      await flow.fill({
        Address: `127.0.0.1:${postgres.port}`,
        Database: postgres.database,
        "User name": postgres.accounts.buyer.user,
        Password: postgres.accounts.buyer.password,
      });
      await flow.check();
      await flow.connect("PostgreSQL");
      await surface.settled(page, "PostgreSQL");
    });

    test("a web site with an application password", async ({ page, world, wordpress }) => {
      const flow = await surface.open(page, world);
      await flow.pick("WordPress");
      await flow.choose("With an application password");
      await flow.fill({
        Address: wordpress.url ?? "",
        "User name in WordPress": wordpress.accounts.admin.user,
        "Application password": wordpress.accounts.admin.password,
      });
      await flow.check();
      await flow.connect("WordPress");
      await surface.settled(page, "WordPress");
    });

    test("consent on the provider's own page, in a popup", async ({ page, world, provider }) => {
      const flow = await surface.open(page, world);
      await flow.pick("Plant Identity");
      await flow.press("Continue to Plant Identity");
      const opened = page.waitForEvent("popup");
      await flow.press("Open Plant Identity");
      const popup = await opened;
      await popup.getByLabel("E-mail").fill(provider.accounts.anna.user);
      await popup.getByLabel("Password").fill(provider.accounts.anna.password);
      await popup.getByRole("button", { name: "Sign in" }).click();
      await popup.getByRole("button", { name: "Allow" }).click();
      await flow.outcome();
      await flow.connect("Plant Identity");
      await surface.settled(page, "Plant Identity");
    });
  });
}
