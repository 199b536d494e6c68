/**
 * - `in_use`: another process holds the SQLite file · `newer_database`: it was made by a newer Gangway
 * - `outside_transaction`: the outer store was used within `transaction` · `wrong_tenant`: a value of another tenant
 */
export type StoreErrorCode = "in_use" | "newer_database" | "outside_transaction" | "wrong_tenant";

export class StoreError extends Error {
  override readonly name = "StoreError";
  constructor(
    readonly code: StoreErrorCode,
    message: string,
  ) {
    super(message);
  }
}
