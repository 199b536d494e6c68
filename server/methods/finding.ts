import { causes, type CauseCode, type Certificate, type CheckLine, type Fact, type Warning } from "#contract";

/** What a question came to. `field` is a field's name, where more is known than the cause's own roles say. */
export interface Finding {
  readonly answer: "yes" | "no" | "unknown";
  readonly cause?: CauseCode;
  readonly field?: string;
  readonly facts?: readonly Fact[];
  /** What the system says may be entered in a field; words of the other side until they are cleaned. */
  readonly choices?: CheckLine["choices"];
  /** The one that was shown, trusted or not. */
  readonly certificate?: Certificate;
  /** It asks for credentials before it says what it is: *unknown*, and nothing against going on. */
  readonly door?: true;
  /** With a knock at what encrypts by itself: this server does not, or not as we do. */
  readonly plain?: true;
  /** Another system of the catalogue that was recognised instead. */
  readonly system?: { readonly id: string; readonly name: string };
  readonly warnings?: readonly Warning[];
}

export const yes = (facts: readonly Fact[] = [], warnings: readonly Warning[] = []): Finding => ({
  answer: "yes",
  facts,
  warnings,
});

/** A finding with a cause: *no* where the cause is known for certain, *unknown* where it only says that we could not tell. */
export function because(cause: CauseCode, more: Omit<Finding, "answer" | "cause"> = {}): Finding {
  return { answer: isUnknown(cause) ? "unknown" : "no", cause, ...more };
}

// Something that may be answered differently in a minute, and is nobody's statement, is not a no. The exceptions are
// statements all the same: a closed port, and a page of a proxy where the system should be.
function isUnknown(cause: CauseCode): boolean {
  if (cause === "cancelled") return true;
  if (cause === "connection_refused" || cause === "proxy_page") return false;
  const { culprit, retry } = causes[cause];
  return culprit === "us" || (retry && (culprit === "network" || culprit === "system"));
}
