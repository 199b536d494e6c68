#!/usr/bin/env node
import { type Command, CommandError, readCommand, usage } from "./operator/command.js";
import { printed } from "./operator/print.js";
import { runCommand } from "./operator/run.js";
import { handOver, socketOf } from "./operator/socket.js";
import { readSettings, type Settings, SettingsError, vaultKeys } from "./settings.js";
import { StoreError } from "./store/error.js";
import { openStore } from "./store/open.js";
import { createVault } from "./vault/vault.js";

/** `gangway …`: starts a server, or does what the operator asks for. */
async function main(argv: string[]): Promise<void> {
  const { command, json } = readCommand(argv);
  if (command === "help") return console.log(usage);
  if (command === "serve") return (await import("./main.js")).serve(process.env);
  const made = await carryOut(readSettings(process.env), command);
  console.log(json ? JSON.stringify(made, null, 2) : printed(made));
}

/** Through the running server where there is one, for it alone may open the SQLite file; directly otherwise. */
async function carryOut(settings: Settings, command: Command): Promise<Record<string, unknown>> {
  const { databaseUrl, dataFolder, publicUrl } = settings;
  const taken = databaseUrl ? undefined : await handOver(socketOf(dataFolder), command);
  if (taken) return taken;
  const store = await openStore(databaseUrl ? { databaseUrl: databaseUrl.reveal() } : { folder: dataFolder });
  try {
    return await runCommand({ store, vault: createVault({ keys: vaultKeys(settings) }), publicUrl }, command);
  } finally {
    await store.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const expected = error instanceof CommandError || error instanceof SettingsError || error instanceof StoreError;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
