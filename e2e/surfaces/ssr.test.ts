import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";

test("On a server the doors touch no global, and the components render", async () => {
  for (const name of ["window", "document", "location", "localStorage"])
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        throw new Error(`${name} was touched`);
      },
    });
  try {
    const { Gangway, GangwayFlow, useGangway } = await import("../../widget/index.js");
    await import("../../widget/surfaces/embed.js");
    const options = { server: "https://connect.example.com", tenant: "acme", token: "gw_link_1" };
    const Button = () => createElement("button", { onClick: useGangway(options).open }, "Connect");
    expect(renderToString(createElement(Gangway, options))).toBe("");
    expect(renderToString(createElement(Gangway, { ...options, inline: true }))).toBe("<div></div>");
    expect(renderToString(createElement(Button))).toBe("<button>Connect</button>");
    const start = { getToken: () => Promise.resolve("gw_link_1"), origin: null };
    expect(renderToString(createElement(GangwayFlow, { start, host: {} } as never))).toContain("<div");
  } finally {
    for (const name of ["window", "document", "location", "localStorage"]) Reflect.deleteProperty(globalThis, name);
  }
});
