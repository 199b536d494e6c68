import { randomUUID } from "node:crypto";
import { checkOriginEntry } from "../../server/call/origin.js";
import { publicUrl, startTrial, type Trial } from "../../server/trial.setup.js";
import { type Command, CommandError } from "../../server/operator/command.js";
import { runCommand } from "../../server/operator/run.js";
import { messageDriver } from "./host-origins.messages.js";
import type { Case, Proof } from "./proof.js";

interface OriginCase extends Case {
  allow?: string[];
  origin?: string | null;
  entry?: string;
  expect: "accept" | "reject" | "ignore";
}
type Verdict = "accept" | "reject" | "ignore" | `inconsistent: ${string}`;
/** One class of cases: makes what it needs once, then answers case by case. */
export interface Driver {
  judge(one: OriginCase): Promise<Verdict>;
  close(): Promise<void>;
}

/** Which part of the product is driven, by class. */
const drivers: Record<string, () => Promise<Driver>> = {
  exact: serverDriver,
  wildcard: serverDriver,
  list: serverDriver,
  "config-entry": entryDriver,
  message: messageDriver,
};

export const proof: Proof = {
  name: "host-origins",
  async run({ cases }, { only }) {
    const results: { id: string; ok: boolean; why?: string }[] = [];
    for (const name of new Set(cases.map((one) => one.class))) {
      if (only && only !== name) continue;
      const own = (cases as OriginCase[]).filter((one) => one.class === name);
      const make = drivers[name];
      if (!make) {
        results.push(...own.map(({ id }) => ({ id, ok: false, why: `nothing drives the class ${name}` })));
        continue;
      }
      const driver = await make();
      for (const one of own) {
        const verdict = await driver.judge(one).catch((error: unknown) => `thrown: ${String(error)}`);
        const ok = verdict === one.expect;
        results.push({ id: one.id, ok, ...(!ok && { why: `expected ${one.expect}, got ${verdict}` }) });
      }
      await driver.close();
    }
    return results;
  },
};

/**
 * A tenant whose list is saved as an operator saves it. Then a browser's page of that origin opens a link and reads it
 * (CORS answer), asks before (preflight), and stands in the frame's `frame-ancestors`. All must agree.
 */
async function serverDriver(): Promise<Driver> {
  const trial = await startTrial({ limits: { anyone: 1_000_000, host: 1_000_000 } });
  return { judge: (one) => judgeAtServer(trial, one), close: () => trial.close() };
}

async function judgeAtServer(trial: Trial, { allow = [], origin = null }: OriginCase): Promise<Verdict> {
  const tenant = `t-${randomUUID()}`;
  const { store, vault } = trial.server.house;
  const made = await runCommand(
    { store, vault, publicUrl },
    { do: "tenant add", tenant, name: tenant, origins: allow, webhooks: [] },
  );
  const minted = await trial.call("mintLink", { token: String(made["key"]), body: { endUser: { id: "somebody" } } });
  const { token } = minted.body as { token: string };

  const opened = await send(trial, "/v1/link/open", origin, { token, origin });
  const allowed = opened.headers.get("access-control-allow-origin") === origin;
  const answers = [opened.status === 200 && allowed ? "accept" : "reject"];
  if (origin !== null) {
    // As our own frame tells it: the origin that its handshake has proved.
    const again = await trial.call("mintLink", { token: String(made["key"]), body: { endUser: { id: "somebody" } } });
    const framed = await send(trial, "/v1/link/open", publicUrl, { token: again.body.token, origin });
    answers.push(framed.status === 200 ? "accept" : "reject");
    answers.push(inFrameAncestors(await frameAncestors(trial, tenant), origin) ? "accept" : "reject");
  }
  const [first] = answers;
  return answers.every((answer) => answer === first) ? (first as Verdict) : `inconsistent: ${answers.join(", ")}`;
}

/** A header that cannot be sent at all reaches nobody: fetch would refuse it, so it is refused here. */
async function send(trial: Trial, path: string, origin: string | null, body: object): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json" });
  try {
    if (origin !== null) headers.set("origin", origin);
  } catch {
    return new Response(null, { status: 400 });
  }
  return fetch(trial.url + path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function frameAncestors(trial: Trial, tenant: string): Promise<string[]> {
  const { headers } = await fetch(`${trial.url}/frame/${tenant}`);
  const directive = headers
    .get("content-security-policy")
    ?.split("; ")
    .find((one) => one.startsWith("frame-ancestors "));
  return directive?.split(" ").slice(1) ?? [];
}

/** What a browser makes of the directive (CSP 3, 6.7.2.8), for serialised origins: it sees nothing else. */
function inFrameAncestors(sources: string[], origin: string): boolean {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  const { protocol, host, hostname } = new URL(origin);
  // No page has such a name: it cannot be looked up.
  if (hostname.split(".").some((label) => !/^[a-z0-9_-]+$/.test(label))) return false;
  return sources.some((source) => {
    const wildcard = /^(https?:)\/\/\*(\..+)$/.exec(source);
    return wildcard ? wildcard[1] === protocol && host.endsWith(wildcard[2]!) : source === origin;
  });
}

/** An operator tries to save the entry. */
async function entryDriver(): Promise<Driver> {
  const trial = await startTrial();
  const { store, vault } = trial.server.house;
  return {
    async judge({ entry = "" }) {
      const tenant = `t-${randomUUID()}`;
      const command: Command = { do: "tenant add", tenant, name: tenant, origins: [entry], webhooks: [] };
      const saved = await runCommand({ store, vault, publicUrl }, command).then(
        () => true,
        (error: unknown) => {
          if (error instanceof CommandError) return false;
          throw error;
        },
      );
      const kept = await store.tenant(tenant).origins.list();
      if (saved !== kept.length > 0 || saved !== checkOriginEntry(entry).ok)
        return "inconsistent: said and done differ";
      return saved ? "accept" : "reject";
    },
    close: () => trial.close(),
  };
}
