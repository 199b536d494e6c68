import { realSystems } from "./index.js";
import type { Running } from "./realSystem.js";

/** `tsx e2e/real/start.ts tryton wordpress …`: starts real systems to try by hand, until Ctrl-C. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !realSystems.some((system) => system.name === name));
if (asked.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.log(`Unknown: ${unknown.join(", ")}`);
  console.log("Name one or more of:");
  for (const { name, what } of realSystems) console.log(`  ${name.padEnd(14)} ${what}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

// The servers end by themselves when this process does, whatever ends it; a tidy end only waits for them.
const ended = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});
const started: Running[] = [];
for (const { name, start } of realSystems.filter((system) => asked.includes(system.name))) {
  console.log(`Starting ${name} …`);
  const running = await start();
  started.push(running);
  show(running);
}
console.log("Ctrl-C ends them.");
const awake = setInterval(() => {}, 60_000);
await ended;
clearInterval(awake);
await Promise.all(started.map((running) => running.stop()));

function show({ name, url, accounts, notes }: Running): void {
  console.log(`\n${name}${url ? `  ${url}` : ""}`);
  for (const { user, password, what } of Object.values(accounts)) console.log(`  ${user} / ${password}  (${what})`);
  for (const [key, value] of Object.entries(notes)) console.log(`  ${key}: ${value}`);
  console.log();
}
