import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SamlAssertion } from "#contract";
import { makeCertificates, type Pair } from "../../e2e/real/ground/certificates.js";
import { installXmlsec1, verifies } from "../../e2e/real/xmlsec1.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { signSaml } from "./saml.js";
import { json, systemWith, type Seen } from "./world.fixture.js";

let folder: string;
let own: Pair & { pem: string };
let foreign: Pair;
const assertion = SamlAssertion.parse({
  issuer: "{apiKey}",
  audience: "www.plant.example",
  attributes: { api_key: "{apiKey}", use_username: "true", empty: "{nothing}" },
  encoding: "base64",
});
const tokenUrl = "https://api.plant.example/oauth/token?a=1&b=2";
const now = Date.UTC(2026, 10, 26, 14, 3, 9);
const inputs = (more: object = {}) => ({ username: "anna", apiKey: "k-1", privateKey: own.pem, ...more });
const made = (more: object = {}, use: object = {}) =>
  Buffer.from(signSaml({ ...assertion, ...use }, inputs(more), tokenUrl, now), "base64").toString("utf8");

beforeAll(async () => {
  await installXmlsec1();
  folder = mkdtempSync(join(tmpdir(), "gangway-saml-"));
  const certificates = makeCertificates(folder);
  const pair = certificates.sign("own", { rsa: true });
  own = { ...pair, pem: readFileSync(pair.key, "utf8") };
  foreign = certificates.sign("foreign", { rsa: true });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether an implementation that we did not write takes the assertion as signed by this key. */
function isSigned(xml: string, by = own.certificate): boolean {
  const file = join(folder, "assertion.xml");
  writeFileSync(file, xml);
  return verifies(file, by);
}

describe("a SAML assertion of our own", () => {
  it("is taken by another implementation, and by no other key", () => {
    expect(isSigned(made())).toBe(true);
    expect(isSigned(made(), foreign.certificate)).toBe(false);
  });

  it("is refused where a single sign of it is another, wherever that is", () => {
    const xml = made();
    const changed = [
      ["anna", "anne"],
      ["www.plant.example", "www.plant.examplf"],
      ["k-1</saml2:AttributeValue>", "k-2</saml2:AttributeValue>"],
      ["2026-11-26T14:13:09Z", "2026-11-26T15:13:09Z"],
      ["rsa-sha256", "rsa-sha384"],
      ["<ds:DigestValue>", "<ds:DigestValue>A"],
      ["<ds:SignatureValue>", "<ds:SignatureValue>A"],
    ] as const;
    for (const [from, to] of changed) {
      expect(xml).toContain(from);
      expect(isSigned(xml.replace(from, to)), to).toBe(false);
    }
  });

  it("holds what signs mean something in XML, and what is beyond ASCII", () => {
    const names = ["A&B <plant> \"1\" '2'", "Größe ﷽ 🏭", "tab\tline\nend\rof", "]]>", "&amp;#xD;"];
    for (const username of names) {
      expect(isSigned(made({ username, apiKey: username })), username).toBe(true);
      const used = { attributes: { 'a"<&\t': "{username}" }, nameIdFormat: "x\n&" };
      expect(isSigned(made({ username }, used)), username).toBe(true);
    }
  });

  it("goes with its certificate where the entry says so", () => {
    const certificate = readFileSync(own.chain, "utf8");
    const xml = made({ certificate }, { certificate: "{certificate}" });
    expect(isSigned(xml)).toBe(true);
    expect(xml).toContain("<ds:X509Certificate>");
    expect(made()).not.toContain("KeyInfo");
  });

  it("says who speaks, for whom, to whom, and for how long", () => {
    const xml = made();
    for (const part of [
      "<saml2:Issuer>k-1</saml2:Issuer><ds:Signature",
      '<saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">anna</saml2:NameID>',
      '<saml2:SubjectConfirmationData NotOnOrAfter="2026-11-26T14:13:09Z" Recipient="https://api.plant.example/oauth/token?a=1&amp;b=2">',
      '<saml2:Conditions NotBefore="2026-11-26T14:02:09Z" NotOnOrAfter="2026-11-26T14:13:09Z">',
      "<saml2:Audience>www.plant.example</saml2:Audience>",
      '<saml2:Attribute Name="use_username"><saml2:AttributeValue>true</saml2:AttributeValue></saml2:Attribute>',
    ])
      expect(xml).toContain(part);
    expect(xml).not.toContain("empty");
  });

  it.each([
    ["nothing", () => ({ privateKey: "" }), "private_key_expected", "privateKey"],
    [
      "a certificate",
      () => ({ privateKey: readFileSync(own.certificate, "utf8") }),
      "private_key_expected",
      "privateKey",
    ],
    ["half a key", () => ({ privateKey: own.pem.slice(0, 500) }), "pem_incomplete", "privateKey"],
    ["a key without RSA", () => ({ privateKey: elliptic() }), "key_of_another_kind", "privateKey"],
    ["a key under a passphrase", () => ({ privateKey: guarded() }), "key_protected", "privateKey"],
    ["a sign that XML has not", () => ({ username: "an\u0000na" }), "credentials_wrong", "username"],
  ])("refuses %s at its field", (_, wrong, cause, field) => {
    let thrown: unknown;
    try {
      made(wrong());
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ finding: { cause, field } });
  });

  it("takes the key out of a file that holds its certificate, too", () =>
    expect(isSigned(made({ privateKey: readFileSync(own.certificate, "utf8") + own.pem }))).toBe(true));
});

const elliptic = () =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const guarded = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" },
  }).privateKey;

/** The grant: the provider holds the assertion against the certificate that was registered. */
const fixed = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = fixed.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const form = ({ body }: Seen) => new URLSearchParams(body);
httpMethodSuite("oauth2 by a SAML assertion", {
  system: systemWith(
    {
      kind: "oauth2",
      grant: "samlBearer",
      client: "person",
      clientAuth: "none",
      tokenUrl: "{address}/session/token",
      tokenParams: { company_id: "plant" },
      saml: { issuer: "{clientId}", audience: "www.plant.example", attributes: { api_key: "{clientId}" } },
      ...asked,
    },
    reads,
  ),
  fields: ["address", "clientId", "username", "privateKey"],
  sealed: ["privateKey"],
  values: { address: "https://example.com", clientId: "k-1", username: "anna", privateKey: pem },
  before: (seen, response) => {
    const said = Buffer.from(form(seen).get("assertion") ?? "", "base64url").toString("utf8");
    const grant = form(seen).get("grant_type") === "urn:ietf:params:oauth:grant-type:saml2-bearer";
    const right = grant && form(seen).get("company_id") === "plant" && form(seen).get("client_id") === "k-1";
    const file = join(folder, "grant.xml");
    const key = join(folder, "grant.pem");
    writeFileSync(file, said);
    writeFileSync(key, fixed.publicKey.export({ type: "spki", format: "pem" }));
    if (!right || !verifies(file, key, "key")) return json(response, { error: "invalid_grant" }, 400);
    json(response, { access_token: "at-1", token_type: "Bearer", expires_in: 3600 });
  },
  isSigned: ({ headers }) => headers.authorization === "Bearer at-1",
  wrong: {
    address: "https://example.com",
    clientId: "k-1",
    username: "anna",
    privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString(),
  },
});
