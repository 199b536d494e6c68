import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { npmPackages } from "./ground/npmPackages.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const folder = fileURLToPath(new URL("cap", import.meta.url));
const accounts = {
  buyer: { user: "buyer", password: "plant-buyer-7", what: "has the role Buyer, which the service asks for" },
  clerk: { user: "clerk", password: "plant-clerk-7", what: "signs in, has no role" },
} satisfies Record<string, Account>;

export interface RunningCap extends Running {
  url: string;
  accounts: typeof accounts;
}

/** SAP CAP 8: an OData v4 service of purchase orders, with Basic authentication. */
export async function startCap(): Promise<RunningCap> {
  const modules = await npmPackages("cap", folder);
  const directory = temporary("cap");
  for (const part of ["srv", "server.js"]) cpSync(join(folder, part), join(directory, part), { recursive: true });
  symlinkSync(modules, join(directory, "node_modules"));
  writeFileSync(join(directory, "package.json"), JSON.stringify({ private: true, name: "plant", cds: settings }));
  const port = await freePort();
  const serve = join(directory, "node_modules/@sap/cds/bin/serve.js");
  // Not as `nobody`, who may not be able to read this checkout.
  const kept = keep([process.execPath, serve, "all", "--port", String(port)], { directory, asRoot: true });
  await untilListening(kept, port);
  const url = `http://localhost:${port}/odata/v4/procurement`;
  return {
    name: "cap",
    host: "localhost",
    port,
    url,
    accounts,
    notes: { metadata: `${url}/$metadata`, orders: `${url}/PurchaseOrders` },
    stop: kept.stop,
  };
}

const settings = {
  requires: {
    auth: {
      kind: "basic",
      users: {
        [accounts.buyer.user]: { password: accounts.buyer.password, roles: ["Buyer"] },
        [accounts.clerk.user]: { password: accounts.clerk.password },
      },
    },
  },
};

export const cap: RealSystem<void, RunningCap> = {
  name: "cap",
  what: "SAP CAP (OData v4, Basic)",
  packages: [],
  start: () => startCap(),
};
