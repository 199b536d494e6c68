import { createHash } from "node:crypto";
import type { Moment } from "./moment.js";
import { escapeXml } from "./template.js";

// OASIS Web Services Security: SOAP Message Security 1.1 and UsernameToken Profile 1.1, both of 2006.
const wss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";
const names = `xmlns:wsse="${wss}-wssecurity-secext-1.0.xsd" xmlns:wsu="${wss}-wssecurity-utility-1.0.xsd"`;

/** Base64(SHA-1(nonce + created + password)), UsernameToken Profile 1.1, 3.1. */
export function passwordDigest(nonce: Buffer, created: string, password: string): string {
  return createHash("sha1").update(nonce).update(created).update(password, "utf8").digest("base64");
}

/** The Security header of one envelope. */
export function securityHeader(
  { user, password }: { user: string; password: string },
  { digest, timestamp }: { digest: boolean; timestamp: boolean },
  { at, nonce }: Moment,
): string {
  const bytes = Buffer.from(nonce, "hex");
  const created = at.toISOString();
  const type = `${wss}-username-token-profile-1.0#${digest ? "PasswordDigest" : "PasswordText"}`;
  const secret = digest ? passwordDigest(bytes, created, password) : escapeXml(password);
  const until = new Date(at.getTime() + 5 * 60_000).toISOString();
  return [
    `<wsse:Security ${names}>`,
    ...(timestamp
      ? [`<wsu:Timestamp><wsu:Created>${created}</wsu:Created><wsu:Expires>${until}</wsu:Expires></wsu:Timestamp>`]
      : []),
    `<wsse:UsernameToken><wsse:Username>${escapeXml(user)}</wsse:Username>`,
    `<wsse:Password Type="${type}">${secret}</wsse:Password>`,
    `<wsse:Nonce EncodingType="${wss}-soap-message-security-1.0#Base64Binary">${bytes.toString("base64")}</wsse:Nonce>`,
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`,
  ].join("");
}
