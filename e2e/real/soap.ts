import { fileURLToPath } from "node:url";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { npmPackages } from "./ground/npmPackages.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const folder = fileURLToPath(new URL("soap", import.meta.url));
const accounts = {
  anna: { user: "anna", password: `plant-"anna"&<7>`, what: "may list orders" },
  clerk: { user: "clerk", password: "plant-clerk-7", what: "signs in, may not list orders" },
} satisfies Record<string, Account>;

export interface SoapOptions {
  /** Seconds by which its clock is ahead of ours. */
  clockAhead?: number;
}

export interface RunningSoap extends Running {
  url: string;
  accounts: typeof accounts;
}

/**
 * node-soap, a SOAP 1.1 server from a WSDL. It asks for a UsernameToken as text or digest, no older than five minutes,
 * each nonce once (WS-Security UsernameToken Profile 1.1).
 */
export async function startSoap({ clockAhead = 0 }: SoapOptions = {}): Promise<RunningSoap> {
  const modules = await npmPackages("soap", folder);
  const port = await freePort();
  const settings = {
    port,
    modules,
    clockAhead,
    accounts: Object.entries(accounts).map(([name, one]) => ({ ...one, mayRead: name === "anna" })),
  };
  // Not as `nobody`, who may not be able to read this checkout.
  const kept = keep([process.execPath, `${folder}/server.mjs`, JSON.stringify(settings)], {
    directory: temporary("soap"),
    asRoot: true,
  });
  await untilListening(kept, port);
  const url = `http://localhost:${port}/plant`;
  return {
    name: "soap",
    host: "localhost",
    port,
    url,
    accounts,
    notes: { WSDL: `${url}?wsdl` },
    stop: kept.stop,
  };
}

export const soap: RealSystem<SoapOptions, RunningSoap> = {
  name: "soap",
  what: "node-soap (WS-Security UsernameToken)",
  packages: [],
  start: startSoap,
};
