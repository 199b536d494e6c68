import { expect, test as base, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import axe from "axe-core";
import { states } from "../widget/gallery/states.js";

/**
 * Every state of the gallery, looked at by axe and measured with a ruler.
 *
 * Language, theme and width are not crossed fully, for the sake of time. Axe looks at each state twice, in looks that
 * are opposites in all three, so that it sees each language, theme and width; every second state is seen in the other
 * pair. Causes, previews and the like are one screen in many words: each is seen in one look, the next in the next. The
 * ruler is quick, and knows no theme: it measures each look in every width.
 */
const looks = [
  [
    { lang: "de", theme: "dark", size: "phone" },
    { lang: "en", theme: "light", size: "desktop" },
  ],
  [
    { lang: "de", theme: "light", size: "desktop" },
    { lang: "en", theme: "dark", size: "phone" },
  ],
] as const;
/** States of one screen that differ in what it says. */
const variants = /^(?:cause|preview|choices|trust)\./;
/** The narrowest is the one that WCAG's reflow (1.4.10) asks for. */
const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1000, height: 720 },
  narrow: { width: 320, height: 640 },
};
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const built = new URL("../dist/demo/", import.meta.url).pathname;
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

const test = base.extend<object, { sheet: Page }>({
  /** One page for all states: opening it anew costs more than looking. */
  sheet: [
    async ({ browser }, use) => {
      const server = createServer((request, response) => {
        const path = new URL(request.url ?? "/", "http://localhost").pathname;
        readFile(join(built, path === "/" ? "gallery/index.html" : path)).then(
          (body) => response.writeHead(200, { "content-type": types[extname(path)] ?? "text/html" }).end(body),
          () => response.writeHead(404).end(),
        );
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const context = await browser.newContext({ reducedMotion: "reduce" });
      const sheet = await context.newPage();
      await sheet.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await sheet.evaluate(axe.source);
      await use(sheet);
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "parallel" });
test.use({ trace: "off" });

Object.keys(states).forEach((state, at) => {
  test(state, async ({ sheet }) => {
    const own = variants.test(state) ? [looks.flat()[at % 4]!] : looks[at % 2]!;
    for (const { lang, theme, size } of own) {
      const look = `${lang}, ${theme}, ${size}`;
      await sheet.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await sheet.setViewportSize(sizes[size]);
      await sheet.evaluate(turnTo, new URLSearchParams({ state, lang }).toString());
      await sheet.waitForFunction(arrived, { lang, opening: state === "opening" });
      expect.soft(await sheet.evaluate(violations, rules), look).toEqual([]);

      for (const [name, measured] of Object.entries(sizes)) {
        await sheet.setViewportSize(measured);
        expect.soft(await sheet.evaluate(misfits), `${lang}, ${name}`).toEqual([]);
      }
    }
  });
});

/** In the page: goes to another state without loading it. The language is set again by the new state, and tells it from the old. */
function turnTo(query: string): void {
  document.documentElement.lang = "";
  history.replaceState(null, "", `?${query}`);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** In the page: whether the state stands there. Asked at each frame; a locator would ask twice a second. */
const arrived = ({ lang, opening }: { lang: string; opening: boolean }) =>
  document.documentElement.lang === lang &&
  document.querySelector(".gw h1") !== null &&
  (opening || document.querySelector(".gw-waiting") === null);

/** In the page: what axe finds. */
async function violations(rules: string[]): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ runOnly: rules });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

/** In the page: what is wider than its place, and words that end before their end. */
function misfits(): string[] {
  const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`;
  const flow = document.querySelector(".gw")!;
  const unseen = ".gw-hidden, .gw-stations span, [aria-hidden=true]";
  // These are made to scroll sideways.
  const scrolls = ".gw-chips, input, textarea, select";
  const found: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");

  for (const element of [flow, ...flow.querySelectorAll("*")]) {
    if (element.closest(unseen) || element.closest(scrolls)) continue;
    const clips = getComputedStyle(element).overflowX !== "visible";
    if (clips && element.scrollWidth > element.clientWidth + 1) found.push(`${name(element)} holds more than fits`);
  }

  const texts = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement!;
    if (!text.nodeValue?.trim() || holder.closest(unseen) || holder.closest(scrolls)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    const box = holder.closest("button, .gw-button, .gw-tag, .gw-actions, .gw-bar, .gw")!.getBoundingClientRect();
    const outside = words.left < box.left - 1 || words.right > box.right + 1;
    if (outside) found.push(`“${text.nodeValue.slice(0, 60)}” runs out of ${name(holder)}`);
  }

  const actions = flow.querySelector(".gw-actions")?.getBoundingClientRect();
  if (actions && actions.bottom > innerHeight + 1) found.push("the actions lie below the screen");
  return found;
}
