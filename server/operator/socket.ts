import { chmod, rm } from "node:fs/promises";
import { join } from "node:path";
import fastify from "fastify";
import { noSchema } from "../call/no-schema.js";
import { askLocalSocket } from "../net/local-socket.js";
import { Command, CommandError } from "./command.js";
import { type Operator, runCommand } from "./run.js";

/** Where a server with a SQLite file takes commands: whoever may write this folder may read the file as well. */
export const socketOf = (dataFolder: string): string => join(dataFolder, "gangway.sock");

/** Listens for commands while the server holds the SQLite file. `changed` is called after each. */
export async function takeCommands(
  path: string,
  operator: Operator,
  changed: () => Promise<void>,
): Promise<() => Promise<void>> {
  const app = fastify({ ...noSchema, logger: false });
  app.post("/", async (request, reply) => {
    const command = Command.safeParse(request.body);
    if (!command.success)
      return reply.code(400).send({ error: "This server does not know that command; is it of another version?" });
    try {
      const made = await runCommand(operator, command.data);
      await changed();
      return made;
    } catch (error) {
      if (error instanceof CommandError) return reply.code(422).send({ error: error.message });
      return reply.code(500).send({ error: "The command failed inside the server." });
    }
  });
  // A socket that a killed server has left behind: the store's lock says that it is nobody's.
  await rm(path, { force: true });
  await app.listen({ path });
  await chmod(path, 0o600);
  return async () => {
    await app.close();
    await rm(path, { force: true });
  };
}

/** Hands a command to the running server; undefined when none is running. */
export async function handOver(path: string, command: Command): Promise<Record<string, unknown> | undefined> {
  const answered = await askLocalSocket(path, command).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ECONNREFUSED") return undefined;
    throw error;
  });
  if (!answered) return undefined;
  const body = answered.body as Record<string, unknown>;
  if (answered.status !== 200) throw new CommandError(String(body["error"]));
  return body;
}
