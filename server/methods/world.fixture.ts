import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SystemFile, type MethodUse, type System, type SystemFileInput } from "#contract";
import { createNet, type Net, type NetRules } from "../net/index.js";
import type { Values, Visit } from "./method.js";

/** What a request looked like on the wire. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  /** Names and values as they came, in order. */
  readonly raw: readonly string[];
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answer = (seen: Seen, response: ServerResponse) => void;

/** A pretend system on loopback that keeps what it was sent. */
export async function pretend(answer: Answer) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", rawHeaders: raw, headers } = request;
      const one: Seen = { method, url, raw, headers, body: Buffer.concat(chunks).toString("utf8") };
      seen.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    port,
    url: `http://localhost:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Pretend = Awaited<ReturnType<typeof pretend>>;

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** A way out to this machine, as an operator opens it. */
export const localNet = (rules: NetRules = { exact: [{ address: "127.0.0.1" }, { address: "::1" }] }): Net =>
  createNet({ rules });

/** An entry with one method. */
export function systemWith(use: unknown, more: Partial<SystemFileInput> = {}): System {
  const file = SystemFile.parse({
    name: "Pretend",
    vendor: "Nobody",
    popularity: 1,
    summary: { en: "A pretend system" },
    proven: { level: "named", on: "2026-01-01" },
    address: { kind: "web", keep: "path", example: "https://example.com" },
    sources: [{ url: "package:none@1", read: "2026-01-01" }],
    ...more,
    methods: [use],
  });
  return { ...file, id: "pretend", category: "generic" };
}

/** A visit to `address` by the entry's first method. */
export function visitTo<U extends MethodUse>(
  system: System,
  values: Values,
  address: string | null,
  more: Partial<Visit> = {},
): Visit<U> {
  return {
    system,
    use: system.methods[0] as U,
    address,
    values,
    tenant: "ten_1",
    net: localNet(),
    settings: { roots: [], oauth: {}, inputs: {} },
    signal: AbortSignal.timeout(20_000),
    ...more,
  } as Visit<U>;
}
