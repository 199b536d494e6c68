import type { Answer, RunLine } from "#contract";
import type { CallName } from "./calls.js";
import type { FlowEvent, FlowHost, Start } from "./host.js";
import type { At, Draft, FlowState, Journey, Step } from "./state.js";
import type { CallInput } from "./transport.js";

/** What every group of moves works with. */
export interface Tools {
  readonly start: Start;
  readonly host: () => FlowHost;
  readonly get: () => FlowState;
  readonly set: (state: FlowState) => void;
  /** Changes the state if the flow is at that step; whatever comes too late changes nothing. */
  readonly at: <S extends Step>(step: S, change: (state: At<S>) => FlowState) => void;
  /** Changes what all open steps share. */
  readonly share: (change: (journey: Journey) => Partial<Journey>) => void;
  /** Changes the draft that is worked on. */
  readonly redraft: (change: (draft: Draft) => Partial<Draft>) => void;
  /** Asks the server; opens the link again, once, when the session has run out and the host gives tokens. */
  readonly ask: <N extends CallName>(name: N, input: CallInput<N>) => Promise<Answer<N>>;
  readonly run: (input: CallInput<"runChecks">, onLine: (line: RunLine) => void) => Promise<void>;
  /** Saves how far the link got: soon, or at once. */
  readonly save: (when: "soon" | "now") => void;
  readonly tell: (event: FlowEvent) => void;
}
