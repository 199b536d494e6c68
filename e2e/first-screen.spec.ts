import { expect } from "@playwright/test";
import { surfaces, type Surface } from "./surfaces.js";
import { test } from "./world.js";

test("the frame asks six things of the server until its first screen stands", async ({ page, world }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(world.gangway) && !request.url().endsWith("/embed/v1.js"))
      asked.push(new URL(request.url()).pathname);
  });
  const flow = await (surfaces[0] as Surface).open(page, world);
  await expect(flow.flow.getByRole("option").first()).toBeVisible();
  expect(asked.length, asked.join(" ")).toBeLessThanOrEqual(6);
});

test("our own pages keep their strict policy without a single violation", async ({ page, world }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  const flow = await (surfaces[0] as Surface).open(page, world);
  await flow.pick("Pretend Maintenance");
  await flow.fill({ Address: `${world.sandbox}/maintenance`, "User name": "anna", Password: "pretend" });
  await flow.check();
  await flow.connect("Pretend Maintenance");
  await (surfaces[0] as Surface).settled(page, "Pretend Maintenance");
  expect(refused).toEqual([]);
});
