import { createStore, type StoreApi } from "zustand/vanilla";
import type { FlowHost, Start } from "./host.js";
import { authorizeMoves } from "./moves/authorize.js";
import { backMoves } from "./moves/back.js";
import { checksMoves } from "./moves/checks.js";
import { detailsMoves } from "./moves/details.js";
import { finishMoves } from "./moves/finish.js";
import { lookMoves } from "./moves/look.js";
import { openMoves } from "./moves/open.js";
import { pickMoves } from "./moves/pick.js";
import { trustMoves } from "./moves/trust.js";
import { progressSaver } from "./progress.js";
import { renewing } from "./session.js";
import { draftOf, isOpen, type At, type FlowState, type Step } from "./state.js";
import type { Tools } from "./tools.js";
import type { Transport } from "./transport.js";

export interface FlowOptions {
  transport: Transport;
  start: Start;
  /** Read anew at every call. */
  host: () => FlowHost;
  /** Where the flow begins; opening, unless a gallery or a test says otherwise. */
  state?: FlowState;
}

/** The logic of the flow, without React: a store of one state, and the moves that a person can make. */
export function createFlow({ transport: bare, start, host, state = { step: "opening" } }: FlowOptions) {
  const store: StoreApi<FlowState> = createStore(() => state);
  const transport = renewing(bare, start);
  const progress = progressSaver(transport, store.getState);

  const get = store.getState;
  const set = (next: FlowState) => store.setState(next, true);
  const share: Tools["share"] = (change) => {
    const now = get();
    if (isOpen(now)) set({ ...now, ...change(now) });
  };
  const tools: Tools = {
    start,
    host,
    get,
    set,
    share,
    at: <S extends Step>(step: S, change: (state: At<S>) => FlowState) => {
      const now = get();
      if (now.step === step) set(change(now as At<S>));
    },
    redraft: (change) =>
      share((journey) => {
        const draft = draftOf(journey);
        if (!draft) return {};
        return { drafts: { ...journey.drafts, [draft.system.id]: { ...draft, ...change(draft) } } };
      }),
    ask: transport.ask,
    run: transport.run,
    save: (when) => (when === "now" ? progress.now() : progress.soon()),
    tell: (event) => host().onEvent?.(event),
  };

  const pick = pickMoves(tools, {
    stopReading: () => details.stopReading(),
    read: () => details.read(),
  });
  const look = lookMoves(tools);
  const details = detailsMoves(tools, { pick: pick.pick, look });
  const checks = checksMoves(tools, details);
  const authorize = authorizeMoves(tools, { check: checks.check, stopReading: details.stopReading });
  const stop = () => {
    checks.cancelCheck();
    authorize.dropConsent();
    details.stopReading();
  };
  const moves = {
    ...openMoves(tools, bare, {
      search: pick.search,
      read: details.read,
      consent: (c) => void authorize.resumeConsent(c),
    }),
    ...pick,
    ...details,
    ...checks,
    ...authorize,
    ...trustMoves(tools, { ask: () => (get().step === "details" ? look.now() : void checks.check()) }),
    ...finishMoves(tools, { stop }),
    ...backMoves(tools, { stop, arrive: details.arrive }),
  };
  /** Ends everything that is under way. The link itself stays as it is: a reload resumes it. */
  const dispose = () => {
    stop();
    progress.stop();
  };
  return { store, moves, dispose };
}
export type Flow = ReturnType<typeof createFlow>;
export type Moves = Flow["moves"];
