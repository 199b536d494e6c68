import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { roomOf, wallBetween } from "../walls.js";

describe("the walls of the house", () => {
  it.each([
    ["contract/system.ts", "pino"],
    ["catalogue/index.ts", "#server"],
    ["server/net/request.ts", "../methods/basic.js"],
    ["server/methods/basic.ts", "../http/routes.js"],
    ["server/links/mint.ts", "node:net"],
    ["server/webhooks/delivery.ts", "undici"],
    ["server/http/routes.ts", "#widget"],
    ["widget/steps/Pick.tsx", "#server"],
    ["widget/parts/Button.tsx", "../steps/Pick.js"],
    ["demo/host/main.tsx", "#widget"],
    ["demo/host/backend.ts", "../../server/links/mint.js"],
  ])("%s may not import %s", (path, specifier) => {
    expect(wallBetween(path, specifier)).toContain(specifier);
  });

  it.each([
    ["contract/system.ts", "zod"],
    ["catalogue/index.ts", "#contract"],
    ["server/methods/basic.ts", "../net/index.js"],
    ["server/http/routes.ts", "../links/mint.js"],
    ["server/net/connect.ts", "node:tls"],
    ["widget/steps/Pick.tsx", "../flow/store.js"],
    ["demo/host/main.tsx", "gangway/react"],
  ])("%s may import %s", (path, specifier) => {
    expect(wallBetween(path, specifier)).toBeNull();
  });

  it("gives a file the nearest room", () => {
    expect(roomOf("server/net/request.ts")).toBe("server/net");
    expect(roomOf("server/main.ts")).toBe("server");
    expect(roomOf("README.md")).toBeNull();
  });

  it("fails the lint, and the words teach", { timeout: 240_000 }, async () => {
    const eslint = new ESLint({ cwd: new URL("..", import.meta.url).pathname });
    const [result] = await eslint.lintText('import { connect } from "node:net";\nexport const socket = connect;\n', {
      filePath: "contract/text.ts",
    });
    expect(result?.messages.map((message) => [message.ruleId, message.message])).toContainEqual([
      "gangway/walls",
      expect.stringContaining("belongs to server/net, which judges every address"),
    ]);
  });
});
