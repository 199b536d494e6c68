import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BodyInput, CheckLine, SystemView } from "#contract";
import { certificate } from "../gallery/failing.js";
import { draft, goodRungs, journey, outcome, reading } from "../gallery/journey.js";
import { database, odoo } from "../gallery/systems.js";
import { createFlow } from "./flow.js";
import { manualServer, type Asked } from "./manualServer.fixture.js";
import { draftOf, isOpen, type Draft, type FlowState } from "./state.js";
import { Trouble } from "./trouble.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);
const quiet = () => vi.advanceTimersByTimeAsync(2_000);
const empty = (change: Partial<Draft> = {}) => draft({ values: { apiKey: "s3cret-value" }, reading: null, ...change });

function at(d: Draft = empty()) {
  const server = manualServer();
  const state: FlowState = { ...journey(d), step: "details", fault: null, readingAddress: false };
  const start = { getToken: () => Promise.resolve("t"), origin: null };
  const flow = createFlow({ transport: server.transport, start, host: () => ({}), state });
  const now = (): Draft => {
    const state = flow.store.getState();
    return (isOpen(state) && draftOf(state)) as Draft;
  };
  /** Answers the newest reading of the address. */
  const read = async (change = {}) => {
    server.of("readAddress").at(-1)!.answer(reading(change));
    await settled();
  };
  const looks = () => server.of("runChecks").filter((asked) => body(asked).upTo === "recognise");
  return { ...flow, server, now, read, looks };
}
const body = (asked: Asked) => asked.input.body as BodyInput<"runChecks">;
const recognised = outcome({ outcome: "recognised" });
const rung = (change: Partial<CheckLine> = {}): CheckLine => ({ ...goodRungs()[4]!, ...change });
async function tell(asked: Asked, ...lines: Parameters<Asked["tell"]>[0][]) {
  lines.forEach(asked.tell);
  if (lines.some((line) => line.type === "outcome")) asked.answer(undefined);
  await settled();
}

describe("when it looks", () => {
  test("once the address was read and nobody types any more", async () => {
    const { moves, read, looks } = at();
    moves.type("address", "plant2.odoo.com");
    await quiet();
    expect(looks()).toHaveLength(0);
    await read();
    expect(looks()).toHaveLength(0);
    await quiet();
    expect(looks()).toHaveLength(1);
  });

  test("at once when the address was pasted", async () => {
    const { moves, read, looks } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    expect(looks()).toHaveLength(1);
  });

  test("at once when the field is left, whatever is being waited for", async () => {
    const { moves, read, looks, server } = at();
    moves.type("address", "plant2.odoo.com");
    moves.leaveField("address");
    expect(server.of("readAddress")).toHaveLength(1);
    await read();
    expect(looks()).toHaveLength(1);

    const other = at();
    other.moves.type("address", "plant2.odoo.com");
    await quiet();
    await other.read();
    other.moves.leaveField("address");
    expect(other.looks()).toHaveLength(1);
  });

  test("not while other fields are typed into", async () => {
    const { moves, read, looks } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    for (const text of ["a", "an", "anna"]) moves.type("username", text);
    moves.leaveField("username");
    await quiet();
    expect(looks()).toHaveLength(1);
    expect(looks()[0]!.input.signal?.aborted).toBe(false);
  });

  test("not at an address that could not be read, or is only proposed", async () => {
    const { moves, read, looks } = at();
    moves.type("address", "plant2", true);
    await read({ answer: "error", code: "single_label", url: undefined });
    moves.type("address", "plant2.odo.com", true);
    await read({ answer: "confirm", code: "typo" });
    await quiet();
    expect(looks()).toHaveLength(0);
  });

  test("never where nothing is asked over a network, and by no way that is not built", async () => {
    const systems: SystemView[] = [
      { ...odoo, address: { kind: "fixed", example: "" } },
      { ...odoo, address: { kind: "folder", example: "" } },
      { ...odoo, methods: odoo.methods.map((method) => ({ ...method, built: false })) },
    ];
    for (const system of systems) {
      const { moves, read, looks } = at(empty({ system, method: "key" }));
      moves.type("address", "https://plant2.odoo.com", true);
      await read();
      await quiet();
      expect(looks()).toHaveLength(0);
    }
  });

  test("not before the parts of the address are known that stand in other fields", async () => {
    const { moves, read, looks } = at();
    moves.type("address", "plant2", true);
    await read({ url: "https://{database}.plant.example" });
    await quiet();
    expect(looks()).toHaveLength(0);
    moves.type("database", "north");
    await quiet();
    expect(looks()).toHaveLength(1);
  });

  test("again when a port is changed, for that is another place", async () => {
    const { moves, read, looks } = at(empty({ system: database, method: "database" }));
    moves.type("server", "db.plant.example", true);
    await read({ url: undefined, value: "db.plant.example:5432" });
    moves.type("port", "5433");
    expect(looks()[0]!.input.signal?.aborted).toBe(true);
    await quiet();
    expect(looks()).toHaveLength(2);
  });
});

describe("what it asks and shows", () => {
  test("nothing secret is sent", async () => {
    const { moves, read, looks } = at();
    moves.type("username", "anna");
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    expect(body(looks()[0]!)).toEqual({
      system: "odoo",
      method: "key",
      values: { address: "https://plant2.odoo.com", username: "anna" },
      upTo: "recognise",
    });
  });

  test("rungs as they come, then what it came to", async () => {
    const { moves, read, looks, now } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    expect(now().preview).toMatchObject({ status: "running", rungs: [] });
    await tell(looks()[0]!, rung());
    expect(now().preview?.rungs).toHaveLength(1);
    await tell(looks()[0]!, recognised);
    expect(now().preview).toMatchObject({ status: "ended", outcome: { outcome: "recognised" } });
  });

  test("typing drops it at once, and what comes late changes nothing", async () => {
    const { moves, read, looks, now } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    moves.type("address", "https://plant3.odoo.com");
    expect(looks()[0]!.input.signal?.aborted).toBe(true);
    expect(now().preview).toBeNull();
    await tell(looks()[0]!, rung({ choices: { field: "database", values: [{ value: "plant2" }] } }), recognised);
    expect(now()).toMatchObject({ preview: null, choices: {} });
  });

  test.each([
    ["too many looks", new Trouble("rate_limited", null, 60)],
    ["no network", new Trouble("offline")],
  ])("%s disturbs nobody", async (_, trouble) => {
    const { moves, read, looks, now, store } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    looks()[0]!.refuse(trouble);
    await settled();
    expect(now().preview).toBeNull();
    expect(store.getState()).toMatchObject({ step: "details" });
    moves.type("username", "anna");
    await quiet();
    expect(looks()).toHaveLength(1);
  });

  test("a stream that ends without an outcome leaves nothing behind", async () => {
    const { moves, read, looks, now } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    looks()[0]!.answer(undefined);
    await settled();
    expect(now().preview).toBeNull();
  });
});

describe("a press", () => {
  test("ends the look, and a look that has ended is still there on coming back", async () => {
    const { moves, read, looks, now, server } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    void moves.check();
    expect(looks()[0]!.input.signal?.aborted).toBe(true);
    expect(now().preview).toBeNull();
    server.of("runChecks").at(-1)!.refuse(new Trouble("offline"));
    await settled();
    moves.correct();
    expect(looks()).toHaveLength(2);
    await tell(looks()[1]!, rung(), recognised);
    void moves.check();
    moves.back();
    expect(now().preview).toMatchObject({ status: "ended" });
    expect(looks()).toHaveLength(2);
  });

  test("that ran tells what stands there, so that nobody looks again", async () => {
    const { moves, read, looks, now, server } = at();
    moves.type("address", "https://plant2.odoo.com");
    await quiet();
    await read();
    void moves.check();
    const ran = server.of("runChecks").at(-1)!;
    const wrong = { ...goodRungs()[5]!, answer: "no" as const, cause: "credentials_wrong" as const };
    await tell(
      ran,
      ...goodRungs().slice(0, 5),
      wrong,
      outcome({ outcome: "failed", cause: "credentials_wrong", field: "apiKey" }),
    );
    moves.correct();
    await quiet();
    expect(looks()).toHaveLength(0);
    expect(now().preview?.rungs.map(({ check }) => check)).toEqual(["address", "name", "reach", "secure", "recognise"]);
    expect(now().preview?.outcome).toMatchObject({ outcome: "recognised", warnings: [] });
  });

  test("consent elsewhere ends the look, too", async () => {
    const { moves, read, looks } = at();
    moves.type("address", "https://plant2.odoo.com", true);
    await read();
    moves.toConsent();
    expect(looks()[0]!.input.signal?.aborted).toBe(true);
  });
});

describe("what can be chosen", () => {
  const offering = (...values: string[]) =>
    rung({ choices: { field: "database", values: values.map((value) => ({ value })) } });
  async function looked(...values: string[]) {
    const flow = at();
    flow.moves.type("address", "https://plant2.odoo.com", true);
    await flow.read();
    await tell(flow.looks()[0]!, offering(...values), recognised);
    return flow;
  }

  test("several are offered, and none is taken", async () => {
    const { now } = await looked("plant", "test");
    expect(now()).toMatchObject({ choices: { database: [{ value: "plant" }, { value: "test" }] }, filled: [] });
    expect(now().values["database"]).toBeUndefined();
  });

  test("the only one is filled in, and typing undoes it", async () => {
    const { now, moves } = await looked("plant");
    expect(now()).toMatchObject({ values: { database: "plant" }, filled: ["database"] });
    moves.type("database", "");
    await quiet();
    expect(now()).toMatchObject({ values: { database: "" }, filled: [] });
  });

  test("the only one waits while the person is in that field, and comes when she leaves it empty", async () => {
    const flow = at();
    flow.moves.type("address", "https://plant2.odoo.com", true);
    flow.moves.enterField("database");
    await flow.read();
    await tell(flow.looks()[0]!, offering("plant"), recognised);
    expect(flow.now().values["database"]).toBeUndefined();
    flow.moves.leaveField("database");
    expect(flow.now()).toMatchObject({ values: { database: "plant" }, filled: ["database"] });
  });

  test("a field that was typed into is never overwritten", async () => {
    const flow = at();
    flow.moves.type("database", "mine");
    flow.moves.type("address", "https://plant2.odoo.com", true);
    await flow.read();
    await tell(flow.looks()[0]!, offering("plant"), recognised);
    expect(flow.now()).toMatchObject({
      values: { database: "mine" },
      filled: [],
      choices: { database: [{ value: "plant" }] },
    });
  });

  test("at another address it is forgotten, what was filled in too", async () => {
    const { now, moves } = await looked("plant");
    moves.type("address", "https://plant3.odoo.com");
    expect(now()).toMatchObject({ values: { database: "" }, filled: [], choices: {} });
  });

  test("what a run found is offered as well", async () => {
    const { moves, server, now } = at(draft());
    void moves.check();
    await tell(server.of("runChecks")[0]!, offering("plant", "test"));
    expect(now().choices).toEqual({ database: [{ value: "plant" }, { value: "test" }] });
  });
});

describe("trust", () => {
  async function judging() {
    const flow = at();
    flow.moves.type("address", "https://plant2.odoo.com", true);
    await flow.read();
    await tell(
      flow.looks()[0]!,
      { ...goodRungs()[3]!, answer: "no", cause: "certificate_self_signed", certificate },
      outcome({ outcome: "failed", cause: "certificate_self_signed" }),
    );
    return flow;
  }

  test("a certificate is pinned, and looked at again at once", async () => {
    const { moves, looks } = await judging();
    moves.trustCertificate(certificate.sha256);
    expect(body(looks().at(-1)!)).toMatchObject({ trust: { pin: certificate.sha256 } });
  });

  test("goes along with the press, and with consent", async () => {
    const { moves, server } = await judging();
    moves.trustAuthority("pem", "root.pem");
    void moves.check();
    expect(body(server.of("runChecks").at(-1)!)).toMatchObject({ trust: { ca: "pem" } });
    moves.back();
    moves.toConsent();
    void moves.authorizeByPage();
    expect(server.of("authorize")[0]!.input.body).toMatchObject({ trust: { ca: "pem" } });
  });

  test.each([
    ["pin", "typed"],
    ["authority", "typed"],
    ["pin", "taken"],
  ])("another address drops it: %s, %s", async (what, how) => {
    const { moves, now, server } = await judging();
    if (what === "pin") moves.trustCertificate(certificate.sha256);
    else moves.trustAuthority("pem", "root.pem");
    if (how === "typed") moves.type("address", "https://plant2.odoo.com.evil.example");
    else moves.takeAddress("https://plant3.odoo.com");
    expect(now().trusted).toBeNull();
    moves.type("address", "https://plant2.odoo.com");
    void moves.check();
    expect(body(server.of("runChecks").at(-1)!).trust).toBeUndefined();
  });

  test("taken back, nothing is trusted any more, whatever the server remembers", async () => {
    const { moves, looks } = await judging();
    moves.trustCertificate(certificate.sha256);
    moves.stopTrusting();
    expect(body(looks().at(-1)!).trust).toEqual({});
  });

  test("a file that the server refuses loses nothing: what was trusted before still is", async () => {
    const { moves, looks, now } = await judging();
    moves.trustCertificate(certificate.sha256);
    moves.trustAuthority("nonsense", "photo.pem");
    looks()
      .at(-1)!
      .refuse(new Trouble("invalid_request", null, null, ["trust.ca"]));
    await settled();
    expect(now()).toMatchObject({ refusedFile: "photo.pem", trusted: { trust: { pin: certificate.sha256 } } });
    expect(body(looks().at(-1)!).trust).toEqual({ pin: certificate.sha256 });
  });

  test("after a run a refused file leaves its outcome as it was", async () => {
    const { moves, server, store, now } = await judging();
    void moves.check();
    await tell(
      server.of("runChecks").at(-1)!,
      { ...goodRungs()[3]!, answer: "no", cause: "certificate_self_signed", certificate },
      outcome({ outcome: "failed", cause: "certificate_self_signed" }),
    );
    moves.trustAuthority("nonsense", "photo.pem");
    expect(store.getState()).toMatchObject({ step: "checks", run: { status: "running" } });
    server
      .of("runChecks")
      .at(-1)!
      .refuse(new Trouble("invalid_request", null, null, ["trust.ca"]));
    await settled();
    expect(store.getState()).toMatchObject({ step: "checks", run: { outcome: { cause: "certificate_self_signed" } } });
    expect(now()).toMatchObject({ refusedFile: "photo.pem", trusted: null });
  });

  test("an SSH server's new key is trusted by itself", async () => {
    const { moves, looks } = await judging();
    moves.trustHostKey("SHA256:abc");
    expect(body(looks().at(-1)!).trust).toEqual({ hostKey: "SHA256:abc" });
  });
});

test("an offered address is set and asked anew, and no secret goes there before a press", async () => {
  const { moves, read, looks, server, store } = at(draft());
  void moves.check();
  await tell(
    server.of("runChecks")[0]!,
    {
      ...goodRungs()[3]!,
      answer: "no",
      cause: "tls_required",
      facts: [{ kind: "address", value: "https://erp.plant.example" }],
    },
    outcome({ outcome: "failed", cause: "tls_required", field: "address" }),
  );
  moves.takeAddress("https://erp.plant.example");
  expect(store.getState()).toMatchObject({
    step: "details",
    fault: null,
    drafts: { odoo: { values: { address: "https://erp.plant.example", apiKey: "not-a-real-key" } } },
  });
  await read({ url: "https://erp.plant.example" });
  expect(looks()).toHaveLength(1);
  expect(server.of("runChecks")).toHaveLength(2);
  expect(JSON.stringify(looks())).not.toContain("not-a-real-key");
});
