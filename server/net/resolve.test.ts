import { expect, test } from "vitest";
import { readHosts } from "./hosts-file.js";
import { systemResolve } from "./resolve.js";

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
