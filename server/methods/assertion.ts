import { createPrivateKey, randomUUID } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import type { Assertion } from "#contract";
import { decoded, decodes } from "./encoded.js";
import { because } from "./finding.js";
import { ProviderError } from "./providerError.js";
import { fill, placeholders, type Inputs } from "./template.js";

/**
 * A signed statement (RFC 7523, 3): who speaks, for whom, to whom, and not for long. `audience` is meant where the entry
 * names none. Throws ProviderError where the key is none, or none of this kind.
 */
export async function signAssertion(assertion: Assertion, inputs: Inputs, audience: string): Promise<string> {
  const { algorithm, claims, lives, keyId } = assertion;
  const said = Object.entries(claims).map(([name, text]) => [name, fill(text, inputs)] as const);
  const jwt = new SignJWT({ aud: audience, ...Object.fromEntries(said.filter(([, value]) => value !== "")) })
    .setProtectedHeader({ alg: algorithm, typ: "JWT", ...(keyId !== undefined && { kid: fill(keyId, inputs) }) })
    .setIssuedAt()
    .setExpirationTime(`${lives} s`)
    .setJti(randomUUID());
  return jwt.sign(isShared(assertion) ? sharedKey(assertion, inputs) : await signingKey(assertion, inputs));
}

/** Whether the key is a secret that both sides know (RFC 7518, 3.2). */
const isShared = ({ algorithm }: Assertion): boolean => algorithm.startsWith("HS");

/** The secret's bytes. Throws ProviderError at the field that it came from. */
function sharedKey({ key, keyEncoding }: Assertion, inputs: Inputs): Uint8Array {
  const secret = fill(key, inputs);
  const field = placeholders(key)[0] ?? "clientSecret";
  if (secret === "" || !decodes(secret, keyEncoding)) throw new ProviderError(because("credentials_wrong", { field }));
  if (/^-----BEGIN /.test(secret)) throw new ProviderError(because("key_of_another_kind", { field }));
  return decoded(secret, keyEncoding);
}

/** The private key of an assertion, fit for its algorithm. Throws ProviderError at the field that the key came from. */
export async function signingKey({ key, algorithm }: Assertion, inputs: Inputs): Promise<CryptoKey> {
  const field = placeholders(key)[0] ?? "privateKey";
  const pem = fill(key, inputs);
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem))
    throw new ProviderError(because("key_protected", { field }));
  if (/-----BEGIN (?:CERTIFICATE|PUBLIC KEY)/.test(pem))
    throw new ProviderError(because("key_of_another_kind", { field }));
  try {
    // Whatever openssl wrote: PKCS #8, PKCS #1 or SEC 1.
    const whole = createPrivateKey(pem).export({ type: "pkcs8", format: "pem" });
    return await importPKCS8(String(whole), algorithm);
  } catch {
    throw new ProviderError(because("credentials_wrong", { field }));
  }
}
