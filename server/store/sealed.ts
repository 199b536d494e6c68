/** Whose value it is. */
export type SealedOwner = "link" | "connection" | "flow" | "endpoint" | "idempotency";

/** Where a sealed value belongs. The vault binds the value to it: a row that is moved does not open. */
export interface SealedPlace {
  readonly tenant: string;
  readonly ownerKind: SealedOwner;
  readonly owner: string;
  readonly field: string;
  readonly version: number;
}
/** A value under a data key of its own, that key wrapped by the key-encryption key `keyId`. Bytes are base64. */
export interface SealedValue extends SealedPlace {
  readonly keyId: string;
  readonly wrappedKey: string;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
}

export interface Sealed {
  /** Adds the values or replaces those of the same owner and field. They must be this tenant's. */
  put(values: readonly SealedValue[]): Promise<void>;
  get(ownerKind: SealedOwner, owner: string, field: string): Promise<SealedValue | undefined>;
  list(ownerKind: SealedOwner, owner: string): Promise<SealedValue[]>;
  /** Names of the owner's sealed fields. */
  fields(ownerKind: SealedOwner, owner: string): Promise<string[]>;
  /** Shreds the owner's values: all, or those of some fields. */
  remove(ownerKind: SealedOwner, owner: string, fields?: readonly string[]): Promise<void>;
  /** Another wrapping of the same data key. False when the row has changed since it was read. */
  rewrap(before: SealedValue, after: SealedValue): Promise<boolean>;
}
