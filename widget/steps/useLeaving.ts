import { useEffect, useState } from "react";
import type { Flow } from "../flow/flow.js";
import { draftOf, isOpen, type FlowState } from "../flow/state.js";

/** Whether leaving now would lose something that took the person trouble. */
function worthAsking(state: FlowState): boolean {
  if (!isOpen(state) || state.step === "done" || state.step === "pick") return false;
  return Object.values(draftOf(state)?.values ?? {}).some((value) => value !== "");
}

/** Leaving by ×, by Escape, or because the surface asks: with a question first where that is fair. */
export function useLeaving(flow: Flow, state: FlowState, closeAsked: number) {
  const [asking, setAsking] = useState(false);
  const ask = () => (worthAsking(flow.store.getState()) ? setAsking(true) : flow.moves.exit());
  useEffect(() => {
    if (closeAsked > 0) ask();
    // Only the surface's asking counts here, not a change of the flow.
  }, [closeAsked]);
  return {
    asking: asking && worthAsking(state),
    ask,
    stay: () => setAsking(false),
    leave: () => {
      setAsking(false);
      flow.moves.exit();
    },
  };
}
