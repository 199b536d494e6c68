import type { Page } from "@playwright/test";
import { end, expect, heard, open, test } from "./fixtures.js";

/** All that a page could find changed afterwards: markup, sheets, focus, place, and listeners left behind. */
const found = (page: Page) =>
  page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    sheets: document.adoptedStyleSheets.length,
    focus: document.activeElement?.id,
    scroll: [scrollX, scrollY],
    width: document.body.getBoundingClientRect().width,
  }));
const tall =
  '<button id="opener" style="color:red">Connect</button><div id="place"></div><div style="height:3000px"></div>';

for (const [mode, extra] of Object.entries({ modal: "", inline: 'container: document.getElementById("place"),' }))
  test(`destroy() leaves the document as it was found: ${mode}`, async ({ page, flow, visit }) => {
    await visit({ body: tall, script: open(extra) });
    await page.evaluate(() => {
      document.documentElement.setAttribute("style", "padding-right:3px;overflow:visible");
      document.getElementById("opener")?.focus();
      scrollTo(0, 400);
    });
    const before = await found(page);
    await page.evaluate("open()");
    await flow.getByText("token gw_link_1").waitFor();
    await page.evaluate("handle.destroy(), handle.destroy(), handle.close()");
    expect(await found(page)).toEqual(before);
    expect(await heard(page)).toEqual(["event opened", "getToken"]);
  });

test("What destroy() leaves behind hears nothing more", async ({ page, flow, visit }) => {
  const watched = `
    window.listening = 0;
    for (const target of [window, document]) {
      const add = target.addEventListener;
      target.addEventListener = (type, listener, options) => {
        if (type === "message" || type === "securitypolicyviolation") listening += 1;
        options?.signal?.addEventListener("abort", () => (listening -= 1));
        add.call(target, type, listener, options);
      };
    }`;
  await visit({ script: `${open()}; ${watched}; open();` });
  await flow.getByText("token gw_link_1").waitFor();
  expect(await page.evaluate("listening")).toBe(2);
  await page.evaluate("handle.destroy()");
  expect(await page.evaluate("listening")).toBe(0);
});

test("A script included twice opens one frame", async ({ page, flow, visit }) => {
  await visit({ loader: 2, script: `const first = Gangway; ${open()}; open(); window.same = first === Gangway;` });
  await flow.getByText("token gw_link_1").waitFor();
  await expect(page.locator("iframe")).toHaveCount(1);
  expect(await page.evaluate("same")).toBe(true);
});

test("Two instances on one page share nothing", async ({ page, visit }) => {
  await visit({
    body: '<div id="one"></div><div id="two"></div>',
    script: `window.heard = [];
      const start = (name) => Gangway.open({
        container: document.getElementById(name),
        token: "gw_link_" + name,
        onConnected: () => heard.push(name + " connected"),
        onExit: () => heard.push(name + " exit"),
      });
      start("one"); start("two");`,
  });
  const [one, two] = ["one", "two"].map((name) => page.locator(`#${name}`).frameLocator("iframe"));
  await one!.getByText("token gw_link_one").waitFor();
  await two!.getByText("token gw_link_two").waitFor();
  await end(one!, "Finish");
  await expect(page.locator("iframe")).toHaveCount(1);
  await two!.getByText("token gw_link_two").waitFor();
  expect(await heard(page)).toEqual(["one connected", "one exit"]);
});

test("Two dialogs at once, the lower one gone first: the page scrolls again in the end", async ({ page, visit }) => {
  await visit({ body: tall });
  const before = await found(page);
  await page.evaluate("window.lower = open(), window.upper = open(), lower.destroy()");
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe("hidden");
  await page.evaluate("upper.destroy()");
  expect(await found(page)).toEqual(before);
});

test("Each callback comes once, though the frame says it twice", async ({ page, flow, visit }) => {
  await visit({ script: `${open()}; open();` });
  await end(flow, "Finish");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await heard(page)).toEqual(["event opened", "getToken", "connected gw_public_1", "exit true"]);
});

test("getToken is called again after a reload of the frame", async ({ page, flow, visit }) => {
  await visit({ script: `${open()}; open();` });
  await flow.getByText("token gw_link_1").waitFor();
  await page.frames()[1]!.evaluate(() => location.reload());
  await expect.poll(() => heard(page)).toEqual(["event opened", "getToken", "event opened", "getToken"]);
  await flow.getByText("token gw_link_1").waitFor();
});

for (const [name, getToken] of Object.entries({
  null: "() => null",
  "a rejected promise": "() => Promise.reject(new Error('signed out'))",
  "a throw": "() => { throw new Error('signed out') }",
}))
  test(`No token gives a clear error: ${name}`, async ({ page, flow, visit }) => {
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await visit({ script: `${open(`getToken: ${getToken},`)}; open();` });
    await flow.getByText("no token").waitFor();
    expect(await heard(page)).toEqual(["event opened", "loadError no_token"]);
    expect(errors).toEqual([]);
  });

test("Inline it fills its place, is never too low, and takes no scrolling away", async ({ page, flow, visit }) => {
  await visit({ body: tall, script: `${open('container: document.getElementById("place"),')}; open();` });
  await flow.getByText("inline").waitFor();
  const height = async () => (await page.locator("#place iframe").boundingBox())?.height;
  expect(await height()).toBe(640);
  await page.evaluate(() => document.getElementById("place")?.style.setProperty("height", "900px"));
  expect(await height()).toBe(900);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe("visible");
});

test("update() reaches the flow", async ({ page, flow, visit }) => {
  await visit({ script: `${open()}; open();` });
  await flow.getByText("token gw_link_1").waitFor();
  await page.evaluate('handle.update({ language: "de" })');
  await expect(flow.locator("#look")).toContainText('"language":"de"');
});
