import { addTenant, startTrial } from "../../server/trial.setup.js";
import { systems } from "./hostile-upstreams.system.js";
import { ownHost } from "./ssrf-urls.sample.js";

/** The product in a process of its own within the private network. Told of tenants and their rules by its parent. */
export interface NewTenant {
  id: string;
  rules: { target: string; ports: number[] }[];
}

if (!process.env["SSRF_WORLD"]) throw new Error("Only inside the private network of ssrf-urls.inside.ts");
const trial = await startTrial({
  systems: systems.filter(({ id }) => id === "plant"),
  env: { GANGWAY_URL: `https://${ownHost}` },
  limits: { host: 1e9, person: 1e9, anyone: 1e9 },
});

async function add({ id, rules }: NewTenant): Promise<string> {
  const { key } = await addTenant(trial.store, id);
  for (const rule of rules) await trial.store.tenant(id).rules.put(rule);
  await trial.server.forget();
  return key;
}

process.on("message", (tenant: NewTenant) => {
  void add(tenant).then((key) => process.send!({ key }));
});
process.once("disconnect", () => void trial.close().finally(() => process.exit(0)));
process.send!({ url: trial.url });
