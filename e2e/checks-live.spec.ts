import { expect, type Frame, type Page } from "@playwright/test";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { surfaces, type Surface } from "./surfaces.js";
import { test } from "./world.js";

const surface = surfaces[0] as Surface;

/** The frame that the flow lives in. */
function frameOf(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes("/frame/"));
  if (!frame) throw new Error("The flow is not open.");
  return frame;
}

/** What a screen reader is given from now on: each line that is added to the log, each sentence of the preview. */
async function listen(page: Page): Promise<() => Promise<{ log: string[]; preview: string[] }>> {
  const frame = frameOf(page);
  await frame.evaluate(() => {
    const heard = { log: [] as string[], preview: [] as string[] };
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest("[role=log]"))
          addedNodes.forEach((node) => node.textContent && heard.log.push(node.textContent));
        const status = element?.closest(".gw-preview [role=status]");
        if (status?.textContent) heard.preview.push(status.textContent);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return () => frame.evaluate(() => (window as unknown as { heard: { log: string[]; preview: string[] } }).heard);
}

/** Bodies of all requests to the server of Gangway. */
function bodiesOf(page: Page): string[] {
  const bodies: string[] = [];
  page.on("request", (request) => bodies.push(request.postData() ?? ""));
  return bodies;
}

test.describe("while the address is typed", () => {
  test("Tryton answers, its only database is filled in, and the focus stays where it is", async ({
    page,
    world,
    tryton,
  }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    const heard = await listen(page);
    await flow.type("Address", tryton.url);
    await expect(flow.preview()).toContainText(/Tryton 6\.0\.\d+ answers here/);
    await expect(flow.preview()).toContainText("not encrypted");
    await expect(flow.field("Database")).toHaveValue(tryton.database);
    await expect(flow.flow.getByText("Filled in for you")).toBeVisible();
    await expect(flow.field("Address")).toBeFocused();
    await expect
      .poll(async () => (await heard()).preview)
      .toEqual([
        expect.stringMatching(
          new RegExp(
            `^Tryton 6\\.0\\.\\d+ answers here, not encrypted, Database has been filled in: ${tryton.database}\\.$`,
          ),
        ),
      ]);

    await flow.fill({ "User name": tryton.accounts.buyer.user, Password: tryton.accounts.buyer.password });
    await flow.check();
    await flow.connect("Tryton");
    await surface.settled(page, "Tryton");
  });

  test("another product is named, and one press goes there", async ({ page, world, wordpress }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ Address: wordpress.url ?? "" });
    await expect(flow.preview()).toContainText("What answers at this address looks like WordPress.");
    await flow.press("Switch to WordPress");
    await expect(flow.flow.getByRole("heading", { name: "Connect WordPress" })).toBeVisible();
    await expect(flow.field("Address")).toHaveValue(wordpress.url ?? "");
    await expect(flow.preview()).toContainText(/WordPress.* answers here/);
  });

  test("an encrypted address is offered before anything is typed into the open one", async ({ page, world, front }) => {
    const bodies = bodiesOf(page);
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    for (const open of [front.addresses.redirectToHttps, front.addresses.valid.replace("https:", "http:")]) {
      await flow.fill({ Address: open, Password: "s3cret-typed" });
      await expect(flow.preview()).toContainText("The server wants an encrypted connection");
      await flow.press(`Use ${front.addresses.valid}`);
      await expect(flow.field("Address")).toHaveValue(front.addresses.valid);
      // The new address is looked at by itself.
      await expect(flow.preview()).toContainText("We do not know who issued the certificate");
    }
    expect(bodies.some((body) => body.includes("s3cret-typed"))).toBe(false);
  });

  test("what the system says may be entered is offered at its field", async ({ page, world }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Pretend Warehouse");
    await flow.fill({ Address: `${world.sandbox}/warehouse` });
    const found = flow.flow.getByRole("group", { name: "We found:" });
    await expect(found.getByRole("button")).toHaveText(["plant", "spare-parts"]);
    // By keyboard, from the field itself.
    await flow.field("Company").focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await expect(flow.field("Company")).toHaveValue("spare-parts");
    await found.getByRole("button", { name: "plant", exact: true }).click();
    await expect(flow.field("Company")).toHaveValue("plant");
    await flow.fill({ "User name": "anna", Password: "pretend" });
    await flow.check();
    await expect(flow.rung("Found: plant and spare-parts")).toBeVisible();
    await flow.connect("Pretend Warehouse");
    await surface.settled(page, "Pretend Warehouse");
  });

  test("a server that is away is told without a word about the password", async ({ page, world, front }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ Address: front.addresses.maintenance });
    await expect(flow.preview()).toContainText("Tryton is under maintenance");
    await expect(flow.preview()).toContainText(/Tryton asks us to wait until \d/);
    await expect(flow.preview().getByRole("button", { name: "Try again" })).toBeVisible();
  });
});

test.describe("a certificate that nobody vouches for", () => {
  test("is shown while the address is typed, and trusted by the person", async ({ page, world, tryton, front }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ Address: front.addresses.selfSigned });
    await expect(flow.preview()).toContainText("The server has signed its certificate itself");
    await flow.press("Look at the certificate");
    const shown = new X509Certificate(readFileSync(join(dirname(front.certificates.caFile), "self-signed.pem")));
    const panel = flow.flow.getByRole("region", { name: "Is this your server?" });
    await expect(panel).toContainText(shown.fingerprint256);
    await panel.getByRole("button", { name: "Trust this certificate" }).click();
    await expect(flow.preview()).toContainText(/Tryton 6\.0\.\d+ answers here.*trusted by you/);

    const { user, password } = tryton.accounts.buyer;
    await flow.fill({ "User name": user, Password: password });
    await flow.check();
    await expect(flow.rung("trusted by you")).toBeVisible();
    await flow.connect("Tryton");
    await surface.settled(page, "Tryton");
  });

  test("is trusted by its authority, from a file; a private key goes nowhere", async ({
    page,
    world,
    tryton,
    front,
  }) => {
    const bodies = bodiesOf(page);
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({
      Address: front.addresses.valid,
      Database: tryton.database,
      "User name": tryton.accounts.buyer.user,
      Password: tryton.accounts.buyer.password,
    });
    await flow.check();
    await expect(flow.verdict()).toContainText("We do not know who issued the certificate");
    const file = flow.flow.getByLabel("Choose CA certificate");
    const key = join(dirname(front.certificates.caFile), "root.key");
    await file.setInputFiles(key);
    await expect(flow.verdict()).toContainText("This file holds a private key.");
    expect(bodies.some((body) => body.includes("PRIVATE KEY"))).toBe(false);

    await file.setInputFiles(front.certificates.caFile);
    await flow.outcome();
    await expect(flow.rung("vouched for by your own authority")).toBeVisible();
    await flow.connect("Tryton");
    await surface.settled(page, "Tryton");
  });

  test("is forgotten with its address", async ({ page, world, front }) => {
    const flow = await surface.open(page, world);
    await flow.pick("Tryton");
    await flow.fill({ Address: front.addresses.selfSigned });
    await flow.press("Look at the certificate");
    await flow.press("Trust this certificate");
    await expect(flow.preview()).toContainText("You trust the certificate of this server.");
    await flow.fill({ Address: front.addresses.wrongName });
    await expect(flow.preview()).toContainText("We do not know who issued the certificate");
    await expect(flow.preview()).not.toContainText("You trust");
  });
});

test("each rung is heard once, in order, and nothing moves for whoever wants no movement", async ({
  page,
  world,
  tryton,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const flow = await surface.open(page, world);
  await flow.pick("Tryton");
  await flow.fill({
    Address: tryton.url,
    Database: tryton.database,
    "User name": tryton.accounts.buyer.user,
    Password: tryton.accounts.buyer.password,
  });
  await expect(flow.preview()).toContainText("answers here");
  const heard = await listen(page);
  await flow.check();
  const rungs = await flow.flow.getByRole("list", { name: "What has been checked" }).getByRole("listitem").count();
  await expect.poll(async () => (await heard()).log.length).toBe(rungs);
  const lines = (await heard()).log;
  expect(new Set(lines).size).toBe(rungs);
  expect(lines.findIndex((line) => line.startsWith("It is Tryton"))).toBeLessThan(
    lines.findIndex((line) => line.startsWith("Signed in")),
  );
  const moving = await frameOf(page).evaluate(() =>
    document.getAnimations().map((one) => (one as CSSAnimation).animationName),
  );
  expect(moving.filter((name) => name !== "gw-breathe")).toEqual([]);
});
