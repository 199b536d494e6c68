import { expect } from "@playwright/test";
import { surfaces, type Surface } from "./surfaces.js";
import { test } from "./world.js";

const surface = surfaces[0] as Surface;

test("a code that the system asks for is entered in the flow, and the connection needs no other", async ({
  page,
  world,
  trytonWithCode: tryton,
}) => {
  const { user, password } = tryton.accounts.buyer;
  const flow = await surface.open(page, world);
  await flow.pick("Tryton");
  await flow.fill({ Address: tryton.url });
  await flow.fill({ Database: tryton.database, "User name": user, Password: password });
  const code = flow.field("Code from the text message");
  await expect(code).toHaveCount(0);

  await flow.press("Check connection");
  await expect(code).toBeFocused();
  await expect(flow.flow.getByText(`Tryton says: SMS Code for ${user}`)).toBeVisible();
  await expect(flow.flow.getByText("Tryton asks for one thing more")).toBeVisible();
  await expect(flow.field("Password")).toHaveValue(password);

  await code.fill("000000");
  await flow.check();
  await expect(flow.verdict()).toContainText("Tryton did not accept the sign-in");
  await flow.press("Correct it");
  await expect(code).toBeFocused();
  await code.fill(/\d{6}/.exec(tryton.messages().at(-1) ?? "")?.[0] ?? "");
  await flow.check();
  await flow.connect("Tryton");
  await surface.settled(page, "Tryton");

  const sent = tryton.messages().length;
  const dashboard = await page.context().newPage();
  await dashboard.goto(`${world.hosts.react}/dashboard`);
  const rows = dashboard.getByRole("region", { name: "Connections" }).getByRole("row");
  // The newest comes first; other tests connect a Tryton, too.
  const connection = rows.filter({ hasText: "Tryton" }).first();
  await connection.getByRole("button", { name: "Check now" }).click();
  await expect(dashboard.getByRole("status")).toContainText("Checked:");
  await expect(connection).toContainText("healthy");
  expect(tryton.messages()).toHaveLength(sent);
});
