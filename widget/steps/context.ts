import { createContext, useContext } from "react";
import { useStore } from "zustand/react";
import type { Language, LinkView, Text } from "#contract";
import type { Flow, Moves } from "../flow/flow.js";
import { isOpen, type FlowState } from "../flow/state.js";
import type { Words } from "../words/en.js";

export interface FlowContextValue {
  readonly flow: Flow;
  readonly words: Words;
  readonly language: Language;
  /** The surface's own × stands outside, or there is none to press. */
  readonly closable: boolean;
}
export const FlowContext = createContext<FlowContextValue | null>(null);

function useFlowContext(): FlowContextValue {
  const value = useContext(FlowContext);
  if (!value) throw new Error("a step stands outside of <FlowView>; put it inside");
  return value;
}

export const useMoves = (): Moves => useFlowContext().flow.moves;
export const useFlowState = (): FlowState => useStore(useFlowContext().flow.store);
export const useLink = (): LinkView | null => {
  const state = useFlowState();
  return isOpen(state) ? state.link : null;
};
export const useWords = (): Words => useFlowContext().words;
export const useClosable = (): boolean => useFlowContext().closable;
/** Words of an entry in the language that is spoken; English where there are none. */
export function useText(): (text: Text) => string {
  const { language } = useFlowContext();
  return (text) => text[language] ?? text.en;
}
