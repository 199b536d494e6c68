import { chromium, type Page } from "@playwright/test";
import playwright from "../playwright.config.js";

/**
 * Takes the README's picture: `npm start` in one terminal, `npm run picture` in another. Four steps of one real journey
 * through the sandbox, side by side, to docs/flow.png.
 */
const at = process.env["GANGWAY_DEMO_PORT"] ?? "4600";
const sandbox = `localhost:${Number(at) + 2}/warehouse`;
const browser = await chromium.launch(playwright.use?.launchOptions);
const page = await browser.newPage({ viewport: { width: 820, height: 680 }, deviceScaleFactor: 1.5 });
const shots: Buffer[] = [];
const take = async () => shots.push(await page.screenshot());

await page.goto(`http://localhost:${at}/in-page?as=picture-${Date.now()}`);
await page.getByRole("combobox").fill("ware");
await page.getByRole("option", { name: /^Pretend Warehouse/ }).waitFor();
await take();
await page.getByRole("option", { name: /^Pretend Warehouse/ }).click();
for (const [label, value] of Object.entries({
  Address: ` http://${sandbox}/?utm_source=mail `,
  Company: "plant",
  "User name": "anna",
  Password: "pretend",
}))
  await page.getByLabel(label, { exact: true }).fill(value);
await page.getByText(/We will use/).waitFor();
await take();
await page.getByRole("button", { name: "Check connection" }).click();
await page.getByRole("button", { name: "Connect Pretend Warehouse" }).waitFor();
await take();
await page.getByRole("button", { name: "Connect Pretend Warehouse" }).click();
await page.getByRole("heading", { name: "Pretend Warehouse is connected" }).waitFor();
await take();

await (await sideBySide(page, shots)).screenshot({ path: new URL("../docs/flow.png", import.meta.url).pathname });
await browser.close();

async function sideBySide(page: Page, pictures: readonly Buffer[]): Promise<Page> {
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString("base64")}">`).join("");
  await page.setViewportSize({ width: 1200, height: 1000 });
  await page.setContent(
    `<style>body{margin:0;padding:20px;background:#eceff3;display:grid;grid-template-columns:1fr 1fr;gap:20px}img{inline-size:100%;border-radius:10px;border:1px solid #d5dae1}</style>${images}`,
  );
  return page;
}
