import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Asker } from "./admission.js";
import type { Deadlines } from "./deadlines.js";
import { dial } from "./dial.js";
import { NetError } from "./error.js";
import type { Guard } from "./guard.js";
import type { Identity } from "./identity.js";
import { secure } from "./secure.js";
import type { OnStep, TlsFacts } from "./step.js";
import type { Target } from "./target.js";
import type { Trust } from "./trust.js";
import { vet } from "./vet.js";
import { within } from "./within.js";

export interface OpenOptions {
  asker: Asker;
  tls: boolean;
  beforeTls?: (socket: Socket) => Promise<Duplex | void>;
  beside?: Socket;
  alpn?: readonly string[];
  trust?: Trust;
  identity?: Identity;
  deadlines: Pick<Deadlines, "name" | "connect" | "secure">;
  life: AbortSignal;
  onStep?: OnStep;
}

export interface Opened {
  socket: Socket;
  address: string;
  tls?: TlsFacts;
  timings: { name: number; reach: number; secure?: number };
}

/** Name, reach, secure: the only place where a connection begins. */
export async function open(target: Target, guard: Guard, options: OpenOptions): Promise<Opened> {
  const { asker, deadlines, life, onStep } = options;
  const facts = { host: target.name, port: target.port };
  const tried: string[] = [];
  let socket: Socket | undefined;
  try {
    const named = startClock();
    const addresses = await vet(target, asker, guard, { ms: deadlines.name, signal: life });
    tried.push(...addresses.map(String));
    const name = named();
    onStep?.({ step: "name", ms: name, facts: { host: target.name, addresses: tried } });

    const reached = startClock();
    socket = await within(deadlines.connect, "connection_timed_out", life, (signal) =>
      dial(addresses, target.port, signal),
    );
    const reach = reached();
    const address = socket.remoteAddress ?? "";
    onStep?.({ step: "reach", ms: reach, facts: { address, port: target.port } });
    if (!options.tls) return { socket, address, timings: { name, reach } };

    const secured = startClock();
    const plain = socket;
    const safe = await within(deadlines.secure, "tls_timed_out", life, (signal) =>
      makeSecure(plain, target, options, signal),
    );
    const ms = secured();
    onStep?.({ step: "secure", ms, facts: safe.tls });
    return { ...safe, address, timings: { name, reach, secure: ms } };
  } catch (error) {
    socket?.on("error", () => undefined).destroy();
    throw error instanceof NetError ? error.with({ ...facts, ...(tried.length > 0 && { addresses: tried }) }) : error;
  }
}

async function makeSecure(socket: Socket, target: Target, options: OpenOptions, signal: AbortSignal) {
  const { beforeTls, beside, trust, identity, alpn } = options;
  const wrapped = beforeTls && (await prepare(socket, beforeTls, signal));
  return secure(wrapped || socket, target, { trust, identity, beside, alpn, signal });
}

async function prepare(
  socket: Socket,
  beforeTls: (socket: Socket) => Promise<Duplex | void>,
  signal: AbortSignal,
): Promise<Duplex | void> {
  let lost: (error: unknown) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => (lost = reject));
  const onAbort = () => lost(signal.reason);
  const onEnd = () => lost(new NetError("connection_lost"));
  signal.addEventListener("abort", onAbort, { once: true });
  socket.once("error", onEnd).once("close", onEnd);
  try {
    return await Promise.race([beforeTls(socket), ended]);
  } catch (error) {
    socket.on("error", () => undefined).destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    socket.off("error", onEnd).off("close", onEnd);
  }
}

/** Milliseconds since it was started, rounded to tenths. */
export function startClock(): () => number {
  const start = performance.now();
  return () => Math.round((performance.now() - start) * 10) / 10;
}
