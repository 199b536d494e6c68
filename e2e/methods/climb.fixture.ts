import { readCatalogue } from "#catalogue";
import type { CheckLine, OutcomeLine, System } from "#contract";
import { runChecks } from "../../server/checks/runChecks.js";
import type { RunOutcome, RunParameters } from "../../server/checks/run.js";
import { createNet } from "../../server/net/index.js";

export const catalogue = readCatalogue();
export const net = createNet({ rules: { exact: [{ address: "127.0.0.1" }] } });

export function entry(id: string): System {
  const system = catalogue.find((one) => one.id === id);
  if (!system) throw new Error(`There is no entry ${id}.`);
  return system;
}

export interface Climbed extends RunOutcome {
  readonly lines: readonly (CheckLine | OutcomeLine)[];
  /** `check:answer:cause` of each answer; running left out. */
  readonly story: readonly string[];
}

/** Runs the whole ladder against a real system, by an entry of the catalogue. */
export async function climb(
  system: System,
  method: string,
  values: Record<string, string>,
  more: Partial<RunParameters> = {},
): Promise<Climbed> {
  const lines: (CheckLine | OutcomeLine)[] = [];
  const use = system.methods.find((one) => (one.id ?? one.kind) === method);
  if (!use) throw new Error(`${system.id} has no method ${method}.`);
  const outcome = await runChecks({
    run: "run_1",
    requestId: "req_1",
    system,
    use,
    values,
    data: [],
    tenant: "ten_1",
    net,
    settings: { roots: [], oauth: {}, inputs: {} },
    systems: catalogue,
    signal: new AbortController().signal,
    emit: (line) => lines.push(line),
    onError: (error) => {
      throw error;
    },
    ...more,
  });
  const story = lines.flatMap((line) => {
    if (line.type === "outcome") return [[line.outcome, line.cause].filter(Boolean).join(":")];
    return line.answer === "running"
      ? []
      : [[line.check, line.dataSet, line.answer, line.cause].filter(Boolean).join(":")];
  });
  return { ...outcome, lines, story };
}

/** Facts of one check's answer, as `kind: value`. */
export const factsOf = ({ lines }: Climbed, check: CheckLine["check"]): string[] =>
  lines.flatMap((line) =>
    line.type === "check" && line.check === check
      ? (line.facts ?? []).map(({ kind, value }) => `${kind}: ${value}`)
      : [],
  );

/** The story of who came through to her purchase orders; `secure` is what was said of that rung. */
export const throughToOrders = (secure: string): string[] => [
  "address:yes",
  "name:yes",
  "reach:yes",
  secure,
  "recognise:yes",
  "signIn:yes",
  "read:purchaseOrders:yes",
  "record:purchaseOrders:yes",
  "connected",
];
