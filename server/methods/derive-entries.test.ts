import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { readCatalogue } from "#catalogue";
import type { MethodUse, MethodUseOf, System } from "#contract";
import { withMade } from "./given.js";
import type { Method } from "./method.js";
import { idOf, methodOf } from "./methods.js";
import { endpointsOf } from "./oauth-endpoints.js";
import { fill } from "./template.js";

/** What entries make of what people enter, by the entries themselves. */
let systems: Map<string, System>;
beforeAll(() => {
  systems = new Map(readCatalogue().map((system) => [system.id, system]));
});

function made<U extends MethodUse>(id: string, method: string, values: Record<string, string>) {
  const system = systems.get(id)!;
  const use = system.methods.find((one) => idOf(one) === method) as U;
  const fields = (methodOf(use) as Method).fields(use, system);
  return { use, fields: fields.map(({ name }) => name), values: withMade(use, fields, values) };
}

it("NetSuite writes an account in one way in its hosts and in another everywhere else", () => {
  const { use, values } = made<MethodUseOf<"oauth2">>("netsuite", "oauth2", { account: "1234567_SB1" });
  expect(endpointsOf(use, values)).toEqual({
    authorizeUrl: "https://1234567-sb1.app.netsuite.com/app/login/oauth2/authorize.nl",
    tokenUrl: "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
  });
});

it("Snowflake wants the fingerprint of the key in who speaks, in capitals, and nobody has to look it up", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const print = createHash("sha256")
    .update(createPublicKey(publicKey.export({ type: "spki", format: "pem" })).export({ type: "spki", format: "der" }))
    .digest("base64");
  const typed = { account: "MYORG-MYACCOUNT", user: "gangway", privateKey: pem };
  const { use, fields, values } = made<MethodUseOf<"signed">>("snowflake", "signed", typed);
  expect(fields).toEqual(["address", "user", "privateKey"]);
  const { claims } = use.by as Extract<typeof use.by, { scheme: "jwt" }>;
  expect(fill(claims["iss"]!, values)).toBe(`MYORG-MYACCOUNT.GANGWAY.SHA256:${print}`);
  expect(fill(claims["sub"]!, values)).toBe("MYORG-MYACCOUNT.GANGWAY");
});

it.each(["infor-os-ion", "infor-m3", "infor-syteline", "infor-wms"])(
  "%s asks for tokens where its file says",
  (system) => {
    const use = systems.get(system)!.methods[0]!;
    const file = { sso: "https://mingle-sso.eu1.inforcloudsuite.com:443/ACME_PRD/as/", tokenPath: "token.oauth2" };
    const { values } = made<MethodUseOf<"oauth2">>(system, idOf(use), file);
    expect(endpointsOf(use as MethodUseOf<"oauth2">, values)).toMatchObject({
      tokenUrl: "https://mingle-sso.eu1.inforcloudsuite.com:443/ACME_PRD/as/token.oauth2",
    });
  },
);

it("an older Innovator gets the password as its MD5, and asks for the password itself", () => {
  const { use, fields, values } = made<MethodUseOf<"oauth2">>("aras-innovator", "passwordMd5", {
    password: "innovator",
  });
  expect(fields).toContain("password");
  expect(fill(use.password, values)).toBe("607920b64fe136f9ab2389e371852af2");
});
