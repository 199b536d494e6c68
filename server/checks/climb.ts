import type { CheckName, DataSet, Fact, Field, Trust, Warning } from "#contract";
import type { HttpAnswer } from "../methods/answer.js";
import type { Finding } from "../methods/finding.js";
import { operatorInputs, withMade } from "../methods/given.js";
import type { Method, Reading, SignedIn, Values, Visit } from "../methods/method.js";
import type { Identity } from "../net/index.js";
import type { Refusal } from "../methods/refusal.js";
import type { RunParameters } from "./run.js";
import type { Way } from "./steps.js";

/** What a run knows so far. Each rung reads what those before it found, and adds its own. */
export interface Climb {
  readonly run: RunParameters;
  readonly method: Method;
  readonly fields: readonly Field[];
  readonly signal: AbortSignal;
  /** Ends sooner: what is asked without credentials has less time than a sign-in. */
  readonly strangerSignal: AbortSignal;
  values: Values;
  /** Normalised; null until it is read, and where there is none. */
  address: string | null;
  /** The first way to the address, without credentials. */
  way?: Way<HttpAnswer | Finding>;
  /** The caller's own certificate as it was shown on the first way, or why there was none to show. */
  shown?: Identity | Finding;
  /** A value that cannot be sent. */
  refused?: Refusal;
  /** IP address that answered. */
  peer?: string;
  /** Status of the first answer without credentials. */
  anonymousStatus?: number;
  product: string | null;
  identity: string | null;
  signedIn?: SignedIn;
  /** Host key of an SSH server, as it was seen. */
  hostKey?: string;
  readonly readings: Map<DataSet, Reading>;
  readonly warnings: Warning[];
}

/** One rung of the ladder: one file, and one line in `ladder.ts`. */
export interface Rung {
  readonly check: CheckName;
  /** Asked once for each data set of the host. */
  readonly forEach?: "dataSet";
  /** Left out, and not told, where it has no meaning. */
  applies?(climb: Climb, dataSet?: DataSet): boolean;
  /** Throws NetError. */
  ask(climb: Climb, dataSet?: DataSet): Promise<Finding>;
  /** Whether the run goes on after this finding; after *yes* only, unless told. */
  goesOn?(finding: Finding): boolean;
}

/** What is trusted from here on: what the person said, and a host key that was seen first. Undefined where that is nothing. */
export function trustOf({ run, hostKey }: Climb): Trust | undefined {
  return hostKey === undefined ? run.trust : { hostKey, ...run.trust };
}

/** The visit that methods are given, with what the operator has set. */
export const visitOf = (climb: Climb): Visit =>
  visitWith(climb, { ...climb.values, ...operatorInputs(climb.run.system, climb.fields, climb.run.settings) });

function visitWith(climb: Climb, values: Values): Visit {
  const { run, address, signal, anonymousStatus } = climb;
  const { system, use, tenant, net, settings, keep, alone, unattended } = run;
  const trust = trustOf(climb);
  return {
    system,
    use,
    address,
    values: withMade(use, climb.fields, values),
    tenant,
    net,
    settings,
    signal,
    ...(trust && { trust }),
    ...(keep && { keep }),
    ...(alone && { alone }),
    ...(unattended && { unattended }),
    ...(anonymousStatus !== undefined && { anonymousStatus }),
  };
}

/** A visit before recognition has passed: without credentials, and not for long. */
export const strangerVisit = (climb: Climb, values: Values = publicValues(climb)): Visit => ({
  ...visitWith(climb, values),
  signal: climb.strangerSignal,
});

/** What may be asked with before recognition has passed: nothing that is secret. */
function publicValues({ values, fields }: Climb): Values {
  const isPublic = (name: string) => fields.some((field) => field.name === name && field.public);
  return Object.fromEntries(Object.entries(values).filter(([name]) => isPublic(name)));
}

export const factOf = (finding: Finding, kind: Fact["kind"]): string | undefined =>
  finding.facts?.find((fact) => fact.kind === kind)?.value;
