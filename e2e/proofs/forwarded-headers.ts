import { request, validateHeaderValue } from "node:http";
import { publicUrl, startTrial, type Trial } from "../../server/trial.setup.js";
import { type Caller, callerOf, type Headers, parseTrusted } from "../../server/http/forwarded.js";
import type { Case, Proof } from "./proof.js";

interface ForwardedCase extends Case {
  peer: string;
  trusted: string[];
  headers: Record<string, string> | [string, string][];
  repeat?: number;
  expect: {
    ip?: string;
    ip_in?: string[];
    proto?: string;
    host?: string;
    path?: string;
    rate_limit_key?: string;
    rate_limited?: boolean;
  };
}

/**
 * Address, scheme and limit key come from the server's own function, since a peer of 10.0.0.2 cannot call here. What a
 * header may do to host, path and limits is asked of a listening server that trusts its loopback peer as a proxy.
 */
export const proof: Proof = {
  name: "forwarded-headers",
  async run({ cases }, { only }) {
    const results = [];
    for (const one of cases as ForwardedCase[]) {
      if (only && one.class !== only) continue;
      const whys = await judge(one).catch((error: unknown) => [`thrown: ${String(error)}`]);
      results.push({ id: one.id, ok: whys.length === 0, ...(whys.length > 0 && { why: whys.join("; ") }) });
    }
    return results;
  },
};

async function judge({ peer, trusted, headers, repeat = 1, expect }: ForwardedCase): Promise<string[]> {
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  const caller = callerOf(peer, joined(pairs), parseTrusted(trusted));
  const whys = [
    ...said("ip", expect.ip, caller.ip),
    ...said("proto", expect.proto, caller.proto),
    ...said("rate_limit_key", expect.rate_limit_key, caller.rateLimitKey),
  ];
  if (expect.ip_in && !expect.ip_in.includes(caller.ip)) whys.push(`ip is ${caller.ip}`);
  const server = await startTrial({ env: { GANGWAY_TRUST_PROXY: trusted.length > 0 ? "127.0.0.0/8" : "" } });
  try {
    whys.push(...(await atServer(server, pairs, repeat, expect)), ...inLog(server, caller));
  } finally {
    await server.close();
  }
  return whys;
}

async function atServer(
  trial: Trial,
  pairs: [string, string][],
  repeat: number,
  { host, path, rate_limited }: ForwardedCase["expect"],
): Promise<string[]> {
  if (rate_limited !== undefined) {
    const statuses = [];
    for (let n = 0; n < repeat; n++) statuses.push(await send(trial, "/v1/link/open", fresh(pairs, n), "{}"));
    return said(
      "rate_limited",
      rate_limited,
      statuses.some(({ status }) => status === 429),
    );
  }
  const minted = await send(trial, "/v1/links", pairs, JSON.stringify({ endUser: { id: "somebody" } }), trial.key);
  // Node's own parser turns some of these away before we see them.
  if (minted.status === 400 || minted.status === 431) return [];
  if (minted.status !== 201) return [`answered ${minted.status}`];
  const { url } = JSON.parse(minted.body) as { url: string };
  if (!url.startsWith(`${publicUrl}/connect#`)) return [`${host ?? path ?? "address"}: answered ${url}`];
  return [];
}

const said = (name: string, expected: unknown, got: unknown): string[] =>
  expected === undefined || expected === got ? [] : [`${name} is ${String(got)}, expected ${String(expected)}`];

/** A line that somebody else has written would be no JSON of ours. */
function inLog(trial: Trial, caller: Caller): string[] {
  const lines = trial.logged().split("\n").filter(Boolean);
  const foreign = lines.some((line) => !line.startsWith("{"));
  return [
    ...(foreign ? ["a foreign line in the log"] : []),
    ...(/[\r\n\0]/.test(caller.ip) ? ["a control character"] : []),
  ];
}

/** As Node hands them over: names in lower case, those given twice joined in order. */
function joined(pairs: [string, string][]): Headers {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

/** {random}: other in every request; an IPv4 address in a list of such, else the end of an IPv6 one. */
const fresh = (pairs: [string, string][], n: number): [string, string][] =>
  pairs.map(([name, value]) => [
    name,
    value.replace("{random}", value.includes(":") ? (n + 1).toString(16) : `198.51.${n >> 8}.${n & 255}`),
  ]);

interface Sent {
  status: number;
  body: string;
}
function send(trial: Trial, path: string, pairs: [string, string][], body: string, key?: string): Promise<Sent> {
  try {
    for (const [name, value] of pairs) validateHeaderValue(name, value);
  } catch {
    // No client can send it (a line break, a NUL): then none reaches the server.
    return Promise.resolve({ status: 400, body: "" });
  }
  return new Promise((resolve, reject) => {
    const asked = request(trial.url + path, { method: "POST", agent: false });
    for (const name of new Set(pairs.map(([one]) => one)))
      asked.setHeader(name, pairs.filter(([other]) => other === name).map(([, value]) => value)); // prettier-ignore
    asked.setHeader("content-type", "application/json");
    if (key) asked.setHeader("authorization", `Bearer ${key}`);
    asked.on("error", reject);
    asked.on("response", (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    asked.end(body);
  });
}
