import { randomBytes, randomUUID } from "node:crypto";
import { OutcomeLine } from "#contract";
import { createSandbox } from "../../demo/sandbox/sandbox.js";
import { freePort } from "../real/ground/freePort.js";
import { untilEnd } from "./leftovers.js";
import type { Served } from "./served.js";

/** Somebody who connects, with her own browser behind a proxy: each has an address, and so limits, of her own. */
export interface Person {
  /** First of all. */
  open(): Promise<void>;
  search(text: string): Promise<void>;
  readAddress(text: string): Promise<void>;
  check(address: string, apiKey: string): Promise<OutcomeLine>;
}

/** What a server needs for them: it may call this machine, knows the pretend systems, and believes the proxy. */
export const settingsForPeople = {
  GANGWAY_ALLOW: "127.0.0.1",
  GANGWAY_CATALOGUE: new URL("../../demo/sandbox/systems", import.meta.url).pathname,
  GANGWAY_TRUST_PROXY: "127.0.0.1",
};

/** Mints a link for one more person. */
export async function invite({ url }: Pick<Served, "url">, key: string): Promise<Person> {
  const from = `10.${[...randomBytes(3)].join(".")}`;
  let session = "";
  const ask = async (verb: string, path: string, bearer: string, body?: unknown): Promise<string> => {
    const response = await fetch(url + path, {
      method: verb,
      headers: {
        origin: url,
        "x-forwarded-for": from,
        ...(bearer !== "" && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${verb} ${path} answered ${response.status}`);
    return text;
  };
  const wanted = { endUser: { id: randomUUID() }, hosted: true, data: ["purchaseOrders"] };
  const { token } = JSON.parse(await ask("POST", "/v1/links", key, wanted)) as { token: string };
  return {
    async open() {
      const opened = await ask("POST", "/v1/link/open", "", { token, origin: null });
      session = (JSON.parse(opened) as { session: string }).session;
    },
    async search(text) {
      await ask("GET", `/v1/link/systems?${new URLSearchParams({ q: text })}`, session);
    },
    async readAddress(text) {
      await ask("POST", "/v1/link/address", session, { system: "pretend-erp", text });
    },
    async check(address, apiKey) {
      const asked = { system: "pretend-erp", method: "apiKey", values: { address, apiKey } };
      const lines = (await ask("POST", "/v1/link/checks", session, asked)).trim().split("\n");
      return OutcomeLine.parse(JSON.parse(lines.at(-1)!));
    },
  };
}

/** The pretend ERP, which behaves as its address says; and the key that it takes. */
export async function pretendErp(): Promise<{ address: string; apiKey: string }> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = createSandbox(origin);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  untilEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return { address: `${origin}/erp`, apiKey: "pretend-key-1234" };
}
