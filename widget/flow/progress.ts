import type { BodyInput } from "#contract";
import { debounce } from "./debounce.js";
import { draftOf, isOpen, isSecret, type FlowState } from "./state.js";
import type { Transport } from "./transport.js";

/** What is kept on the server: never a value of a field that is not marked public. Null where nothing is to be kept. */
function progressOf(state: FlowState): BodyInput<"saveProgress"> | null {
  if (!isOpen(state) || state.step === "done") return null;
  const draft = draftOf(state);
  if (!draft) return { step: state.step, system: null, method: null, values: {} };
  const kept = draft.system.methods.flatMap((m) => m.fields).filter((f) => !isSecret(f));
  const values = Object.fromEntries(
    kept.flatMap(({ name }) => (draft.values[name] ? [[name, draft.values[name]]] : [])),
  );
  return { step: state.step, system: draft.system.id, method: draft.method, values };
}

/** Saves progress, one request at a time, so that an older one never lands after a newer. A failure waits for the next. */
export function progressSaver(transport: Transport, get: () => FlowState): { soon(): void; now(): void; stop(): void } {
  let saved = "";
  let busy = false;
  async function save(): Promise<void> {
    const progress = progressOf(get());
    const text = JSON.stringify(progress);
    if (busy || progress === null || text === saved) return;
    busy = true;
    try {
      await transport.ask("saveProgress", { body: progress });
      saved = text;
    } catch {
      return; // Nothing is lost here in the browser; the next change tries again.
    } finally {
      busy = false;
    }
    void save();
  }
  const soon = debounce(600, () => void save());
  return {
    soon,
    now: () => {
      soon.cancel();
      void save();
    },
    stop: soon.cancel,
  };
}
