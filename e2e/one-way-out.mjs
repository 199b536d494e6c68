/**
 * Watches a Node process from its first moment: every connection, datagram, name look-up and child process that the
 * process begins is a line in the file that `ONE_WAY_OUT_REPORT` names. What `server/net` announced on its channels
 * (server/net/announce.ts) is `announced`; what the process may open besides (see `allowed`) is `allowed`; everything else
 * is `strange` and says who did it. Loaded before the program: `node --import ./e2e/one-way-out.mjs …`.
 */
import childProcess from "node:child_process";
import dgram from "node:dgram";
import { subscribe } from "node:diagnostics_channel";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const report = process.env["ONE_WAY_OUT_REPORT"];
if (!report) throw new Error("ONE_WAY_OUT_REPORT names no file.");
Error.stackTraceLimit = 50;

const write = (line) => appendFileSync(report, `${JSON.stringify(line)}\n`);
const tell = (kind, to, way) => write({ way, kind, to, ...(way === "strange" && { stack: whoever() }) });
const whoever = () => new Error("opened by").stack.replace(/^(?:.*\n)(?:.*one-way-out\.mjs.*\n)*/, "");

const announced = new WeakSet();
const announcedNames = [];
subscribe("gangway:net.socket", ({ socket }) => announced.add(socket));
subscribe("gangway:net.name", ({ name, resolver }) => {
  if (resolver === "machine") announcedNames.push(name);
  else announced.add(resolver);
});

/**
 * The store's own PostgreSQL, by its exact host and port, and no other: `server/store` speaks to it before there is any
 * tenant whose rules could be asked.
 */
const store = process.env["DATABASE_URL"] ? new URL(process.env["DATABASE_URL"]) : undefined;
const storeHost = store?.hostname.replace(/^\[(.*)\]$/, "$1");
const allowed = ({ host, port }) => store !== undefined && host === storeHost && port === Number(store.port || 5432);

replace(net.Socket.prototype, "connect", (socket, args) => {
  const to = destination(args);
  const way = announced.has(socket) ? "announced" : allowed(to) ? "allowed" : "strange";
  tell("socket", to.path ?? `${to.host.includes(":") ? `[${to.host}]` : to.host}:${to.port}`, way);
});

// A fetch connects when its caller is no longer on the stack.
replace(globalThis, "fetch", (_global, [asked]) => tell("fetch", new URL(asked.url ?? asked).origin, "strange"));
replace(dgram.Socket.prototype, "send", (_socket, args) => {
  tell(
    "datagram",
    args
      .slice(1)
      .filter((arg) => typeof arg === "number" || typeof arg === "string")
      .slice(-2)
      .join(" "),
    "strange",
  );
});
replace(dgram.Socket.prototype, "connect", (_socket, [port, address]) =>
  tell("datagram", `${port} ${address}`, "strange"),
);

for (const room of [dns, dns.promises]) {
  for (const verb of Object.keys(room).filter((verb) => /^(?:resolve|reverse)/.test(verb))) {
    replace(room, verb, (_room, [name]) => tell("name", name, "strange"));
  }
  for (const verb of Object.getOwnPropertyNames(room.Resolver.prototype).filter((verb) =>
    /^(?:resolve|reverse)/.test(verb),
  )) {
    replace(room.Resolver.prototype, verb, (resolver, [name]) =>
      tell("name", name, announced.has(resolver) ? "announced" : "strange"),
    );
  }
  replace(room, "lookupService", (_room, [address]) => tell("name", address, "strange"));
  replace(room, "lookup", (_room, [name]) => {
    // An address is no question, and this machine's own name is answered by this machine: servers that begin to listen ask so.
    if (!name || net.isIP(name) !== 0 || name === "localhost") return;
    const index = announcedNames.indexOf(name);
    if (index >= 0) announcedNames.splice(index, 1);
    tell("name", name, index >= 0 ? "announced" : name === storeHost ? "allowed" : "strange");
  });
}

for (const verb of ["spawn", "spawnSync"]) {
  const room = verb === "spawn" ? childProcess.ChildProcess.prototype : childProcess;
  replace(room, verb, (_room, [command]) => tell("process", command?.file ?? String(command), "strange"));
}

syncBuiltinESMExports();
write({ way: "watching", kind: "process", to: String(process.pid) });

/** What stood there is still done, after `watch` has seen with what. */
function replace(room, verb, watch) {
  const original = room[verb];
  if (typeof original !== "function") return;
  room[verb] = function (...args) {
    watch(this, args);
    return Reflect.apply(original, this, args);
  };
}

/** From any of the ways in which `Socket.connect` may be called; Node itself hands on a list that holds the options. */
function destination([first, second]) {
  if (Array.isArray(first)) return destination(first);
  if (typeof first === "object" && first !== null) {
    return { path: first.path ?? undefined, host: String(first.host ?? "localhost"), port: Number(first.port) };
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return { path: first };
  return { host: typeof second === "string" ? second : "localhost", port: Number(first) };
}
