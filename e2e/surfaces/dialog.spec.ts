import { end, expect, heard, open, test } from "./fixtures.js";

const opener = { role: "button", name: "Connect" } as const;

test("Escape inside the frame closes, and focus returns to the opener", async ({ page, flow, visit }) => {
  await visit({});
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").waitFor();
  await flow.getByRole("button", { name: "Give up" }).focus();
  // Not awaited: the frame is gone before the browser could confirm the key.
  page.keyboard.down("Escape").catch(() => undefined);
  await expect(page.locator("dialog")).toHaveCount(0);
  await expect(page.getByRole(opener.role, { name: opener.name })).toBeFocused();
  expect(await heard(page)).toEqual(["event opened", "getToken", "exit false"]);
});

test("Escape outside the frame asks the flow, which says how far it got", async ({ page, flow, visit }) => {
  await visit({});
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").waitFor();
  await page.locator("dialog").evaluate((dialog) => {
    dialog.tabIndex = -1;
    dialog.focus();
  });
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await heard(page)).toContain("exit false");
});

test("Tab stays inside the dialog", async ({ page, flow, visit }) => {
  await visit({ body: '<button id="opener">Connect</button><a href="#a">Link</a><input>' });
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").waitFor();
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press(presses < 8 ? "Tab" : "Shift+Tab");
    const strayed = await page.evaluate(() => document.activeElement?.matches("#opener, a, input"));
    expect(strayed, `after ${presses + 1} presses`).toBe(false);
  }
});

test("The page behind does not scroll, does not jump sideways, and keeps its place", async ({ page, flow, visit }) => {
  await visit({
    body: '<button id="opener" style="position:fixed;inset:0 auto auto 0">Connect</button><p id="text">Text</p><div style="height:4000px"></div>',
    css: "::-webkit-scrollbar { width: 17px } body { margin: 0 }",
  });
  await page.evaluate(() => scrollTo(0, 700));
  const place = () =>
    page.evaluate(() => ({ y: scrollY, width: document.getElementById("text")?.getBoundingClientRect().width }));
  const before = await place();
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").waitFor();
  expect(await page.evaluate(() => innerWidth - document.documentElement.clientWidth)).toBe(0);
  await page.mouse.move(5, 300);
  await page.mouse.wheel(0, 500);
  await page.keyboard.press("PageDown");
  expect(await place()).toEqual(before);
  await end(flow, "Give up");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await place()).toEqual(before);
});

test("A page whose body scrolls keeps its place too", async ({ page, flow, visit }) => {
  await visit({
    body: '<button id="opener" style="position:fixed;inset:0 auto auto 0">Connect</button><div style="height:4000px"></div>',
    css: "html, body { height: 100%; margin: 0 } body { overflow-y: scroll }",
  });
  await page.evaluate(() => scrollTo(0, 700));
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").waitFor();
  await page.mouse.move(5, 300);
  await page.mouse.wheel(0, 500);
  await end(flow, "Give up");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await page.evaluate(() => scrollY)).toBe(700);
});

const hostile = {
  "everything hidden": "body *, dialog, iframe { display: none !important }",
  "everything see-through and moved away":
    "* { opacity: 0 !important; visibility: hidden !important; transform: translateX(-9999px) !important; pointer-events: none !important; clip-path: inset(50%) !important }",
  "dialogs restyled":
    "dialog { position: static !important; width: 10px !important; max-height: 10px !important; inset: auto !important; margin: 900px !important } iframe { width: 1px !important; height: 1px !important; border: 9px solid red !important }",
  "the top of the page taken": "header { position: fixed; inset: 0; z-index: 2147483647; background: red }",
  "overflow fought over":
    "html, body { overflow: auto !important } body { transform: scale(1); contain: paint; height: 50px }",
};
for (const [name, css] of Object.entries(hostile))
  test(`A host's CSS does not hide the dialog: ${name}`, async ({ page, flow, visit }) => {
    await visit({ css, body: "<header></header>", script: `${open()}; open();` });
    await flow.getByText("token gw_link_1").waitFor();
    const { frame, onTop } = await page.evaluate(() => {
      const frame = document.querySelector("iframe") as HTMLElement;
      const { x, y, width, height } = frame.getBoundingClientRect();
      return { frame: { width, height }, onTop: document.elementFromPoint(x + width / 2, y + height / 2) === frame };
    });
    expect(frame).toEqual({ width: 960, height: 720 });
    expect(onTop).toBe(true);
    await end(flow, "Give up");
    await expect(page.locator("dialog")).toHaveCount(0);
  });

test("A phone shows it on the full screen", async ({ page, flow, visit }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visit({});
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").waitFor();
  expect(await page.locator("iframe").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  expect(await page.locator("iframe").evaluate((frame) => getComputedStyle(frame).borderRadius)).toBe("0px");
});

test("A click beside the frame closes, a click inside does not", async ({ page, flow, visit }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await visit({});
  await page.getByRole(opener.role, { name: opener.name }).click();
  await flow.getByText("token gw_link_1").click();
  await expect(page.locator("dialog")).toHaveCount(1);
  await page.mouse.click(20, 450);
  await expect(page.locator("dialog")).toHaveCount(0);
});
