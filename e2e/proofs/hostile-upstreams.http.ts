import type { Duplex } from "node:stream";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { contentOf } from "./hostile-upstreams.content.js";
import type { Told } from "./hostile-upstreams.frame.js";
import { waited } from "./hostile-upstreams.pace.js";
import { wayOf } from "./hostile-upstreams.ways.js";

export interface Asked {
  readonly path: string;
  readonly signed: boolean;
  /** All of it, as it came. */
  readonly text: string;
  /** How many were asked before it. */
  readonly number: number;
}

/** Answers one request as the behaviour has it. `mark` is text that nobody may repeat. */
export async function answer(behave: Behaviour, asked: Asked, socket: Duplex, mark: string): Promise<void> {
  if (behave.delay_ms !== undefined && !(await waited(behave.delay_ms, socket))) return;
  await wayOf(behave)(behave, tell(behave, asked, mark), socket);
}

function tell(behave: Behaviour, asked: Asked, mark: string): Told {
  const given = behave.statuses ? behave.statuses[Math.min(asked.number, behave.statuses.length - 1)] : behave.status;
  const over = behave.redirects !== undefined && asked.number >= behave.redirects;
  const { status, content } = contentOf(behave, asked, over ? undefined : given, mark);
  const headers = [`content-type: ${content.type}`, `server: ${mark}`, `date: ${dateOf(behave)}`];
  const add = (name: string, value: unknown) => {
    for (const one of [value].flat()) if (one !== undefined) headers.push(`${name}: ${String(one)}`);
  };
  add("retry-after", behave.retry_after);
  add("www-authenticate", behave.www_authenticate);
  if (!over) for (const location of locationsOf(behave, asked)) add("location", location);
  add("content-encoding", behave.content_encoding);
  for (const [name, value] of Object.entries(behave.headers ?? {})) add(name, value);
  if (behave.header_line !== undefined) headers.push(behave.header_line);
  if (behave.header_bytes) add("x-note", "n".repeat(behave.header_bytes));
  if (behave.header_name_bytes) add("x".repeat(behave.header_name_bytes), "note");
  for (let index = 0; index < (behave.header_count ?? 0); index++) add(`x-${index}`, index);
  for (let index = 0; index < (behave.cookies ?? 0); index++) add("set-cookie", `c${index}=${mark}; Path=/`);
  if (behave.cookie_bytes) add("set-cookie", `c=${"c".repeat(behave.cookie_bytes)}; Path=/`);
  const upgrade = behave.upgrade ?? (status === 101 ? "websocket" : undefined);
  if (upgrade !== undefined) headers.push("connection: upgrade", `upgrade: ${upgrade}`);
  return { lines: [statusLine(behave, status), ...headers], body: content.body };
}

function statusLine(
  { status_line: line, http_version: version = "1.1", reason, reason_bytes: bytes }: Behaviour,
  status: number | string,
) {
  return line ?? `HTTP/${version} ${status} ${reason ?? (bytes ? "r".repeat(bytes) : "Some reason")}`;
}

function locationsOf({ location, redirect_loop: loop, redirects }: Behaviour, asked: Asked): string[] {
  if (loop) return [asked.path];
  if (redirects !== undefined) return [`/hop-${asked.number}`];
  const [, host = ""] = /^host: (.*)$/im.exec(asked.text) ?? [];
  return [location ?? []]
    .flat()
    .map((one) =>
      one
        .replace(/\{(host|origin)\}/g, (_, word) => (word === "host" ? host.trim() : `https://${host.trim()}`))
        .replace("{self}", asked.path),
    );
}

const dateOf = ({ date, date_skew_s: skew = 0 }: Behaviour) => date ?? new Date(Date.now() + skew * 1000).toUTCString();
