import { spawn } from "node:child_process";
import { once } from "node:events";

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Goes to the command's standard input. */
  input?: string;
}

/**
 * Runs a command to its end and gives back what it wrote to standard output.
 * Never synchronously: a test runner takes a process that is silent for a minute for dead.
 * @throws Error with the command's last words, when it ends with anything but 0.
 */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { env: options.env, cwd: options.cwd, stdio: "pipe" });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  if (code === 0) return out.join("");
  throw new Error(`${file} ended with ${code}:\n${(out.join("") + err.join("")).slice(-2_000)}`);
}
