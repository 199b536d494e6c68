import type { DataSet, Field, OutcomeLine } from "#contract";
import { readValues } from "../methods/clean.js";
import { deadlineOf } from "../methods/deadline.js";
import { because, type Finding } from "../methods/finding.js";
import type { Method, Values } from "../methods/method.js";
import { methodOf } from "../methods/methods.js";
import { TemplateError } from "../methods/template.js";
import { NetError } from "../net/index.js";
import { trustOf, visitOf, type Climb, type Rung } from "./climb.js";
import { lineOf, secretsOf } from "./emitting.js";
import { ladder } from "./ladder.js";
import { netFinding } from "./netCause.js";
import type { RunOutcome, RunParameters } from "./run.js";

const usualDeadline = 30_000;
/** Until a system that answers nothing of use is given up, as long as no sign-in is under way. */
const strangerDeadline = 14_000;

/**
 * Climbs the ladder: asks the real system, one question after another, and tells each change as it is found.
 * Never throws for what the system does; ends within its deadline, or at once when it is cancelled.
 */
export async function runChecks(run: RunParameters): Promise<RunOutcome> {
  const began = performance.now();
  const method = methodOf(run.use) as Method | null;
  const fields = method?.fields(run.use, run.system) ?? [];
  const whole = deadlineOf(run.signal, run.deadlineMs ?? usualDeadline);
  const stranger = deadlineOf(whole.signal, strangerDeadline);
  const climb = begin(run, method, fields, { signal: whole.signal, strangerSignal: stranger.signal });
  const stopped = climb ? await climbAll(climb) : because("method_not_built");
  stranger.release();
  whole.release();
  const line: OutcomeLine = {
    type: "outcome",
    run: run.run,
    ...outcomeOf(run, stopped, climb?.warnings ?? []),
    ...(stopped && lastCause(run, stopped, fields, climb)),
    ...(stopped?.system && { system: stopped.system }),
    warnings: climb?.warnings ?? [],
    requestId: run.requestId,
    ms: since(began),
  };
  run.emit(line);
  await climb?.signedIn?.close(line.outcome !== "failed").catch(() => undefined);
  return {
    line,
    address: climb?.address ?? null,
    identity: climb?.identity ?? null,
    product: climb?.product ?? null,
    values: lasting(climb?.values ?? {}, fields),
    fields,
    trust: (climb && trustOf(climb)) ?? null,
    warnings: line.warnings,
  };
}

/** A code that was good once is nobody's to keep. */
const lasting = (values: Values, fields: readonly Field[]): Values => {
  const once = fields.filter(({ later }) => later).map(({ name }) => name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !once.includes(name)));
};

function begin(
  run: RunParameters,
  method: Method | null,
  fields: Field[],
  signals: Pick<Climb, "signal" | "strangerSignal">,
): Climb | undefined {
  if (!method) return undefined;
  const { values, refused } = readValues(run.system, run.use, run.values);
  const sendable = refused.filter(({ field }) => fields.some(({ name }) => name === field))[0];
  return {
    run,
    method,
    fields,
    ...signals,
    values,
    address: null,
    product: null,
    identity: null,
    ...(sendable && { refused: sendable }),
    readings: new Map(),
    warnings: [],
  };
}

/** Rung by rung; gives the finding that ended the climb too early, or undefined. */
async function climbAll(climb: Climb): Promise<Finding | undefined> {
  for (const rung of ladder) {
    const dataSets = rung.forEach ? climb.run.data : [undefined];
    for (const dataSet of dataSets) {
      if (rung.applies && !rung.applies(climb, dataSet)) continue;
      const { finding, goesOn } = await climbOne(climb, rung, dataSet);
      if (!goesOn) return finding;
    }
    if (rung.check === climb.run.upTo) return undefined;
  }
  return undefined;
}

async function climbOne(
  climb: Climb,
  rung: Rung,
  dataSet: DataSet | undefined,
): Promise<{ finding: Finding; goesOn: boolean }> {
  const { run, signal, warnings } = climb;
  const place = { check: rung.check, ...(dataSet !== undefined && { dataSet }) };
  const began = performance.now();
  run.emit({ type: "check", ...place, answer: "running", ms: 0 });

  const { finding, broken } = certified(climb, await within(signal, () => rung.ask(climb, dataSet), run.onError));
  const { use } = run;
  const known = { use, fields: climb.fields, secrets: secretsOf(use, climb.fields, visitOf(climb).values) };
  run.emit(lineOf({ ...place, ms: since(began) }, finding, known));

  const goesOn =
    !signal.aborted &&
    (!broken || rung.forEach !== undefined) &&
    (rung.goesOn?.(finding) ?? (finding.answer === "yes" || finding.door === true));
  warnings.push(...(finding.warnings ?? []));
  if (rung.forEach && goesOn && finding.cause) warnings.push({ cause: finding.cause, ...(dataSet && { dataSet }) });
  return { finding, goesOn };
}

/**
 * A handshake that broke off for want of a certificate. Where one was to be shown, it is at fault, or what it was made
 * of; while the person is still typing, the door only says that it will be asked for.
 */
function certified(climb: Climb, met: Met): Met {
  const { shown, run } = climb;
  if (met.finding.cause !== "client_certificate_required" || !shown) return met;
  if (run.upTo !== undefined) return { finding: { answer: "unknown", door: true }, broken: false };
  return { ...met, finding: "answer" in shown ? shown : because("credentials_wrong") };
}

interface Met {
  readonly finding: Finding;
  /** Nothing can be asked any more. */
  readonly broken: boolean;
}

/** An answer in any case: what was found, what went wrong on the way, or that the time is over. */
async function within(
  signal: AbortSignal,
  ask: () => Promise<Finding>,
  onError: RunParameters["onError"],
): Promise<Met> {
  let onAbort = () => undefined as void;
  const over = new Promise<Finding>((resolve) => {
    onAbort = () => resolve(because(isTimeout(signal.reason) ? "deadline_exceeded" : "cancelled"));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    const finding = await Promise.race([over, signal.aborted ? over : ask()]);
    return { finding, broken: signal.aborted };
  } catch (error) {
    if (error instanceof NetError) return { finding: netFinding(error), broken: true };
    // A value that cannot stand where the entry wants it is the person's to mend, whichever rung meets it first.
    if (error instanceof TemplateError) {
      return { finding: because("credentials_wrong", { field: error.input }), broken: true };
    }
    onError?.(error);
    return { finding: because("internal"), broken: true };
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

const isTimeout = (reason: unknown): boolean => reason instanceof DOMException && reason.name === "TimeoutError";
const since = (began: number): number => Math.max(0, Math.round(performance.now() - began));

function outcomeOf(
  run: RunParameters,
  stopped: Finding | undefined,
  warnings: readonly unknown[],
): Pick<OutcomeLine, "outcome"> {
  if (stopped) return { outcome: "failed" };
  // A run that was told to stop below the sign-in has proved no connection, however well it went.
  if (run.upTo !== undefined) return { outcome: "recognised" };
  return { outcome: warnings.length > 0 ? "warnings" : "connected" };
}

function lastCause(
  { use }: RunParameters,
  stopped: Finding,
  fields: readonly Field[],
  climb: Climb | undefined,
): Pick<OutcomeLine, "cause" | "field"> {
  const secrets = climb ? secretsOf(use, fields, climb.values) : [];
  const { cause, field } = lineOf({ check: "address", ms: 0 }, stopped, { use, fields, secrets });
  return { ...(cause && { cause }), ...(field && { field }) };
}
