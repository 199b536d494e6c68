import type { RunLine } from "#contract";
import { asking, offered, trustFor, valuesFor } from "../draft.js";
import { Latest } from "../latest.js";
import { causeOf, emptyRun, previewIn, withLine } from "../rungs.js";
import { draftOf, isOpen, type Fault, type Open, type Run } from "../state.js";
import type { Tools } from "../tools.js";
import { isAbort, troubleOf } from "../trouble.js";
import { refuseAuthority } from "./trust.js";

const bare = ({ link, search, drafts, current }: Open) => ({ link, search, drafts, current });

interface Then {
  /** A preview makes way for a press. */
  stopReading(): void;
  /** On coming back to the details. */
  arrive(): void;
}

export function checksMoves(tools: Tools, then: Then) {
  const runs = new Latest();
  const change = (change: (run: Run) => Run) => tools.at("checks", (s) => ({ ...s, run: change(s.run) }));

  function onLine(line: RunLine, system: string): void {
    // Whoever has gone elsewhere meanwhile is not followed.
    if (tools.get().step !== "checks") return runs.drop();
    change((run) => withLine(run, line));
    if (line.type === "check") {
      tools.redraft((d) => ({ ...offered(d, line, false), ...asking(d, line) }));
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
    // What a run found on its way stands at the address: on coming back nobody has to look again.
    const state = tools.get();
    if (state.step === "checks") tools.redraft(({ preview }) => ({ preview: previewIn(state.run) ?? preview }));
    // Nothing has failed: one thing more is to be entered.
    if (line.cause === "answer_needed" && line.field !== undefined) leave((run) => faultOf(run));
    else if (line.outcome === "failed") tools.tell({ type: "failed", system, cause: line.cause ?? null });
  }
  const broken = (thrown: unknown) =>
    change((run) => ({ ...run, status: "broken", trouble: troubleOf(thrown), endedAt: Date.now() }));

  function leave(fault: (run: Run) => Fault | null): void {
    tools.at("checks", (s) => ({ ...bare(s), step: "details", fault: fault(s.run), readingAddress: false }));
    tools.at("stuck", (s) => ({ ...bare(s), step: "details", fault: fault(s.run), readingAddress: false }));
    tools.save("now");
    then.arrive();
  }

  return {
    /** Asks the real system. One press, one run, one credential attempt; a newer run aborts the older. */
    async check(): Promise<void> {
      then.stopReading();
      const state = tools.get();
      const draft = isOpen(state) ? draftOf(state) : null;
      if (!isOpen(state) || !draft) return;
      const asking = runs.begin();
      tools.set({ ...bare(state), step: "checks", run: emptyRun(), finishing: false, trouble: null });
      tools.save("now");
      try {
        const trust = trustFor(draft);
        const body = {
          system: draft.system.id,
          method: draft.method,
          values: valuesFor(draft),
          ...(trust && { trust }),
        };
        await tools.run({ body, signal: asking.signal }, (line) => asking.current() && onLine(line, draft.system.id));
        if (asking.current())
          change((run) => (run.outcome ? run : { ...run, status: "broken", trouble: troubleOf(null) }));
      } catch (thrown) {
        if (!asking.current() || isAbort(thrown)) return;
        const trouble = troubleOf(thrown);
        // A file that was no authority leaves everything as it was, the outcome too.
        if (refuseAuthority(tools, trouble) && "run" in state) change(() => state.run);
        else broken(trouble);
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
    correct: () => leave((run) => faultOf(run)),
    /** To the details, with no field at fault. */
    backToDetails: () => leave(() => null),
    /** The person cannot mend it: who can, and what to tell them. */
    giveUp(): void {
      tools.at("checks", (s) => ({ ...bare(s), step: "stuck", cause: causeOf(s.run), run: s.run }));
      tools.save("now");
    },
  };
}

function faultOf(run: Run): Fault | null {
  const { field, cause } = run.outcome ?? {};
  return field !== undefined && cause !== undefined ? { field, cause } : null;
}
