import { afterEach, describe, expect, it } from "vitest";
import type { CauseCode, MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startWebdav, type RunningWebdav } from "../../e2e/real/webdav.js";
import { filesSuite } from "./files.suite.js";
import type { Values, Visit } from "./method.js";
import { methodSuite } from "./method.suite.js";
import { webdav } from "./webdav.js";
import { pretend, systemWith, visitTo, type Answer, type Pretend } from "./world.fixture.js";

type Use = MethodUseOf<"files">;
const system = systemWith({ kind: "files", protocol: "webdav" });
const server = whileRunning(startWebdav);
const anna = (more: Values = {}): Values => ({
  username: "anna",
  password: server().accounts.anna.password,
  folder: "export",
  ...more,
});
const visit = (values: Values, more: Partial<Visit> = {}, at: keyof RunningWebdav["addresses"] = "secure") =>
  visitTo<Use>(system, values, server().addresses[at], { trust: { ca: server().certificates.ca }, ...more });
const failing = (name: string, cause: CauseCode, field: string | undefined, of: () => Visit<Use>) => ({
  name,
  cause,
  ...(field && { field }),
  signIn: () => webdav.signIn(of()),
});

methodSuite("files over WebDAV", {
  system: () => system,
  fields: ["address", "username", "password", "folder"],
  sealed: ["password"],
  values: () => anna(),
  visit: (values, more) => visit(values, more),
  failing: [
    failing("a wrong password", "credentials_wrong", undefined, () => visit(anna({ password: "wrong-password" }))),
    failing("an unknown user", "credentials_wrong", undefined, () => visit(anna({ username: "nobody-knows" }))),
    failing("a missing folder", "folder_not_found", "folder", () => visit(anna({ folder: "none" }))),
    failing("a forbidden folder", "folder_forbidden", "folder", () => visit(anna({ folder: "private" }))),
    failing("a folder that the server stumbles over", "server_error", undefined, () =>
      visit(anna({ folder: "locked" })),
    ),
    failing("an address without WebDAV", "unknown_path", undefined, () => visit(anna(), {}, "pages")),
    failing("plain http to https", "tls_required", undefined, () => visit(anna(), {}, "plainToSecure")),
  ],
});

filesSuite("a WebDAV server", { open: (folder) => webdav.signIn(visit(anna({ folder }))), forbidden: "private" });

describe("WebDAV", () => {
  it("says who signed in only where not everybody is let in", async () => {
    const who = async (at: "secure" | "closed" | "open") =>
      (await webdav.signIn(visit(anna(), {}, at))).finding.facts?.find(({ kind }) => kind === "identity")?.value;
    expect(await who("secure")).toBe("anna");
    expect(await who("closed")).toBe("anna");
    expect(await who("open")).toBeUndefined();
  });

  it("looks into the address itself where no folder is named, and never above it", async () => {
    const { folder: _, ...values } = anna();
    for (const given of [values, anna({ folder: "/" }), anna({ folder: "../.." }), anna({ folder: "export\\..\\" })]) {
      expect((await webdav.signIn(visit(given))).finding.facts).toContainEqual({ kind: "count", value: "0" });
    }
  });
});

describe("a WebDAV server of another kind", () => {
  let other: Pretend | undefined;
  afterEach(() => other?.stop());
  const list = (...members: string[]) =>
    `<d:multistatus xmlns:d="DAV:">${["<d:collection/>", ...members.map(() => "")]
      .map(
        (type, index) =>
          `<d:response><d:href>${["/behind/orders/", ...members][index]}</d:href><d:propstat><d:prop><d:resourcetype>${type}</d:resourcetype></d:prop></d:propstat></d:response>`,
      )
      .join("")}</d:multistatus>`;
  const signIn = async (answer: Answer) => {
    other = await pretend(answer);
    return webdav.signIn(
      visitTo<Use>(system, { username: "anna", password: "plant-anna-7", folder: "orders" }, `${other.url}/front`),
    );
  };

  it("stands behind a front that gives it another path", async () => {
    const { finding, signedIn } = await signIn(({ method }, response) => {
      if (method === "PROPFIND") response.writeHead(207).end(list("/behind/orders/purchase_orders.csv"));
      else response.end("number\nPO-1\n");
    });
    expect(finding.facts).toContainEqual({ kind: "count", value: "1" });
    expect((await signedIn!.read("purchaseOrders")).first).toBe("purchase_orders.csv: PO-1");
    expect(other!.seen.at(-1)).toMatchObject({ method: "GET", url: "/front/orders/purchase_orders.csv" });
  });

  it("knows no parts of files: a large one is there, and what is in it stays unknown", async () => {
    const { signedIn } = await signIn(({ method }, response) => {
      if (method === "PROPFIND") response.writeHead(207).end(list("/behind/orders/purchase_orders.csv"));
      else response.end("number\n" + "PO-1\n".repeat(300_000));
    });
    expect(await signedIn!.read("purchaseOrders")).toEqual({ finding: { answer: "yes", facts: [], warnings: [] } });
  });

  it("lists what may not be read, and forgets what it listed", async () => {
    const reading = async (status: number) => {
      const { signedIn } = await signIn(({ method }, response) => {
        if (method === "PROPFIND") response.writeHead(207).end(list("/behind/orders/purchase_orders.csv"));
        else response.writeHead(status).end();
      });
      const { finding } = await signedIn!.read("purchaseOrders");
      await other!.stop();
      return finding.cause;
    };
    expect(await reading(403)).toBe("permission_missing");
    expect(await reading(404)).toBe("data_missing");
  });

  it("leads elsewhere, and is not followed with the password", async () => {
    const { finding } = await signIn((_, response) =>
      response.writeHead(302, { location: "https://other.example/" }).end(),
    );
    expect(finding).toMatchObject({ cause: "redirected_elsewhere" });
    expect(other!.seen).toHaveLength(1);
  });

  it.each([
    ["a page", 200, "<html><form><input type=password></form></html>", "login_page"],
    ["a broken list", 207, "<d:multistatus xmlns:d='DAV:'><d:response>", "answer_not_understood"],
    ["a list of nothing", 207, "<multistatus xmlns='DAV:'/>", "answer_not_understood"],
    ["its maintenance", 503, "", "maintenance"],
    ["too many questions", 429, "", "rate_limited"],
  ])("answers %s", async (_, status, body, cause) => {
    const { finding } = await signIn((_seen, response) =>
      response.writeHead(status, { "content-type": "text/html" }).end(body),
    );
    expect(finding).toMatchObject({ cause });
  });
});
