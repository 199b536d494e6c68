import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { newWebhookSecret, readSigningKey } from "../webhooks/secret.js";
import { signWebhook } from "../webhooks/signature.js";
import { openSqliteInbox } from "./sqlite-inbox.js";

/** A host of its own process: its effect is a row next to the inbox. */
const host = (file: string, secret: string) => `
  import { createServer } from "node:http";
  import { createReceiver } from ${JSON.stringify(join(import.meta.dirname, "receiver.ts"))};
  import { receiverListener } from ${JSON.stringify(join(import.meta.dirname, "node-listener.ts"))};
  import { openSqliteInbox } from ${JSON.stringify(join(import.meta.dirname, "sqlite-inbox.ts"))};
  const inbox = openSqliteInbox(${JSON.stringify(file)});
  inbox.database.exec("create table if not exists effects (id text)");
  const handle = (event, { id }) => (tx) => void tx.prepare("insert into effects values (?)").run(id);
  // A short deadline, so that what a killed process had claimed is free again soon.
  const receiver = createReceiver({ secrets: [${JSON.stringify(secret)}], inbox, handle, deadline: 1 });
  const server = createServer(receiverListener(receiver)).listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

let child: ChildProcess | undefined;
afterEach(() => child?.kill("SIGKILL"));

async function startHost(file: string, secret: string): Promise<number> {
  const options = { cwd: join(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "inherit"] as const };
  child = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", host(file, secret)],
    options as never,
  );
  return new Promise((resolve) => child?.stdout?.once("data", (port: Buffer) => resolve(Number(port.toString()))));
}

test("what was answered 200 has its effect, once, though the receiver is killed again and again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gangway-killed-"));
  const file = join(folder, "inbox.db");
  const secret = newWebhookSecret();
  const acknowledged: string[] = [];

  const send = async (port: number, id: string) => {
    const event = { id, type: "connection.updated", timestamp: new Date(), data: { id: `con_${id}`, version: 1 } };
    const body = Buffer.from(JSON.stringify(event));
    const headers = { ...signWebhook([readSigningKey(secret)], id, Math.floor(Date.now() / 1000), body) };
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: Uint8Array.from(body), headers });
    if (answer.status === 200) acknowledged.push(id);
  };
  for (let life = 0; life < 3; life++) {
    const port = await startHost(file, secret);
    const sending = Array.from({ length: 40 }, (_, i) => send(port, `e${life}-${i}`).catch(() => undefined));
    // Killed in the midst of it: some are answered, some are not.
    await Promise.race(sending);
    child?.kill("SIGKILL");
    await Promise.all(sending);
  }

  await startHost(file, secret);
  const inbox = openSqliteInbox(file);
  const effects = () =>
    inbox.database.prepare("select id, count(*) as n from effects group by id").all() as { id: string; n: number }[];
  const lost = () => {
    const done = new Set(effects().map(({ id }) => id));
    return acknowledged.filter((id) => !done.has(id));
  };
  expect(acknowledged.length).toBeGreaterThan(0);
  await expect.poll(lost, { timeout: 20_000 }).toEqual([]);
  expect(effects().filter(({ n }) => n !== 1)).toEqual([]);
  inbox.close();
  rmSync(folder, { recursive: true });
}, 60_000);
