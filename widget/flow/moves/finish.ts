import type { OutcomeLine } from "#contract";
import { causeOf, otherAccount } from "../rungs.js";
import { isOpen } from "../state.js";
import type { Tools } from "../tools.js";
import { troubleOf } from "../trouble.js";

const isGood = (outcome: OutcomeLine | null): outcome is OutcomeLine =>
  outcome?.outcome === "connected" || outcome?.outcome === "warnings";

/** @param then.stop ends what the step is waiting for */
export const finishMoves = (tools: Tools, then: { stop(): void }) => ({
  /** Makes the connection of the run that went well. The host gets its public token at once, before anyone closes anything. */
  async finish(): Promise<void> {
    const state = tools.get();
    const outcome = state.step === "checks" ? state.run.outcome : null;
    if (state.step !== "checks" || state.finishing || !isGood(outcome)) return;
    tools.set({ ...state, finishing: true, trouble: null });
    try {
      // That it is another account stood above the button.
      const other = otherAccount(state) !== null;
      const finished = await tools.ask("finishLink", {
        body: { run: outcome.run, ...(other && { otherAccount: true }) },
      });
      tools.at("checks", ({ link, search, drafts, current, run }) => ({
        link,
        search,
        drafts,
        current,
        step: "done",
        finished,
        run,
      }));
      tools.tell({ type: "connected", system: finished.system.id });
      const { publicToken, ...repaired } = finished;
      if (publicToken === null) tools.host().onRepaired?.(repaired);
      else tools.host().onConnected?.({ ...repaired, publicToken });
    } catch (thrown) {
      tools.at("checks", (s) => ({ ...s, finishing: false, trouble: troubleOf(thrown) }));
    }
  },
  /** Leaves the flow, from wherever. A link that is not finished ends as cancelled, or as failed when it was stuck. */
  exit(): void {
    const state = tools.get();
    if (state.step === "left") return;
    then.stop();
    const completed = state.step === "done";
    const step = isOpen(state) ? state.step : null;
    const cause =
      state.step === "stuck"
        ? state.cause
        : state.step === "checks" && state.run.outcome?.cause
          ? causeOf(state.run)
          : null;
    if (isOpen(state) && !completed) {
      const reason = state.step === "stuck" ? "failed" : "cancelled";
      void tools.ask("endLink", { body: { reason, step: state.step, cause } }).catch(() => undefined); // It expires by itself.
    }
    tools.set({ step: "left", completed });
    tools.tell({ type: "closed", completed, step });
    tools.host().onExit?.({ completed, step, cause });
  },
});
