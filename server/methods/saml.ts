import { createHash, createPrivateKey, randomUUID, sign, type KeyObject } from "node:crypto";
import type { SamlAssertion } from "#contract";
import { certificatesIn, keyBlockIn } from "./clientCert-pem.js";
import { because } from "./finding.js";
import { ProviderError } from "./providerError.js";
import { fill, fitsXml, placeholders, type Inputs } from "./template.js";

/*
 * Written in exclusive canonical form (RFC 3741) to begin with: no blanks between elements, attributes in order, each
 * element with its end. So the text itself is what is digested and signed, and nothing has to be read or sorted again.
 */
const saml = "urn:oasis:names:tc:SAML:2.0:assertion";
const ds = "http://www.w3.org/2000/09/xmldsig#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

/**
 * A bearer assertion for the token endpoint (SAML 2.0 Core, 2.3.3; RFC 7522, 3), signed within itself (XML Signature:
 * enveloped, RSA-SHA256), as it is sent. Throws ProviderError at its field where the key is none of RSA, or a value cannot
 * stand in XML.
 */
export function signSaml(use: SamlAssertion, inputs: Inputs, tokenUrl: string, now = Date.now()): string {
  const key = rsaKey(use, inputs);
  const id = `_${randomUUID()}`;
  const { before, after } = assertionOf(use, inputs, { id, tokenUrl, now });
  const signature = signatureOf(id, before + after, key, certificateOf(use, inputs));
  return Buffer.from(before + signature + after, "utf8").toString(use.encoding);
}

/** The assertion, in two halves: its signature stands in between, after the issuer (SAML 2.0 Core, 2.3.3). */
function assertionOf(
  use: SamlAssertion,
  inputs: Inputs,
  { id, tokenUrl, now }: { id: string; tokenUrl: string; now: number },
): { before: string; after: string } {
  const value = (template: string) => filled(template, inputs);
  const at = (seconds: number) => `${new Date(now + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const recipient = use.recipient === undefined ? tokenUrl : value(use.recipient);
  const end = at(use.lives);
  const attributes = Object.entries(use.attributes)
    .map(([name, template]) => [name, value(template)] as const)
    .filter(([, text]) => text !== "")
    .map(([name, text]) => element("saml2:Attribute", { Name: name }, leaf("saml2:AttributeValue", text)));
  const head = open("saml2:Assertion", { "xmlns:saml2": saml, ID: id, IssueInstant: at(0), Version: "2.0" });
  return {
    before: head + leaf("saml2:Issuer", value(use.issuer)),
    after: [
      element(
        "saml2:Subject",
        {},
        leaf("saml2:NameID", value(use.nameId), { Format: use.nameIdFormat }),
        element(
          "saml2:SubjectConfirmation",
          { Method: "urn:oasis:names:tc:SAML:2.0:cm:bearer" },
          element("saml2:SubjectConfirmationData", { NotOnOrAfter: end, Recipient: recipient }),
        ),
      ),
      element(
        "saml2:Conditions",
        // Their clock may be a little behind ours.
        { NotBefore: at(-60), NotOnOrAfter: end },
        element("saml2:AudienceRestriction", {}, leaf("saml2:Audience", value(use.audience))),
      ),
      element(
        "saml2:AuthnStatement",
        { AuthnInstant: at(0), SessionIndex: `_${randomUUID()}` },
        element("saml2:AuthnContext", {}, leaf("saml2:AuthnContextClassRef", use.authnContext)),
      ),
      ...(attributes.length > 0 ? [element("saml2:AttributeStatement", {}, ...attributes)] : []),
      "</saml2:Assertion>",
    ].join(""),
  };
}

/** The signature over what holds it, without itself (XML Signature 1.1, 6.6.4). */
function signatureOf(id: string, signed: string, key: KeyObject, certificate: string | undefined): string {
  const empty = (name: string, algorithm: string) => element(name, { Algorithm: algorithm });
  const info = [
    empty("ds:CanonicalizationMethod", exclusive),
    empty("ds:SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
    element(
      "ds:Reference",
      { URI: `#${id}` },
      element("ds:Transforms", {}, empty("ds:Transform", `${ds}enveloped-signature`), empty("ds:Transform", exclusive)),
      empty("ds:DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256"),
      leaf("ds:DigestValue", createHash("sha256").update(signed, "utf8").digest("base64")),
    ),
  ].join("");
  // Taken by itself it has to name its namespace, which in its place the element around it names.
  const alone = element("ds:SignedInfo", { "xmlns:ds": ds }, info);
  const value = sign("RSA-SHA256", Buffer.from(alone, "utf8"), key).toString("base64");
  const known = element("ds:KeyInfo", {}, element("ds:X509Data", {}, leaf("ds:X509Certificate", certificate ?? "")));
  return element(
    "ds:Signature",
    { "xmlns:ds": ds },
    element("ds:SignedInfo", {}, info),
    leaf("ds:SignatureValue", value),
    ...(certificate === undefined ? [] : [known]),
  );
}

/** Attributes have to come in canonical order: namespaces first, then by name. */
const open = (name: string, attributes: Readonly<Record<string, string>>): string =>
  `<${[name, ...Object.entries(attributes).map(([one, value]) => `${one}="${inAttribute(value)}"`)].join(" ")}>`;
const element = (name: string, attributes: Readonly<Record<string, string>>, ...inner: readonly string[]): string =>
  `${open(name, attributes)}${inner.join("")}</${name}>`;
const leaf = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string =>
  element(name, attributes, inText(text));

// Canonical XML 1.0, 2.3.
const inText = (text: string): string =>
  text.replace(/[&<>\r]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "&#xD;");
const inAttribute = (text: string): string =>
  text.replace(
    /[&<"\t\n\r]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;" })[sign] ?? "&#xD;",
  );

function filled(template: string, inputs: Inputs): string {
  const unfit = placeholders(template).find((name) => !fitsXml(String(inputs[name] ?? "")));
  if (unfit !== undefined) throw new ProviderError(because("credentials_wrong", { field: unfit }));
  return fill(template, inputs);
}

function rsaKey({ key }: SamlAssertion, inputs: Inputs): KeyObject {
  const field = placeholders(key)[0] ?? "privateKey";
  const block = keyBlockIn(fill(key, inputs));
  if (typeof block === "string") throw new ProviderError(because(block, { field }));
  if (/ENCRYPTED/.test(block.pem)) throw new ProviderError(because("key_protected", { field }));
  const read = keyIn(block.pem);
  if (!read) throw new ProviderError(because("pem_incomplete", { field }));
  if (read.asymmetricKeyType !== "rsa") throw new ProviderError(because("key_of_another_kind", { field }));
  return read;
}

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** Base64 of the certificate; undefined where the entry sends none. */
function certificateOf({ certificate }: SamlAssertion, inputs: Inputs): string | undefined {
  if (certificate === undefined) return undefined;
  const field = placeholders(certificate)[0] ?? "certificate";
  const found = certificatesIn(fill(certificate, inputs));
  if (typeof found === "string") throw new ProviderError(because(found, { field }));
  return found[0]?.raw.toString("base64");
}
