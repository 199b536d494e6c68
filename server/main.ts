import { createServer } from "./server.js";
import { readSettings } from "./settings.js";

/** Starts a server by the environment's settings and runs it until it is told to stop. */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const began = performance.now();
  const server = await createServer({ settings: readSettings(env) });
  const { log } = server.house;
  const address = await server.listen();
  log.info("ready", { address, ms: Math.round(performance.now() - began) });

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // Asked twice: somebody is in a hurry, and the store loses nothing.
    if (stopping) process.exit(1);
    stopping = true;
    log.info("stopping", { signal });
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
