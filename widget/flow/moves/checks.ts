import type { CauseCode, CheckLine, RunLine } from "#contract";
import { Latest } from "../latest.js";
import { draftOf, isOpen, methodOf, type Draft, type Open, type Run } from "../state.js";
import type { Tools } from "../tools.js";
import { isAbort, troubleOf } from "../trouble.js";

const emptyRun = (): Run => ({ status: "running", rungs: [], outcome: null, trouble: null, startedAt: Date.now() });

/** Replaces the rung's line, or adds it below. */
function withLine(rungs: readonly CheckLine[], line: CheckLine): readonly CheckLine[] {
  const at = rungs.findIndex((r) => r.check === line.check && r.dataSet === line.dataSet);
  return at === -1 ? [...rungs, line] : rungs.with(at, line);
}

/** Values of the chosen method's fields; what lies sealed is left out. */
export const valuesFor = (draft: Draft): Record<string, string> =>
  Object.fromEntries(
    methodOf(draft)
      .fields.filter((f) => !draft.sealed.includes(f.name))
      .map((f) => [f.name, draft.values[f.name] ?? f.default ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );

const bare = ({ link, search, drafts, current }: Open) => ({ link, search, drafts, current });

export function checksMoves(tools: Tools) {
  const runs = new Latest();
  const change = (change: (run: Run) => Run) => tools.at("checks", (s) => ({ ...s, run: change(s.run) }));

  function onLine(line: RunLine, system: string): void {
    if (line.type === "check") {
      change((run) => ({ ...run, rungs: withLine(run.rungs, line) }));
      if (line.answer !== "running")
        tools.tell({
          type: "check_answered",
          check: line.check,
          answer: line.answer,
          cause: line.cause ?? null,
          ms: line.ms,
        });
      return;
    }
    change((run) => ({ ...run, status: "ended", outcome: line }));
    if (line.outcome === "failed") tools.tell({ type: "failed", system, cause: line.cause ?? null });
  }

  return {
    /** Asks the real system. One press, one run, one credential attempt; a newer run aborts the older. */
    async check(): Promise<void> {
      const state = tools.get();
      const draft = isOpen(state) ? draftOf(state) : null;
      if (!isOpen(state) || !draft) return;
      const asking = runs.begin();
      tools.set({ ...bare(state), step: "checks", run: emptyRun(), finishing: false, trouble: null });
      tools.save("now");
      try {
        const body = { system: draft.system.id, method: draft.method, values: valuesFor(draft) };
        await tools.run({ body, signal: asking.signal }, (line) => asking.current() && onLine(line, draft.system.id));
        if (asking.current())
          change((run) => (run.outcome ? run : { ...run, status: "broken", trouble: troubleOf(null) }));
      } catch (thrown) {
        if (!asking.current() || isAbort(thrown)) return;
        change((run) => ({ ...run, status: "broken", trouble: troubleOf(thrown) }));
      }
    },
    /** Stops the run here and on the server; what has been answered stays to be read. */
    cancelCheck(): void {
      const state = tools.get();
      if (state.step !== "checks" || state.run.status !== "running") return;
      runs.drop();
      change((run) => ({ ...run, status: "cancelled", rungs: run.rungs.filter((r) => r.answer !== "running") }));
      void tools.ask("cancelChecks", {}).catch(() => undefined); // The run has a deadline of its own.
    },
    dropRun: () => runs.drop(),
    /** From a failed run to the field it blamed, or to the details as such. */
    correct(): void {
      tools.at("checks", (s) => ({ ...bare(s), step: "details", fault: faultOf(s.run), readingAddress: false }));
      tools.at("stuck", (s) => ({ ...bare(s), step: "details", fault: null, readingAddress: false }));
      tools.save("now");
    },
    /** The person cannot mend it: who can, and what to tell them. */
    giveUp(): void {
      tools.at("checks", (s) => ({ ...bare(s), step: "stuck", cause: causeOf(s.run), run: s.run }));
      tools.save("now");
    },
  };
}

export const causeOf = (run: Run): CauseCode =>
  run.outcome?.cause ?? (run.status === "cancelled" ? "cancelled" : "internal");

function faultOf(run: Run) {
  const { field, cause } = run.outcome ?? {};
  return field !== undefined && cause !== undefined ? { field, cause } : null;
}
