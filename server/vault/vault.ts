import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SealedPlace, SealedValue } from "../store/sealed.js";
import { VaultError } from "./error.js";
import { Secret } from "./secret.js";
import { fromBytes, toBytes } from "./text.js";

/** A key-encryption key: 32 bytes, and the id under which rows remember it. */
export interface VaultKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Seals what people enter: AES-256-GCM (NIST SP 800-38D) with a fresh data key for each value, and that key wrapped by
 * a key-encryption key. Both layers are bound to the value's place, so a row that is copied elsewhere does not open.
 */
export interface Vault {
  /** Id of the key that new values are sealed under. */
  readonly currentKey: string;
  seal(place: SealedPlace, value: Secret | string): SealedValue;
  /** Throws VaultError `key_missing` or `not_opened`. */
  open(sealed: SealedValue): Secret;
  /** The same value with its data key under the current key. The value itself is not opened. */
  rewrap(sealed: SealedValue): SealedValue;
}

/** The first key is the current one; the others still open what was sealed under them. */
export function createVault({ keys }: { readonly keys: readonly VaultKey[] }): Vault {
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  const current = keys[0];
  if (!current) throw new VaultError("no_key", "There is no key to seal with. Set GANGWAY_KEYS.");
  if (byId.size !== keys.length) throw new VaultError("key_malformed", "Two keys have the same id.");
  const short = keys.find(({ key }) => key.length !== 32);
  if (short) throw new VaultError("key_malformed", `Key "${short.id}" is not 32 bytes long.`);

  const wrap = (dataKey: Buffer, aad: Buffer) => {
    const { iv, ciphertext, tag } = encrypt(current.key, dataKey, aad);
    return { keyId: current.id, wrappedKey: Buffer.concat([iv, tag, ciphertext]).toString("base64") };
  };
  const unwrap = (sealed: SealedValue, aad: Buffer) => {
    const key = byId.get(sealed.keyId);
    if (!key) {
      throw new VaultError(
        "key_missing",
        `A value is sealed under key "${sealed.keyId}", which GANGWAY_KEYS does not name. Add it after the current one.`,
      );
    }
    const bytes = Buffer.from(sealed.wrappedKey, "base64");
    return decrypt(
      key,
      { iv: bytes.subarray(0, 12), tag: bytes.subarray(12, 28), ciphertext: bytes.subarray(28) },
      aad,
    );
  };

  return {
    currentKey: current.id,
    seal({ tenant, ownerKind, owner, field, version }, value) {
      const place = { tenant, ownerKind, owner, field, version };
      const aad = boundTo(place);
      const dataKey = randomBytes(32);
      const text = typeof value === "string" ? value : value.reveal();
      const { iv, ciphertext, tag } = encrypt(dataKey, toBytes(text), aad);
      return {
        ...place,
        ...wrap(dataKey, aad),
        iv: iv.toString("base64"),
        ciphertext: ciphertext.toString("base64"),
        tag: tag.toString("base64"),
      };
    },
    open(sealed) {
      const aad = boundTo(sealed);
      const parts = {
        iv: Buffer.from(sealed.iv, "base64"),
        tag: Buffer.from(sealed.tag, "base64"),
        ciphertext: Buffer.from(sealed.ciphertext, "base64"),
      };
      return new Secret(fromBytes(decrypt(unwrap(sealed, aad), parts, aad)));
    },
    rewrap(sealed) {
      const aad = boundTo(sealed);
      return { ...sealed, ...wrap(unwrap(sealed, aad), aad) };
    },
  };
}

// JSON, because joined parts must not be able to run into each other.
const boundTo = ({ tenant, ownerKind, owner, field, version }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify([tenant, ownerKind, owner, field, version]));

interface Encrypted {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

function encrypt(key: Buffer, plain: Buffer, aad: Buffer): Encrypted {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(aad);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

function decrypt(key: Buffer, { iv, ciphertext, tag }: Encrypted, aad: Buffer): Buffer {
  try {
    // The length is named, because GCM would otherwise take a tag cut to four bytes.
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: 16 }).setAAD(aad).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw new VaultError("not_opened", "A sealed value does not open: it was changed, or it stands in another place.");
  }
}
