import type { DataSet, Field, MethodKind, MethodUse, MethodUseOf, System } from "#contract";
import type { Identity, Net, OnStep, Trust } from "../net/index.js";
import type { ConsentWay } from "./consentWay.js";
import type { Finding } from "./finding.js";
import type { RefusalReason } from "./refusal.js";

/** Values by field name, cleaned (`readValues`). */
export type Values = Readonly<Record<string, string>>;

/** A system's own application at an OAuth provider, registered by the operator. */
export interface OAuthApplication {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** What the operator decides about methods; comes from the server's settings. */
export interface MethodSettings {
  /** Local folders that may be read, absolute. */
  readonly roots: readonly string[];
  /** By id of the system. */
  readonly oauth: Readonly<Record<string, OAuthApplication>>;
  /** Values of an entry's operator fields, by id of the system and name of the field. */
  readonly inputs: Readonly<Record<string, Values>>;
}

/** One try to sign in to one system. */
export interface Visit<U extends MethodUse = MethodUse> {
  readonly system: System;
  readonly use: U;
  /** Normalised: an http(s) address without slash at the end, `host:port`, or null where a system has none. */
  readonly address: string | null;
  readonly values: Values;
  readonly tenant: string;
  readonly net: Net;
  readonly settings: MethodSettings;
  readonly signal: AbortSignal;
  readonly trust?: Trust;
  /** A certificate of the caller's own, shown in each handshake where it is asked for. */
  readonly identity?: Identity;
  readonly onStep?: OnStep;
  /** Keeps values that the system renewed (tokens), sealed; awaited before anything else is asked with them. */
  readonly keep?: (values: Values) => Promise<void>;
  /**
   * Renews while nobody else does, on any instance: `renew` is given what is kept by then, which somebody else may just
   * have renewed. A refresh token that is used twice is a stolen one to many providers (RFC 9700, 4.14).
   */
  readonly alone?: (renew: (latest: Values) => Promise<Values>) => Promise<Values>;
  /** Nobody is there to answer: no system is made to send somebody a code. */
  readonly unattended?: true;
  /** Status of the very first answer, asked without credentials; where an entry names no sign-in question it is the measure. */
  readonly anonymousStatus?: number;
}

/** A visit that was let in. Nothing is open any more after `close`, but a session that is used again where what it came to is `kept`. */
export interface SignedIn {
  /** Inputs that were found out after the sign-in, where there was nothing to choose between: the only company. */
  readonly chosen?: Values;
  read(dataSet: DataSet): Promise<Reading>;
  close(kept?: boolean): Promise<void>;
}

/** Whether a data set may be read. `first` names its first record; undefined where nothing says how to find one, null where there is none. */
export interface Reading {
  readonly finding: Finding;
  readonly first?: string | null;
}

/** `signedIn` is there exactly when the answer is yes. */
export interface SignIn {
  readonly finding: Finding;
  readonly signedIn?: SignedIn;
}

/**
 * A way to prove access. A kind carries all its behaviour; nobody else switches on kind.
 * `signIn` and `knock` throw `NetError` and nothing else.
 */
export interface Method<K extends MethodKind = MethodKind> {
  readonly kind: K;
  /** How its systems are reached: over http, by a protocol of its own (`knock`), or not over the network at all. */
  readonly reach: "http" | "own" | "local";
  /** For `reach: "own"`: the protocol encrypts by itself, without TLS; `knock` tells the server's own key, or that it is `plain`. */
  readonly encrypts?: true;
  /** Engines, protocols and grants within a kind that are not built yet give false. */
  built(use: MethodUseOf<K>): boolean;
  /** Names of values that nobody types and the method keeps for itself, sealed: tokens. */
  keeps?(use: MethodUseOf<K>): readonly string[];
  /**
   * Of these, what outlives a run that did not pass: a ticket, a session that took a code. The method holds it to what
   * was entered, so that it vouches for nothing else.
   */
  outlives?(use: MethodUseOf<K>): readonly string[];
  /** How the person agrees elsewhere before the checks can begin; null where all is entered here. */
  consent(use: MethodUseOf<K>): ConsentWay<MethodUseOf<K>> | null;
  /** Everything to be entered, the address included, in order. Further ones and other words come from the entry. */
  fields(use: MethodUseOf<K>, system: System): Field[];
  /** What only this method has against a value; the rules that hold for all are in `readValues`. */
  refuse?(use: MethodUseOf<K>, name: string, value: string): RefusalReason | undefined;
  /** A certificate of the caller's own, made of what was entered, or why none can be. It proves access in the handshake, so it is shown before anything is asked. */
  identity?(visit: Visit<MethodUseOf<K>>): Promise<Identity | Finding | undefined>;
  /** For `reach: "own"`: one connection without credentials, reported through `visit.onStep`, and what answered there. */
  knock?(visit: Visit<MethodUseOf<K>>): Promise<Finding>;
  /** Renews what it keeps, though it may still be good: what it keeps then, or why it cannot be renewed. Throws NetError. */
  renew?(visit: Visit<MethodUseOf<K>>): Promise<Values | Finding>;
  /** One attempt with credentials. */
  signIn(visit: Visit<MethodUseOf<K>>): Promise<SignIn>;
}
