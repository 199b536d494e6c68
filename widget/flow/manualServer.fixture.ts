import type { RunLine } from "#contract";
import type { CallName } from "./calls.js";
import type { Transport } from "./transport.js";

export interface Asked {
  name: CallName;
  input: { params?: { id: string }; body?: unknown; query?: Record<string, string>; signal?: AbortSignal };
  answer: (value: unknown) => void;
  refuse: (why: unknown) => void;
  /** Of a run: one line more. */
  tell: (line: RunLine) => void;
}

/** A server that answers when the test says so, in whatever order. */
export function manualServer() {
  const asked: Asked[] = [];
  const hold = (name: CallName, input: Asked["input"], tell: Asked["tell"] = () => undefined) =>
    new Promise<never>((answer, refuse) =>
      asked.push({ name, input, answer: answer as Asked["answer"], refuse, tell }),
    );
  const transport: Transport = {
    ask: (name, input) => hold(name, input),
    run: (input, onLine) => hold("runChecks", input, onLine),
  };
  return { transport, asked, of: (name: CallName) => asked.filter((a) => a.name === name) };
}
