import type { CheckLine, DataSet, MethodUse, OutcomeLine, System } from "#contract";
import { localNet } from "../methods/world.fixture.js";
import { runChecks } from "./runChecks.js";
import type { RunOutcome, RunParameters } from "./run.js";

export interface Ran extends RunOutcome {
  readonly lines: readonly (CheckLine | OutcomeLine)[];
  /** `check:answer:cause` of each answer, in order; running left out. */
  readonly story: readonly string[];
}

/** Runs the ladder and keeps what it told. */
export async function climbed(
  system: System,
  values: Record<string, string>,
  more: Partial<RunParameters> & { data?: DataSet[] } = {},
): Promise<Ran> {
  const lines: (CheckLine | OutcomeLine)[] = [];
  const outcome = await runChecks({
    run: "run_1",
    requestId: "req_1",
    system,
    use: system.methods[0] as MethodUse,
    values,
    data: [],
    tenant: "ten_1",
    net: localNet(),
    settings: { roots: [], oauth: {}, inputs: {} },
    systems: [system],
    signal: new AbortController().signal,
    onError: (error) => {
      throw error;
    },
    ...more,
    emit: (line) => {
      lines.push(line);
      more.emit?.(line);
    },
  });
  return { ...outcome, lines, story: lines.flatMap(told) };
}

const told = (line: CheckLine | OutcomeLine): string[] => {
  if (line.type === "outcome") return [[line.outcome, line.cause].filter(Boolean).join(":")];
  if (line.answer === "running") return [];
  return [[line.check, line.dataSet, line.answer, line.cause].filter(Boolean).join(":")];
};
