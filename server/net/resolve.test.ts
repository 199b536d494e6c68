import { afterEach, describe, expect, test } from "vitest";
import { readHosts } from "./hosts-file.js";
import { createNet } from "./index.js";
import { startNameServer, type Reply } from "./name-server.fixture.js";
import { askNameServers, systemResolve, type Resolve } from "./resolve.js";
import { codeOf } from "./servers.fixture.js";

const options = { signal: new AbortController().signal, local: false };

test.each(["localhost", "app.localhost", "a.b.localhost"])(
  "%s is this machine, without asking anybody",
  async (name) => {
    expect(await systemResolve(name, options)).toEqual(["127.0.0.1"]);
  },
);

test("a hosts file", () => {
  const hosts = readHosts("127.0.0.1\tlocalhost # me\n# 1.2.3.4 no\n\n10.1.1.1  ERP.acme.internal erp\n::1 erp\r\n");
  expect(Object.fromEntries(hosts)).toEqual({
    localhost: ["127.0.0.1"],
    "erp.acme.internal": ["10.1.1.1"],
    erp: ["10.1.1.1", "::1"],
  });
});

describe("name servers", () => {
  const stops: (() => void)[] = [];
  afterEach(() => stops.splice(0).forEach((stop) => stop()));

  async function resolving(a: Reply, aaaa: Reply): Promise<Resolve> {
    const { address, stop } = await startNameServer({ a, aaaa });
    stops.push(stop);
    return (name, { signal }) => askNameServers(name, signal, [address]);
  }
  const four = Buffer.from([10, 0, 0, 1]);
  const six = Buffer.from("20010db8000000000000000000000001", "hex");
  const nameError = 3;
  const serverFailure = 2;

  test.each<[string, Reply, Reply, string[]]>([
    ["both families", [four], [six], ["10.0.0.1", "2001:db8::1"]],
    ["one family", [four], [], ["10.0.0.1"]],
    ["one family, the other failing", serverFailure, [six], ["2001:db8::1"]],
    ["one family, the other silent", [four], "silence", ["10.0.0.1"]],
  ])("%s", async (_name, a, aaaa, addresses) => {
    const resolve = await resolving(a, aaaa);
    expect([...(await resolve("erp.example.com", options))].sort()).toEqual(addresses);
  });

  test.each<[string, Reply, Reply]>([
    ["name_not_found", nameError, nameError],
    ["name_not_found", [], []],
    ["name_failed", serverFailure, nameError],
    ["name_timed_out", "silence", "silence"],
    ["address_forbidden", [four], []],
  ])("%s", async (code, a, aaaa) => {
    const net = createNet({ resolve: await resolving(a, aaaa) });
    const call = net.request({ url: "https://erp.example.com/", tenant: "acme", deadlines: { name: 500 } });
    expect(await codeOf(call)).toBe(code);
  });
});
