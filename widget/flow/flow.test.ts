import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer, AddressReading, SystemHit } from "#contract";
import { draft, goodRungs, journey, link, outcome, reading, run } from "../gallery/journey.js";
import { odoo, systemOf } from "../gallery/systems.js";
import { createFlow } from "./flow.js";
import type { FlowHost } from "./host.js";
import { manualServer } from "./manualServer.fixture.js";
import { isOpen, type FlowState } from "./state.js";
import type { Transport } from "./transport.js";
import { Trouble } from "./trouble.js";

const settled = () => vi.advanceTimersByTimeAsync(0);
const detailsState = (): FlowState => ({ ...journey(draft()), step: "details", fault: null, readingAddress: false });
const checksState = (): FlowState => ({
  ...journey(draft()),
  step: "checks",
  run: run(),
  finishing: false,
  trouble: null,
});
const pickState = (): FlowState => ({ ...journey(), step: "pick", picking: null, trouble: null, wish: "closed" });
const start = { getToken: () => Promise.resolve("gw_link_test"), origin: "https://host.example" };

function flowAt(state?: FlowState, host: FlowHost = {}) {
  const server = manualServer();
  return { ...createFlow({ transport: server.transport, start, host: () => host, state }), server };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("no stale answer overwrites a newer one", () => {
  const orders = fc.uniqueArray(fc.nat(4), { minLength: 5, maxLength: 5 });

  test("searches answered in any order", async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { store, moves, server } = flowAt(pickState());
        for (const text of ["a", "b", "c", "d", "e"]) {
          moves.searchFor(text);
          await vi.advanceTimersByTimeAsync(200);
        }
        const searches = server.of("searchSystems");
        expect(searches).toHaveLength(5);
        for (const n of order) {
          const items: SystemHit[] = [{ ...odoo, name: `answer to ${searches[n]!.input.query!["q"]}` }];
          searches[n]!.answer({ items, total: 1, next: null, categories: [], address: null });
          await settled();
          const state = store.getState();
          if (isOpen(state) && state.search.status === "ready") expect(state.search.items[0]?.name).toBe("answer to e");
        }
        expect(store.getState()).toMatchObject({ search: { status: "ready", text: "e" } });
      }),
      { numRuns: 60 },
    );
  });

  test("readings of the address answered in any order", async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { store, moves, server } = flowAt(detailsState());
        for (const text of ["a", "b", "c", "d", "e"]) {
          moves.type("address", text);
          await vi.advanceTimersByTimeAsync(300);
        }
        const readings = server.of("readAddress");
        for (const n of order) {
          readings[n]!.answer(
            reading({ url: `https://${(readings[n]!.input.body as { text: string }).text}.example` }),
          );
          await settled();
        }
        const state = store.getState();
        const found: AddressReading | null = isOpen(state) ? state.drafts["odoo"]!.reading : null;
        expect(found?.url).toBe("https://e.example");
      }),
      { numRuns: 60 },
    );
  });

  test("a newer run aborts the older, whose lines change nothing", async () => {
    let firstLine: ((line: ReturnType<typeof goodRungs>[number]) => void) | undefined;
    const signals: (AbortSignal | undefined)[] = [];
    const transport: Transport = {
      ask: () => new Promise(() => undefined),
      run: (input, onLine) => {
        signals.push(input.signal);
        firstLine ??= onLine;
        return new Promise(() => undefined);
      },
    };
    const { store, moves } = createFlow({ transport, start, host: () => ({}), state: detailsState() });
    void moves.check();
    void moves.check();
    firstLine?.(goodRungs()[0]!);
    expect(signals[0]?.aborted).toBe(true);
    expect(store.getState()).toMatchObject({ step: "checks", run: { rungs: [], status: "running" } });
  });

  test("a system that was picked and left again does not come back", async () => {
    const { store, moves, server } = flowAt(pickState());
    void moves.pick("tryton");
    void moves.pick("odoo");
    server.of("showSystem")[1]!.answer(systemOf("odoo"));
    await settled();
    server.of("showSystem")[0]!.answer(systemOf("tryton"));
    await settled();
    expect(store.getState()).toMatchObject({ step: "details", current: "odoo" });
  });
});

describe("what was typed stays", () => {
  test("over back, another system, and back again", async () => {
    const { store, moves } = flowAt(detailsState());
    moves.type("database", "  plant 2 ");
    moves.type("apiKey", "s3cret");
    moves.back();
    expect(store.getState().step).toBe("pick");
    await moves.pick("odoo");
    expect(store.getState()).toMatchObject({
      step: "details",
      drafts: { odoo: { values: { database: "  plant 2 ", apiKey: "s3cret" } } },
    });
  });

  test("over a run that breaks off, and the way back to the field", async () => {
    const { store, moves, server } = flowAt(detailsState());
    void moves.check();
    server.of("runChecks")[0]!.refuse(new Trouble("offline"));
    await settled();
    expect(store.getState()).toMatchObject({ step: "checks", run: { status: "broken" } });
    moves.correct();
    expect(store.getState()).toMatchObject({
      step: "details",
      drafts: { odoo: { values: { username: "anna@plant.example" } } },
    });
  });

  test("over what a system asks for besides: the way leads to its field at once, with what it said", async () => {
    const { store, moves, server } = flowAt(detailsState());
    void moves.check();
    const asked = { cause: "answer_needed" as const, field: "code" };
    const facts = [{ kind: "asks" as const, value: "Code sent to you" }];
    server.of("runChecks")[0]!.tell({ type: "check", check: "signIn", answer: "no", ...asked, facts, ms: 3 });
    server.of("runChecks")[0]!.tell(outcome({ outcome: "failed", ...asked }));
    await settled();
    expect(store.getState()).toMatchObject({
      step: "details",
      fault: asked,
      drafts: { odoo: { asked: { code: "Code sent to you" }, values: { apiKey: "not-a-real-key" } } },
    });
    moves.type("address", "https://elsewhere.example");
    expect(store.getState()).toMatchObject({ drafts: { odoo: { asked: {} } } });
  });

  test("what stood in the address fills empty fields only", async () => {
    const { store, moves, server } = flowAt({
      ...detailsState(),
      drafts: { odoo: draft({ values: { username: "anna" } }) },
    } as FlowState);
    moves.type("address", "https://x.example?db=new");
    await vi.advanceTimersByTimeAsync(300);
    server.of("readAddress")[0]!.answer(reading({ takes: { database: "new", username: "other", unknown: "x" } }));
    await settled();
    expect(store.getState()).toMatchObject({ drafts: { odoo: { values: { database: "new", username: "anna" } } } });
  });

  test("saved on the server without a single secret, one request at a time", async () => {
    const { moves, server } = flowAt(detailsState());
    moves.type("apiKey", "s3cret-value");
    moves.type("database", "one");
    await vi.advanceTimersByTimeAsync(700);
    moves.type("database", "two");
    await vi.advanceTimersByTimeAsync(700);
    expect(server.of("saveProgress")).toHaveLength(1);
    server.of("saveProgress")[0]!.answer(link);
    await settled();
    const saves = server.of("saveProgress").map((s) => s.input.body as { values: Record<string, string> });
    expect(saves.map((s) => s.values["database"])).toEqual(["one", "two"]);
    expect(JSON.stringify(saves)).not.toContain("s3cret");
  });
});

describe("opening", () => {
  const opened: Answer<"openLink"> = { session: "gw_session_x", link };

  test("twice at once burns one token", async () => {
    const { store, moves, server } = flowAt();
    void moves.open();
    void moves.open();
    await settled();
    expect(server.of("openLink")).toHaveLength(1);
    server.of("openLink")[0]!.answer(opened);
    await settled();
    expect(store.getState().step).toBe("pick");
  });

  test("asks the host for another token when this one was used, once", async () => {
    const { store, moves, server } = flowAt();
    void moves.open();
    await settled();
    server.of("openLink")[0]!.refuse(new Trouble("token_used"));
    await settled();
    server.of("openLink")[1]!.refuse(new Trouble("token_used"));
    await settled();
    expect(store.getState()).toMatchObject({ step: "failed", trouble: { code: "token_used" } });
  });

  test("resumes where the link got, with what is not secret", async () => {
    const { store, moves, server } = flowAt();
    void moves.open();
    await settled();
    const resumed = {
      ...link,
      step: "details" as const,
      system: odoo,
      method: "key",
      values: { database: "plant2" },
      sealed: ["apiKey"],
    };
    server.of("openLink")[0]!.answer({ ...opened, link: resumed });
    await settled();
    expect(store.getState()).toMatchObject({
      step: "details",
      drafts: { odoo: { values: { database: "plant2" }, sealed: ["apiKey"] } },
    });
  });

  test("a session that ran out is renewed and the question asked again", async () => {
    const { store, moves, server } = flowAt(pickState());
    void moves.pick("odoo");
    server.of("showSystem")[0]!.refuse(new Trouble("token_expired"));
    await settled();
    server.of("openLink")[0]!.answer(opened);
    await settled();
    server.of("showSystem")[1]!.answer(odoo);
    await settled();
    expect(store.getState().step).toBe("details");
  });
});

describe("checks and finish", () => {
  test("sealed values are left out, all others go as typed", async () => {
    const { moves, server } = flowAt({
      ...detailsState(),
      drafts: { odoo: draft({ sealed: ["apiKey"], values: { address: " x ", username: "a" } }) },
    } as FlowState);
    void moves.check();
    expect(server.of("runChecks")[0]!.input.body).toEqual({
      system: "odoo",
      method: "key",
      values: { address: " x ", username: "a" },
    });
  });

  test("cancel stops the run here and on the server, and what was answered stays", async () => {
    const { store, moves, server } = flowAt(detailsState());
    void moves.check();
    moves.cancelCheck();
    expect(server.of("runChecks")[0]!.input.signal?.aborted).toBe(true);
    expect(server.of("cancelChecks")).toHaveLength(1);
    expect(store.getState()).toMatchObject({ step: "checks", run: { status: "cancelled" } });
  });

  test("a stream that ends without an outcome is told as broken", async () => {
    const { store, moves, server } = flowAt(detailsState());
    void moves.check();
    server.of("runChecks")[0]!.answer(undefined);
    await settled();
    expect(store.getState()).toMatchObject({ run: { status: "broken" } });
  });

  test("finishing tells the host once, however often it is pressed", async () => {
    const onConnected = vi.fn();
    const { store, moves, server } = flowAt(checksState(), { onConnected });
    void moves.finish();
    void moves.finish();
    expect(server.of("finishLink")).toHaveLength(1);
    server
      .of("finishLink")[0]!
      .answer({ publicToken: "gw_public_x", connection: "c", system: { id: "odoo", name: "Odoo" } });
    await settled();
    await moves.finish();
    expect(onConnected).toHaveBeenCalledTimes(1);
    expect(store.getState().step).toBe("done");
  });

  test("a finish that fails can be pressed again", async () => {
    const { store, moves, server } = flowAt(checksState());
    void moves.finish();
    server.of("finishLink")[0]!.refuse(new Trouble("offline"));
    await settled();
    expect(store.getState()).toMatchObject({ step: "checks", finishing: false, trouble: { code: "offline" } });
  });

  test("a failed run cannot be finished", async () => {
    const { moves, server } = flowAt({
      ...checksState(),
      run: run({ outcome: outcome({ outcome: "failed", cause: "internal" }) }),
    } as FlowState);
    await moves.finish();
    expect(server.of("finishLink")).toHaveLength(0);
  });
});

describe("leaving", () => {
  test("tells a finished journey from a given-up one", () => {
    const onExit = vi.fn();
    const { moves } = flowAt(
      {
        ...journey(draft()),
        step: "done",
        finished: { publicToken: "", connection: "", system: { id: "", name: "" } },
        run: run(),
      },
      { onExit },
    );
    moves.exit();
    expect(onExit).toHaveBeenCalledWith({ completed: true, step: "done", cause: null });
  });

  test("a link that was given up ends on the server, with step and cause", () => {
    const onExit = vi.fn();
    const { moves, server } = flowAt(
      { ...journey(draft()), step: "stuck", cause: "account_locked", run: run() },
      { onExit },
    );
    moves.exit();
    moves.exit();
    expect(server.of("endLink").map((a) => a.input.body)).toEqual([
      { reason: "failed", step: "stuck", cause: "account_locked" },
    ]);
    expect(onExit).toHaveBeenCalledTimes(1);
  });
});
