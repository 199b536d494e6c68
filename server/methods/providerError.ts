import type { Finding } from "./finding.js";

/** Something the provider or the set-up has against it. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  constructor(readonly finding: Finding) {
    super(finding.cause);
  }
}
