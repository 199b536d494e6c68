import type { MethodUse } from "#contract";
import type { Values, Visit } from "./method.js";

/** How a person agrees at a provider: a browser goes there and comes back, or she enters a code there. */
export type ConsentWay<U extends MethodUse = MethodUse> = ConsentByBrowser<U> | ConsentByCode<U>;

/** What the house brings to a browser's way, fresh for each. */
export interface Fresh {
  /** Where the provider sends the browser back to: registered there, and without anything of this flow in it. */
  readonly redirectUrl: string;
  readonly state: string;
  readonly verifier: string;
  readonly nonce: string;
  /** As whom we ask: the host's name. */
  readonly app: string;
}

export interface ConsentByBrowser<U extends MethodUse = MethodUse> {
  readonly by: "browser";
  /** Throws ProviderError and NetError. */
  begin(visit: Visit<U>, fresh: Fresh): Promise<BegunByBrowser>;
  /** The provider once more, for its answer. Throws ProviderError and NetError. */
  open(visit: Visit<U>, of: { redirectUrl: string; secrets: Values }): Promise<OpenProvider>;
}

export interface BegunByBrowser {
  /** The provider's page. */
  readonly location: string;
  /** Who will answer, where that is known by name. */
  readonly issuer: string | null;
  /** What comes back in the answer and names the flow: `state`, or the provider's own temporary token. */
  readonly state: string;
  /** Sealed until the answer has come. */
  readonly secrets: Values;
}

export interface OpenProvider {
  /** Whether the answer can be this provider's at all. One that cannot is turned away with nothing done. */
  judge(answer: URLSearchParams): AnswerFault | undefined;
  /** What the answer gives: the values to be kept. Throws ProviderError and NetError. */
  exchange(answer: URLSearchParams): Promise<Values>;
}
export type AnswerFault = "duplicate_parameter" | "issuer_missing" | "issuer_mismatch" | "signature_mismatch";

export interface ConsentByCode<U extends MethodUse = MethodUse> {
  readonly by: "code";
  /** Throws ProviderError and NetError. */
  begin(visit: Visit<U>): Promise<BegunByCode>;
  /** Asks once how it stands. Throws ProviderError and NetError. */
  ask(visit: Visit<U>, secrets: Values): Promise<Values | "waiting" | "slower">;
}

export interface BegunByCode {
  /** What the person enters. */
  readonly userCode: string;
  /** Where she enters it. */
  readonly url: string;
  /** Milliseconds. */
  readonly lives: number;
  /** Milliseconds between two questions, at least. */
  readonly every: number;
  /** Sealed until the answer has come. */
  readonly secrets: Values;
}
