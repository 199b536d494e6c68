import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BodyInput, CheckLine } from "#contract";
import { goodRungs, journey, outcome, reading, search } from "../gallery/journey.js";
import { hits, odoo, systemOf } from "../gallery/systems.js";
import { newDraft, placeOf, trustFor } from "./draft.js";
import { createFlow, type Flow } from "./flow.js";
import { manualServer, type Asked } from "./manualServer.fixture.js";
import { isOpen, type Draft, type FlowState, type Run } from "./state.js";
import { Trouble } from "./trouble.js";

/**
 * Whatever a person does, and in whatever order and after whatever time the answers come: what is shown belongs to
 * her newest question. Every answer says which question it is the answer to, so that a wrong one is seen.
 */
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ids = ["odoo", "tryton", "wordpress"];
const words = fc.constantFrom("alpha", "beta", "gamma", "");
const nth = fc.nat(30);
type Server = ReturnType<typeof manualServer>;
type Act = (flow: Flow, server: Server) => unknown;

/** An act that a counterexample can be read by. */
const named = (name: string, act: Act): Act => Object.assign(act, { [fc.toStringMethod]: () => name });
const doing = <T>(
  values: fc.Arbitrary<T>,
  name: string,
  act: (moves: Flow["moves"], value: T) => unknown,
  where = anywhere,
) =>
  values.map((value) =>
    named(`${name} ${String(value)}`, (flow) => where(flow.store.getState()) && void act(flow.moves, value)),
  );
/** Where the button or field stands; elsewhere there is nothing to press. */
const anywhere = (_: FlowState): boolean => true;
const inDetails = ({ step }: FlowState) => step === "details";
const nothingRuns = (state: FlowState) =>
  state.step === "details" || (state.step === "checks" && state.run.status !== "running");
const once = fc.constant("");
const system = fc.constantFrom(...ids);

const person: fc.Arbitrary<Act> = fc.oneof(
  doing(words, "search", (moves, text) => moves.searchFor(text)),
  doing(system, "pick", (moves, id) => moves.pick(id)),
  doing(system, "switch", (moves, id) => moves.switchSystem(id)),
  doing(words, "type", (moves, text) => moves.type("address", text), inDetails),
  doing(words, "paste", (moves, text) => moves.type("address", text, true), inDetails),
  doing(words, "take", (moves, text) => moves.takeAddress(text), nothingRuns),
  doing(words, "user", (moves, text) => moves.type("username", text), inDetails),
  doing(fc.constantFrom("key", "password"), "method", (moves, id) => moves.chooseMethod(id), inDetails),
  doing(fc.constantFrom("a", "b"), "trust", (moves, digit) => moves.trustCertificate(digit.repeat(64)), nothingRuns),
  doing(once, "distrust", (moves) => moves.stopTrusting(), inDetails),
  doing(once, "leave", (moves) => moves.leaveField("address"), inDetails),
  doing(once, "look", (moves) => moves.lookAgain(), inDetails),
  doing(once, "check", (moves) => moves.check(), nothingRuns),
  doing(once, "cancel", (moves) => moves.cancelCheck()),
  doing(once, "correct", (moves) => moves.correct(), nothingRuns),
  doing(once, "back", (moves) => moves.back()),
);
const network: fc.Arbitrary<Act> = fc.oneof(
  nth.map((n) => named(`answer ${n}`, (_, { asked }) => answer(asked[n % (asked.length || 1)]))),
  nth.map((n) => named(`begin ${n}`, (_, { asked }) => begin(asked[n % (asked.length || 1)]))),
  nth.map((n) =>
    named(`refuse ${n}`, (_, { asked }) => asked[n % (asked.length || 1)]?.refuse(new Trouble("offline"))),
  ),
);
/** Mostly the newest question is answered, as in life. */
const newest = named("answer newest", (_, { asked }) => answer(asked.at(-1)));
const acts = fc.array(fc.tuple(fc.oneof(person, network, fc.constant(newest)), fc.constantFrom(0, 0, 130, 300, 700)), {
  minLength: 5,
  maxLength: 40,
});

/** What a run was asked, in one word; it comes back as a fact of every rung. */
const questionOf = ({ input }: Asked): string => {
  const { system, method, values, trust } = input.body as BodyInput<"runChecks">;
  return JSON.stringify([system, method, values["address"] ?? "", trust ?? null]);
};
const told = (asked: Asked): CheckLine => ({
  ...goodRungs()[4]!,
  facts: [{ kind: "product", value: questionOf(asked) }],
  choices: {
    field: "database",
    values: [{ value: (asked.input.body as BodyInput<"runChecks">).values["address"] ?? "none" }],
  },
});

function begin(asked: Asked | undefined): void {
  if (asked?.name === "runChecks") asked.tell({ ...told(asked), answer: "running" });
}
function answer(asked: Asked | undefined): void {
  if (!asked) return;
  const body = asked.input.body as { text: string };
  switch (asked.name) {
    case "searchSystems": {
      const items = [{ ...hits[0]!, name: `answer to ${asked.input.query!["q"] ?? ""}` }];
      return asked.answer({ items, total: 1, next: null, categories: [], address: null });
    }
    case "showSystem":
      return asked.answer(systemOf(asked.input.params!.id));
    case "readAddress":
      return asked.answer(reading({ url: `https://${body.text}.example` }));
    case "runChecks": {
      const preview = (asked.input.body as BodyInput<"runChecks">).upTo !== undefined;
      asked.tell(told(asked));
      if (!preview) asked.tell({ ...goodRungs()[5]!, facts: [{ kind: "product", value: questionOf(asked) }] });
      asked.tell(outcome({ outcome: preview ? "recognised" : "connected" }));
      return asked.answer(undefined);
    }
    default:
      return asked.answer({});
  }
}

const questionsIn = (run: Run | null): string[] =>
  (run?.rungs ?? []).flatMap(({ facts = [] }) => facts.flatMap(({ kind, value }) => (kind === "product" ? value : [])));
const nowAsked = (draft: Draft): string =>
  JSON.stringify([draft.system.id, draft.method, draft.values["address"] ?? "", trustFor(draft) ?? null]);

function holds(flow: Flow, server: Server): void {
  const state = flow.store.getState();
  if (!isOpen(state)) return;
  const { search } = state;
  if (search.status === "ready") expect(search.items[0]?.name).toBe(`answer to ${search.text}`);
  for (const draft of Object.values(state.drafts)) {
    const text = draft.values["address"] ?? "";
    if (draft.reading) expect(draft.reading.url).toBe(`https://${text}.example`);
    for (const question of questionsIn(draft.preview)) expect(question).toBe(nowAsked(draft));
    for (const { value } of draft.choices["database"] ?? []) expect(value).toBe(text || "none");
    if (draft.filled.includes("database")) expect(draft.values["database"]).toBe(text || "none");
    if (draft.trusted) expect(draft.trusted.place).toBe(placeOf(draft));
    // Only where a person waits may something be waiting.
    const here = state.step === "details" && state.current === draft.system.id;
    if (draft.preview?.status === "running") expect(here).toBe(true);
  }
  if (state.step === "checks") {
    const press = server.of("runChecks").findLast(({ input }) => !(input.body as { upTo?: string }).upTo);
    for (const question of questionsIn(state.run)) expect(question).toBe(press && questionOf(press));
  }
}

test("what is shown belongs to the newest question, whatever the order and the delays", async () => {
  const seen = { previews: 0, runs: 0, choices: 0 };
  await fc.assert(
    fc.asyncProperty(acts, async (steps) => {
      const server = manualServer();
      const start = { getToken: () => Promise.resolve("t"), origin: null };
      const flow = createFlow({
        transport: server.transport,
        start,
        host: () => ({}),
        state: {
          ...journey(newDraft(odoo, "key"), search({ status: "loading" })),
          step: "details",
          fault: null,
          readingAddress: false,
        },
      });
      for (const [act, wait] of steps) {
        act(flow, server);
        holds(flow, server);
        await vi.advanceTimersByTimeAsync(wait);
        holds(flow, server);
        const state = flow.store.getState();
        const draft = isOpen(state) ? state.drafts["odoo"] : undefined;
        seen.previews += Number(draft?.preview?.status === "ended");
        seen.runs += Number(state.step === "checks" && state.run.status === "ended");
        seen.choices += Number(Object.keys(draft?.choices ?? {}).length > 0);
      }
      flow.dispose();
    }),
    { numRuns: 300 },
  );
  // The property means nothing if the interesting states never came.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(20);
});
