import { expect } from "@playwright/test";
import pg from "pg";
import { FlowPage } from "./models/flowPage.js";
import { surfaces, type Surface } from "./surfaces.js";
import { test } from "./world.js";

const surface = surfaces[0] as Surface;

test("a password that was changed is put right, and the connection stays the same", async ({
  page,
  world,
  postgres,
}) => {
  const { user, password } = postgres.accounts.clerk;
  const owner = new pg.Client({
    host: "127.0.0.1",
    port: postgres.port,
    user: postgres.accounts.owner.user,
    password: postgres.accounts.owner.password,
    database: postgres.database,
  });
  await owner.connect();
  const changeTo = (fresh: string) => owner.query(`alter user ${user} password '${fresh}'`);
  try {
    const flow = await surface.open(page, world);
    await flow.pick("PostgreSQL");
    await flow.fill({ Address: `127.0.0.1:${postgres.port}`, Database: postgres.database });
    await flow.fill({ "User name": user, Password: password });
    await flow.check();
    await flow.connect("PostgreSQL");
    await surface.settled(page, "PostgreSQL");

    await changeTo("plant-fresh-7");
    const dashboard = await page.context().newPage();
    await dashboard.goto(`${world.hosts.react}/dashboard`);
    const connection = dashboard.getByRole("region", { name: "Connections" }).getByRole("row", { name: /clerk/ });
    await connection.getByRole("button", { name: "Check now" }).click();
    await expect(connection).toContainText("needs_repair: credentials_wrong");
    await expect(
      dashboard.getByRole("region", { name: "Received by this host" }).getByText("connection.needs_repair").first(),
    ).toBeVisible();

    await page.bringToFront();
    await page.reload();
    const card = page.getByRole("listitem").filter({ hasText: "clerk" });
    await expect(card).toContainText("needs repair");
    await card.getByRole("button", { name: "Reconnect PostgreSQL" }).click();
    const repair = new FlowPage(page, page.frameLocator("dialog iframe"));
    await expect(repair.flow.getByRole("heading", { name: "Reconnect PostgreSQL" })).toBeVisible();
    await expect(repair.field("User name")).toHaveValue(user);
    await expect(repair.field("Password")).toHaveValue("");
    await expect(repair.flow.getByRole("button", { name: "Back" })).toHaveCount(0);

    await repair.fill({ Password: "not it either" });
    await repair.check();
    await expect(repair.verdict()).toContainText("PostgreSQL did not accept the sign-in");
    await expect(repair.flow.getByRole("button", { name: "Another system" })).toHaveCount(0);
    await repair.press("Correct it");
    await repair.fill({ Password: "plant-fresh-7" });
    await repair.check();
    await repair.press("Reconnect PostgreSQL");
    await expect(repair.flow.getByRole("heading", { name: "PostgreSQL works again" })).toBeVisible();
    await repair.close("Done");
    await expect(page.getByRole("status").filter({ hasText: "PostgreSQL works again." })).toBeVisible();
    await expect(card).toContainText("healthy");

    // The host's access token is the one that it had.
    await connection.getByRole("button", { name: "Check now" }).click();
    await expect(dashboard.getByRole("status")).toContainText("Checked:");
    await expect(connection).toContainText("healthy");
  } finally {
    await changeTo(password);
    await owner.end();
  }
});
