import type { CauseCode, CheckLine, RunLine } from "#contract";
import type { At, Run } from "./state.js";

export const emptyRun = (): Run => ({
  status: "running",
  rungs: [],
  outcome: null,
  trouble: null,
  startedAt: Date.now(),
  endedAt: null,
});

/** A run with one line more: the rung's line is replaced, or stands below the others; an outcome ends it. */
export function withLine(run: Run, line: RunLine): Run {
  if (line.type === "outcome") return { ...run, status: "ended", outcome: line, endedAt: Date.now() };
  const at = run.rungs.findIndex((r) => r.check === line.check && r.dataSet === line.dataSet);
  return { ...run, rungs: at === -1 ? [...run.rungs, line] : run.rungs.with(at, line) };
}

export const causeOf = (run: Run): CauseCode =>
  run.outcome?.cause ?? (run.status === "cancelled" ? "cancelled" : "internal");

/** In a repair: the account before and the one that has signed in now, where they are not the same. */
export function otherAccount({ link, run }: At<"checks">): { before: string; now: string } | null {
  const before = link.repair?.identity ?? null;
  const facts = run.rungs.findLast((r) => r.check === "signIn")?.facts;
  const now = facts?.find(({ kind }) => kind === "identity")?.value;
  return before !== null && now !== undefined && now !== before ? { before, now } : null;
}

/** The rung at which a run ended too early. */
export const brokenRung = (run: Run): CheckLine | undefined =>
  run.rungs.findLast((r) => r.answer !== "yes" && r.cause !== undefined && r.cause === run.outcome?.cause);

const withoutCredentials: readonly CheckLine["check"][] = ["address", "name", "reach", "secure", "recognise"];

/** What a whole run says about the place alone, as a preview would; null where it did not get that far. */
export function previewIn(run: Run): Run | null {
  if (!run.outcome) return null;
  const rungs = run.rungs.filter((r) => withoutCredentials.includes(r.check));
  const broken = run.outcome.outcome === "failed" ? brokenRung(run) : undefined;
  if (broken && withoutCredentials.includes(broken.check)) return { ...run, rungs };
  if (rungs.length === run.rungs.length || rungs.length === 0) return null;
  const { run: id, requestId } = run.outcome;
  const ms = rungs.reduce((sum, r) => sum + r.ms, 0);
  return { ...run, rungs, outcome: { type: "outcome", run: id, outcome: "recognised", warnings: [], requestId, ms } };
}
