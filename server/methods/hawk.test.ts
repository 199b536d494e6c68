import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headerText, payloadHash } from "./hawk.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import { pretend, systemWith, visitTo, type Answer, type Pretend, type Seen } from "./world.fixture.js";

const values = {
  address: "https://example.com",
  hawkId: "dh37fgj492je",
  hawkKey: "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn",
};
const mac = (text: string) => createHmac("sha256", values.hawkKey).update(text).digest("base64");

// https://github.com/mozilla/hawk/blob/main/API.md, Protocol Example
describe("Hawk's own examples", () => {
  const url = "http://example.com:8000/resource/1?b=1&a=2";
  const said = { time: "1353832234", nonce: "j4h3g2", ext: "some-app-ext-data" };

  it("a header", () => {
    const text = headerText({ method: "GET", url }, { ...said, hash: "" });
    expect(text).toBe(
      "hawk.1.header\n1353832234\nj4h3g2\nGET\n/resource/1?b=1&a=2\nexample.com\n8000\n\nsome-app-ext-data\n",
    );
    expect(mac(text)).toBe("6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE=");
  });

  it("a header over a payload", () => {
    const hash = payloadHash("sha256", {
      headers: { "content-type": "Text/Plain; x=1" },
      body: "Thank you for flying Hawk",
    });
    expect(hash).toBe("Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY=");
    expect(mac(headerText({ method: "POST", url }, { ...said, hash }))).toBe(
      "aSe1DERmZuRl3pI36/9BdZmnErTw3sNzOOAUlfeKjVw=",
    );
  });
});

/** As a server reads it. */
function isSigned({ method, url, headers, body }: Seen): boolean {
  const parts = Object.fromEntries(
    [...(headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );
  const payload = { headers: { "content-type": headers["content-type"] ?? "" }, body };
  const hash = body === "" ? "" : payloadHash("sha256", payload);
  const { ts: time = "", nonce = "" } = parts;
  const text = headerText({ method, url: `http://${headers.host!}${url}` }, { time, nonce, hash });
  return parts["id"] === values.hawkId && (parts["hash"] ?? "") === hash && parts["mac"] === mac(text);
}

const use = { kind: "signed", by: { scheme: "hawk", payload: true }, ...asked };
httpMethodSuite("signed by Hawk", {
  system: systemWith(use, reads),
  fields: ["address", "hawkId", "hawkKey"],
  sealed: ["hawkId", "hawkKey"],
  values,
  isSigned,
  wrong: { ...values, hawkKey: "wrong-key-of-hawk" },
});

describe("signed by Hawk", () => {
  let world: Pretend;
  let answer: Answer = (_, response) => void response.writeHead(204).end();
  beforeAll(async () => {
    world = await pretend((seen, response) => answer(seen, response));
  });
  afterAll(() => world.stop());
  const signIn = (more: object = {}) => {
    const system = systemWith({ ...use, ...more });
    return (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, values, world.url));
  };

  it("covers what is sent", async () => {
    await signIn({ signIn: { ...asked.signIn, question: { method: "POST", path: "/me?b=1", json: { a: 1 } } } });
    expect(world.seen.map(isSigned)).toEqual([true]);
    expect(world.seen[0]!.headers.authorization).toContain('hash="');
  });

  it.each([
    ["is told when the server has signed its own time", values.hawkKey, "clock_differs"],
    ["is not believed to anybody else", "another-key", "credentials_wrong"],
  ])("a clock that differs %s", async (_, key, cause) => {
    const time = "1353832200";
    const proof = createHmac("sha256", key).update(`hawk.1.ts\n${time}\n`).digest("base64");
    const challenge = `Hawk ts="${time}", tsm="${proof}", error="Stale timestamp"`;
    answer = (_, response) => void response.writeHead(401, { "www-authenticate": challenge }).end();
    expect((await signIn()).finding.cause).toBe(cause);
  });
});
