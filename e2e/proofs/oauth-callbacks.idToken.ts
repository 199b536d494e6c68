import { createHmac, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** What a right ID token of this flow says. */
export interface Claimed {
  iss: string;
  aud: string;
  nonce: string | undefined;
}

const keyId = "plant-1";
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const [own, foreign] = [pair(), pair()];

/** The keys that the provider publishes. */
export const jwks = { keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: keyId, alg: "RS256", use: "sig" }] };

/** Whom the ID tokens name; nobody may take that from one which is not good. */
export const named = "mallory@evil.example";

/** A signed ID token with one fault (OpenID Connect Core, 3.1.3.7); `right` has none. Throws on a fault that is not known. */
export function idToken(fault: string, { iss, aud, nonce }: Claimed): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss, aud, sub: "sub-1", email: named, iat: now, exp: now + 300, ...(nonce && { nonce }) };
  const { nonce: _, ...withoutNonce } = claims;
  switch (fault) {
    case "right":
      return signed(claims);
    case "aud":
      return signed({ ...claims, aud: "somebody-else" });
    case "nonce":
      return signed({ ...claims, nonce: "of-another-flow" });
    case "no-nonce":
      return signed(withoutNonce);
    case "iss":
      return signed({ ...claims, iss: "https://evil.example" });
    case "exp":
    case "expired":
      return signed({ ...claims, iat: now - 7200, exp: now - 3600 });
    case "azp":
      return signed({ ...claims, aud: [aud, "somebody-else"], azp: "somebody-else" });
    case "none":
      return `${part({ alg: "none" })}.${part(claims)}.`;
    case "signature":
    case "sig":
    case "key":
    case "forged":
      return signed(claims, foreign.privateKey);
    case "hs256":
      return byText(claims, own.publicKey.export({ format: "pem", type: "spki" }).toString());
    case "garbage":
      return "not.a.token";
    default:
      throw new Error(`this proof makes no ID token with the fault "${fault}"`);
  }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(claims: object, key: KeyObject = own.privateKey): string {
  const text = `${part({ alg: "RS256", kid: keyId })}.${part(claims)}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

/** The old confusion: the public key taken for a shared secret. */
function byText(claims: object, secret: string): string {
  const text = `${part({ alg: "HS256", kid: keyId })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
