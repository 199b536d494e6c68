import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import type { System } from "#contract";
import { readCatalogue } from "#catalogue";
import type { House } from "./call/house.js";
import { createLog, errorFields, type Log } from "./call/log.js";
import { createHostIndex } from "./address/hosts.js";
import { createNewest } from "./checks/newest.js";
import { runChecks } from "./checks/runChecks.js";
import { createRenewer } from "./connections/renewer.js";
import { createApp } from "./http/app.js";
import { addAssets } from "./http/assets.js";
import { authenticator } from "./http/authenticate.js";
import { parseTrusted } from "./http/forwarded.js";
import { addConsent } from "./http/consent.js";
import { addDocs } from "./http/docs.js";
import { drainer } from "./http/drain.js";
import { addHealth } from "./http/health.js";
import { createLimit, type Limits } from "./http/limits.js";
import { addPages } from "./http/pages.js";
import { addStatus } from "./http/status.js";
import { addRoutes } from "./http/routes.js";
import { keepExpiring } from "./links/expire.js";
import { methodFacts } from "./method-facts.js";
import { socketOf, takeCommands } from "./operator/socket.js";
import { openOutbound } from "./outbound.js";
import { type Settings, vaultKeys } from "./settings.js";
import { openStore } from "./store/open.js";
import type { Store } from "./store/store.js";
import { createSystems } from "./systems/systems.js";
import { createVault } from "./vault/vault.js";
import { createDeliverer } from "./webhooks/deliverer.js";

export interface ServerOptions {
  settings: Settings;
  /** Opened by the settings unless given; whoever gives it closes it. */
  store?: Store;
  /** The catalogue unless told. */
  systems?: readonly System[];
  log?: Log;
  limits?: Partial<Limits>;
  /** Folder of what the build has made. */
  dist?: string;
  /** Asks the real system; for tests. */
  checks?: House["checks"];
}

export interface Server {
  readonly app: FastifyInstance;
  readonly house: House;
  /** An operator's command changed keys, origins or rules: what was remembered of them is forgotten. */
  forget(): Promise<void>;
  /** Answers the address it listens on, "http://127.0.0.1:4400". */
  listen(): Promise<string>;
  /** Takes no more, finishes what is under way, gives leases back. */
  close(): Promise<void>;
}

const usualLimits: Limits = { host: 30_000, person: 600, anyone: 300 };
/** Seen from the source, and from the build, which stands in dist/server itself. */
const usualDist = fileURLToPath(new URL(import.meta.url.includes("/dist/server/") ? ".." : "../dist", import.meta.url));

/** A whole Gangway: store, vault, catalogue, way out, workers and HTTP. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { settings, log = createLog(settings.logLevel), limits, dist = usualDist } = options;
  const store = options.store ?? (await openStore(whereOf(settings)));
  const vault = createVault({ keys: vaultKeys(settings) });
  const outbound = await openOutbound(store, { exact: settings.allow, own: [new URL(settings.publicUrl).host] });
  const stop = new AbortController();
  const entries = options.systems ?? readCatalogue(undefined, ...(settings.catalogue ? [settings.catalogue] : []));
  const systems = createSystems(entries, methodFacts);
  const house: House = {
    settings: { publicUrl: settings.publicUrl, methods: methodSettings(settings), egress: settings.egress },
    store,
    vault,
    systems,
    hosts: createHostIndex(systems.all),
    net: outbound.net,
    log,
    checks: options.checks ?? runChecks,
    running: createNewest(),
    stopping: stop.signal,
  };
  const deliverer = createDeliverer({
    store,
    vault,
    net: outbound.net,
    onError: (error) => log.error("deliveries could not be sent", errorFields(error)),
  });

  const renewer = createRenewer(house);

  const app = await createApp(log);
  const drain = drainer(app);
  const trusted = parseTrusted(settings.trustProxy);
  const limit = await createLimit(app, { ...usualLimits, ...limits }, trusted);
  const authenticate = authenticator(house);
  addHealth(app, house);
  addRoutes({ app, house, authenticate, limit, deliver: deliverer.wake });
  addDocs(app, house);
  addStatus(app, house);
  addConsent(app, house);
  addPages(app, house, `${dist}/frame`);
  await addAssets(app, dist);

  const refresher = setInterval(() => void outbound.refresh().catch(() => undefined), 10_000).unref();
  const forget = async () => {
    authenticate.forgetKeys();
    await outbound.refresh();
  };
  let noMoreCommands: (() => Promise<void>) | undefined;
  return {
    app,
    house,
    forget,
    async listen() {
      const address = await app.listen({ port: settings.port, host: settings.host });
      if (store.engine === "sqlite" && settings.dataFolder !== ":memory:")
        noMoreCommands = await takeCommands(
          socketOf(settings.dataFolder),
          { store, vault, publicUrl: settings.publicUrl },
          forget,
        );
      keepExpiring(house, 15_000);
      deliverer.wake();
      renewer.wake();
      return address;
    },
    async close() {
      clearInterval(refresher);
      await noMoreCommands?.();
      const ended = drain();
      stop.abort();
      house.running.cancelAll();
      await ended;
      await Promise.all([deliverer.stop(), renewer.stop()]);
      if (!options.store) await store.close();
    },
  };
}

const whereOf = ({ databaseUrl, dataFolder }: Settings) =>
  databaseUrl ? { databaseUrl: databaseUrl.reveal() } : { folder: dataFolder };

const methodSettings = ({ roots, oauth, inputs }: Settings): House["settings"]["methods"] => ({
  roots,
  inputs: Object.fromEntries(
    Object.entries(inputs).map(([id, fields]) => [
      id,
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.reveal()])),
    ]),
  ),
  oauth: Object.fromEntries(
    Object.entries(oauth).map(([id, { clientId, clientSecret }]) => [
      id,
      { clientId, ...(clientSecret && { clientSecret: clientSecret.reveal() }) },
    ]),
  ),
});
