import { describe, expect, it } from "vitest";
import { json, systemWith } from "../methods/world.fixture.js";
import { good, secret, Stage, system } from "./stage.fixture.js";

const stage = new Stage();

describe("the ladder", () => {
  it("tells each rung as it is climbed, and ends connected", async () => {
    const ran = await stage.run({}, { data: ["purchaseOrders"] });
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes:plain_http",
      "recognise:yes",
      "signIn:yes",
      "read:purchaseOrders:yes",
      "record:purchaseOrders:yes",
      "connected",
    ]);
    expect(ran).toMatchObject({ address: stage.world.url, identity: "Anna", product: "Pretend 4.2" });
    const firsts = ran.lines.filter((line) => line.type === "check" && line.answer === "running");
    expect(firsts).toHaveLength(8);
  });

  it("asks nothing twice, and signs in once", async () => {
    await stage.run({}, { data: ["purchaseOrders"] });
    expect(stage.world.seen.map(({ url }) => url)).toEqual(["/version", "/databases", "/me", "/orders"]);
  });

  it("offers what can be chosen, at its field", async () => {
    const { lines } = await stage.run();
    const line = lines.find((one) => one.type === "check" && one.check === "recognise" && one.answer === "yes");
    expect(line).toMatchObject({ choices: { field: "database", values: [{ value: "plant" }, { value: "test" }] } });
  });

  it("shows a name that a stranger gave only cut and cleaned, and never a secret in it", async () => {
    stage.answer = (seen, response) =>
      seen.url === "/databases"
        ? json(response, {
            list: [
              { id: "a", name: "x".repeat(10_000) },
              { id: "b", name: "Ann\u202Ea\u0007\nPlant" },
              { id: "c", name: `key ${secret}` },
              { id: "d\u202E", name: "D" },
              { id: "e", name: "e" },
            ],
          })
        : good(seen, response);
    const [version, databases] = system.recognition;
    const choices = { input: "database", at: "/list", item: "/id", label: "/name" };
    const { lines } = await stage.run({}, {}, { ...system, recognition: [version!, { ...databases!, choices }] });
    const line = lines.find((one) => one.type === "check" && one.check === "recognise" && one.answer === "yes");
    expect(line).toMatchObject({
      choices: {
        field: "database",
        values: [
          { value: "a", label: "x".repeat(200) },
          { value: "b", label: "Ann a Plant" },
          { value: "c" },
          { value: "e" },
        ],
      },
    });
    expect(JSON.stringify(line)).not.toContain(secret);
  });

  it("stops before credentials where it was told to, and does not say connected", async () => {
    const ran = await stage.run({ username: "", password: "" }, { upTo: "recognise" });
    expect(ran.story.at(-2)).toBe("recognise:yes");
    expect(ran.line.outcome).toBe("recognised");
    expect(stage.sent()).toBe(false);
  });

  it("is connected with warnings where data may not be read, or nobody says how", async () => {
    stage.answer = (seen, response) =>
      seen.url === "/orders" ? void response.writeHead(403).end() : good(seen, response);
    const ran = await stage.run({}, { data: ["purchaseOrders", "items"] });
    expect(ran.line).toMatchObject({
      outcome: "warnings",
      warnings: [
        { cause: "permission_missing", dataSet: "purchaseOrders" },
        { cause: "data_not_described", dataSet: "items" },
      ],
    });
  });

  it("warns where there is nothing to read", async () => {
    stage.answer = (seen, response) => (seen.url === "/orders" ? json(response, { orders: [] }) : good(seen, response));
    const ran = await stage.run({}, { data: ["purchaseOrders"] });
    expect(ran.story.slice(-2)).toEqual(["record:purchaseOrders:unknown:data_missing", "warnings"]);
  });

  it("points a wrong password at its field", async () => {
    const ran = await stage.run({ password: "wrong-password" });
    expect(ran.story.slice(-2)).toEqual(["signIn:no:credentials_wrong", "failed:credentials_wrong"]);
    expect(ran.line.field).toBe("password");
    expect(stage.world.seen.filter(({ url }) => url === "/me")).toHaveLength(1);
  });

  it("says that a method is not built, instead of failing", async () => {
    const ran = await stage.run({}, {}, systemWith({ kind: "agent" }));
    expect(ran.story).toEqual(["failed:method_not_built"]);
  });
});

describe("what is secret", () => {
  it("does not travel with a redirect", async () => {
    stage.answer = (seen, response) => {
      if (seen.url !== "/me") return good(seen, response);
      response.writeHead(307, { location: `${stage.world.url}/elsewhere` }).end();
    };
    expect((await stage.run()).story.at(-1)).toBe("failed:redirected_elsewhere");
    expect(stage.world.seen.some(({ url }) => url === "/elsewhere")).toBe(false);
  });

  it("is in no line, even where a system sends it back", async () => {
    stage.answer = (seen, response) => {
      if (seen.url === "/me") return json(response, { me: `hello ${secret}` });
      if (seen.url === "/orders") return json(response, { orders: [secret] });
      good(seen, response);
    };
    const ran = await stage.run({}, { data: ["purchaseOrders"] });
    expect(ran.line.outcome).toBe("connected");
    expect(JSON.stringify(ran.lines)).not.toContain(secret);
  });

  it("leaves facts short and clean", async () => {
    stage.answer = (seen, response) =>
      seen.url === "/me" ? json(response, { me: `A\u202e\n\u0000${"é".repeat(500)}` }) : good(seen, response);
    const line = (await stage.run()).lines.find(
      (one) => one.type === "check" && one.check === "signIn" && one.answer === "yes",
    );
    const [fact] = (line as { facts: { value: string }[] }).facts;
    expect(fact!.value).toMatch(/^A é+$/);
    expect(fact!.value.length).toBeLessThanOrEqual(200);
  });
});

describe("time", () => {
  it("is over at the deadline, and the run says so", async () => {
    stage.answer = () => undefined;
    const ran = await stage.run({}, { deadlineMs: 150 });
    expect(ran.story.at(-1)).toBe("failed:deadline_exceeded");
  });

  it("ends at once for a run that is cancelled, and nothing is told after its end", async () => {
    const cancelled = new AbortController();
    stage.answer = (seen, response) => {
      if (seen.url === "/me") return cancelled.abort();
      good(seen, response);
    };
    const ran = await stage.run({}, { signal: cancelled.signal });
    expect(ran.story.slice(-2)).toEqual(["signIn:unknown:cancelled", "failed:cancelled"]);
    const count = ran.lines.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran.lines).toHaveLength(count);
  });
});
