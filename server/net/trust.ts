/** What else is trusted than the public authorities. There is no "ignore". */
export interface Trust {
  /**
   * SHA-256 of the one certificate accepted, as shown to a person before (`CertificateFacts.sha256`; colons and
   * upper case are fine). It replaces every other judgement: name, dates and issuer were seen when it was pinned.
   */
  pin?: string;
  /** PEM of one or more authorities, trusted in place of the public ones. Name and dates are still judged. */
  ca?: string;
}
