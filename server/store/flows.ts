import type { CauseCode } from "#contract";

/** Consent elsewhere, under way. Verifier, nonce and typed secrets are sealed: owner kind `flow`, its id. */
export interface FlowRecord {
  readonly id: string;
  readonly tenant: string;
  readonly link: string;
  readonly system: string;
  readonly method: string;
  readonly mode: "popup" | "redirect";
  /** Origin of the host page of the session that began it. */
  readonly origin: string | null;
  /** Names the callback's path. */
  readonly context: string;
  readonly issuer: string | null;
  readonly stateHash: string;
  /** Typed values that are not secret. */
  readonly values: Record<string, string>;
  readonly startSecretHash: string;
  readonly startExpiresAt: number;
  readonly startedAt: number | null;
  readonly cookieHash: string | null;
  readonly status: "waiting" | "exchanging" | "granted" | "failed";
  readonly cause: CauseCode | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}
export type NewFlow = Omit<
  FlowRecord,
  "id" | "tenant" | "startedAt" | "cookieHash" | "status" | "cause" | "createdAt"
> & { id?: string };

export interface Flows {
  create(flow: NewFlow): Promise<FlowRecord>;
  get(id: string): Promise<FlowRecord | undefined>;
  /** The callback has come: waiting → exchanging, once, before it expires. Undefined for all but the first. */
  take(id: string): Promise<FlowRecord | undefined>;
  /** Waiting or exchanging → granted or failed, once. */
  end(id: string, end: { status: "granted" | "failed"; cause?: CauseCode }): Promise<FlowRecord | undefined>;
}
