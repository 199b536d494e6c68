import { end, expect, heard, open, test } from "./fixtures.js";

test("A hostile frame in the page hears nothing and moves nothing", async ({ page, flow, visit, world }) => {
  await visit({ script: open() });
  // Same origin as our frame, so that only the window and the channel tell it from ours.
  await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const third = document.createElement("iframe");
        third.name = "third";
        third.onload = resolve;
        third.src = src;
        document.body.prepend(third);
      }),
    `${world.widget}/frame/silent`,
  );
  const third = page.frame("third")!;
  await third.evaluate(() => {
    const received: unknown[] = [];
    Object.assign(window, { received });
    addEventListener("message", (event) => received.push(event.data));
  });
  await page.evaluate("open()");
  const ours = page.locator("dialog").frameLocator("iframe");
  await ours.getByText("token gw_link_1").waitFor();
  const channel = new URL((await page.locator("dialog iframe").getAttribute("src"))!).hash.match(
    /channel=([^&]*)/,
  )![1]!;
  await third.evaluate((channel) => {
    const frames = [window.parent, ...Array.from({ length: window.parent.length }, (_, at) => window.parent[at]!)];
    for (const target of frames)
      for (const type of ["connect:hello", "connect:init", "popup:ready", "connected", "exit"])
        for (const guess of [channel, "guess"])
          target.postMessage({ v: 1, type, channel: guess, page: "x", exit: {}, connected: {} }, "*");
  }, channel);
  await third.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await end(ours, "Finish");
  await expect(page.locator("dialog")).toHaveCount(0);
  expect(await heard(page)).toEqual(["event opened", "getToken", "connected gw_public_1", "exit true"]);
  expect(
    await third.evaluate(
      "received.filter((data) => data?.type !== undefined && data.channel !== undefined && data.page !== 'x')",
    ),
  ).toEqual([]);
  void flow;
});

test("Messages of the wrong origin, window, channel, type or version are ignored", async ({
  page,
  flow,
  visit,
  world,
}) => {
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await visit({ script: `${open('tenant: "silent",')}; open();` });
  const answered = await page.evaluate((widget) => {
    const frame = document.querySelector("iframe")!;
    const source = frame.contentWindow!;
    const channel = new URLSearchParams(new URL(frame.src).hash.slice(1)).get("channel")!;
    const right = { origin: widget, source, data: { v: 1, type: "connect:hello", channel, page: "a" } as unknown };
    const posts: number[] = [];
    const channels = window.MessageChannel;
    window.MessageChannel = class extends channels {
      constructor() {
        super();
        posts.push(posts.length);
      }
    };
    const say = (event: object) => window.dispatchEvent(new MessageEvent("message", { ...right, ...event }));
    const data = right.data as object;
    say({ origin: "http://evil.localhost" });
    say({ origin: "null" });
    say({ origin: `${widget}.evil.example` });
    say({ source: window });
    say({ source: null });
    for (const wrong of [{ channel: "guess" }, { channel: undefined }, { type: "connect:init" }, { v: 2 }, { v: "1" }])
      say({ data: { ...data, ...wrong } });
    say({ data: { ...data, pad: "x".repeat(5000) } });
    for (const odd of [null, undefined, 1, "connect:hello", [], [data], JSON.parse('{"__proto__":{}}')])
      say({ data: odd });
    const ignored = posts.length;
    for (let times = 0; times < 3; times += 1) say({});
    return { ignored, accepted: posts.length - ignored };
  }, world.widget);
  expect(answered).toEqual({ ignored: 0, accepted: 1 });
  expect(errors).toEqual([]);
  void flow;
});

test("A page of another origin than the one told cannot get to the frame, nor the frame to it", async ({
  page,
  world,
}) => {
  const evil = world.page({ loader: 0, body: "" }).replace("app.localhost", "evil.localhost");
  await page.goto(evil);
  const ready = page.waitForResponse(`${world.widget}/frame.js`);
  await page.evaluate((src) => {
    const received: unknown[] = [];
    Object.assign(window, { received });
    addEventListener("message", (event) => received.push(event.data));
    const frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
  }, `${world.widget}/frame/acme#origin=${world.host}&channel=known`);
  await ready;
  const frame = page.frames()[1]!;
  await frame.waitForLoadState();
  const answers = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = (event) => heard.push(event.data);
    frames[0]!.postMessage({ v: 1, type: "connect:init", channel: "known" }, "*", [port2]);
    // Whatever the frame would answer stands in this queue before the answer to this one.
    await new Promise((resolve) => setTimeout(resolve));
    return heard;
  });
  expect(await frame.evaluate(() => document.body.textContent?.trim())).toBe("");
  expect(answers).toEqual([]);
  expect(await page.evaluate("received")).toEqual([]);
});
