import { end, expect, heard, test } from "./fixtures.js";

for (const version of ["19", "18"]) {
  test.describe(`React ${version}`, () => {
    test.beforeEach(async ({ page, world }) => {
      const bundle = `/react${version}.js`;
      const address = world.page({
        loader: 0,
        body: '<div id="root"></div>',
        script: `document.head.append(Object.assign(document.createElement("script"), { src: "${bundle}" }));`,
      });
      await page.goto(`${address}?server=${encodeURIComponent(world.widget)}`);
      await page.getByRole("button", { name: "Toggle" }).waitFor();
    });

    test("StrictMode mounts twice: one frame, each callback once", async ({ page, flow }) => {
      await page.getByRole("button", { name: "Toggle" }).click();
      await flow.getByText("token gw_link_1").waitFor();
      await expect(page.locator("iframe")).toHaveCount(1);
      await end(flow, "Finish");
      await expect(page.locator("dialog")).toHaveCount(0);
      expect(await heard(page)).toEqual(["getToken", "connected", "exit"]);
    });

    test("A new options object on each render does not start again", async ({ page, flow }) => {
      await page.getByRole("button", { name: "Toggle" }).click();
      await flow.getByText("token gw_link_1").waitFor();
      const channel = await page.locator("iframe").getAttribute("src");
      for (const count of [0, 1, 2])
        await page.getByText(`Render ${count}`).evaluate((button: HTMLElement) => button.click());
      await page.getByText("Render 3").waitFor({ state: "attached" });
      expect(await page.locator("iframe").getAttribute("src")).toBe(channel);
      expect(await heard(page)).toEqual(["getToken"]);
    });

    test("Unmounting by a route change leaves the document as it was found", async ({ page, flow }) => {
      const found = () =>
        page.evaluate(() => [
          document.documentElement.outerHTML.replace(/<div id="root">.*<\/div>/, ""),
          document.adoptedStyleSheets.length,
        ]);
      const before = await found();
      await page.getByRole("button", { name: "Toggle" }).click();
      await flow.getByText("token gw_link_1").waitFor();
      await page.evaluate(() => (window as unknown as { leaveRoute(): void }).leaveRoute());
      expect(await found()).toEqual(before);
      expect(await heard(page)).toEqual(["getToken"]);
    });

    test("useGangway opens once, tells that it is open, and opens again", async ({ page, flow }) => {
      const connect = page.getByRole("button", { name: "Connect" });
      for (const round of [1, 2]) {
        await connect.click();
        await connect.evaluate((button: HTMLElement) => button.click());
        await flow.getByText("token gw_link_1").waitFor();
        await expect(page.locator("iframe")).toHaveCount(1);
        await expect(page.getByText("open", { exact: true })).toBeAttached();
        await end(flow, "Give up");
        await expect(page.getByText("closed")).toBeVisible();
        await expect(connect).toBeFocused();
        expect((await heard(page)).length).toBe(round * 2);
      }
    });

    test("Inline it stands where the component stands", async ({ page, flow, world }) => {
      await page.goto(`${page.url()}&inline&open`);
      await flow.getByText("inline").waitFor();
      await expect(page.locator("#root iframe")).toHaveCount(1);
      await page.getByRole("button", { name: "Toggle" }).click();
      await expect(page.locator("iframe")).toHaveCount(0);
      expect(world.widget).toContain("widget.localhost");
    });
  });
}
