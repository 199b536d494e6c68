import type { FlowState } from "../state.js";
import type { Tools } from "../tools.js";

/** The step before this one, with everything that was typed; null where there is none. */
export function before(state: FlowState): FlowState | null {
  if (state.step === "pick") return state.wish === "closed" ? null : { ...state, wish: "closed" };
  if (!("link" in state) || state.step === "done") return null;
  const { link, search, drafts, current } = state;
  const journey = { link, search, drafts, current };
  if (state.step === "details" && link.repair) return null;
  if (state.step === "details") return { ...journey, step: "pick", picking: null, trouble: null, wish: "closed" };
  if (state.step === "stuck") return { ...journey, step: "checks", run: state.run, finishing: false, trouble: null };
  return { ...journey, step: "details", fault: null, readingAddress: false };
}

interface Then {
  /** Ends what the step is waiting for, here and on the server. */
  stop(): void;
  /** On coming back to the details. */
  arrive(): void;
}

export const backMoves = (tools: Tools, then: Then) => ({
  back(): void {
    const earlier = before(tools.get());
    if (!earlier) return;
    then.stop();
    tools.set(before(tools.get()) ?? earlier);
    tools.save("now");
    if (tools.get().step === "details") then.arrive();
  },
  /** To the picker, from anywhere. */
  pickAnother(): void {
    const state = tools.get();
    if (!("link" in state) || state.step === "done") return;
    then.stop();
    const { link, search, drafts, current } = state;
    tools.set({ link, search, drafts, current, step: "pick", picking: null, trouble: null, wish: "closed" });
    tools.save("now");
  },
});
