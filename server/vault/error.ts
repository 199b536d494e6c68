/**
 * - `no_key`: the settings name no key · `key_malformed`: a key is not 32 bytes in base64, or an id is used twice
 * - `key_missing`: a value was sealed under a key that the settings no longer name · `not_opened`: the value was
 *   changed, or moved to another tenant, owner, field or version
 */
export type VaultErrorCode = "no_key" | "key_malformed" | "key_missing" | "not_opened";

/** Holds ids of keys and places of values, never a key or a value. */
export class VaultError extends Error {
  override readonly name = "VaultError";
  constructor(
    readonly code: VaultErrorCode,
    message: string,
  ) {
    super(message);
  }
}
