import { once } from "node:events";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAddress, type Address } from "./address.js";
import { makeAuthority, type Pair } from "./authority.fixture.js";
import { isPeer } from "./dial.js";
import { createNet } from "./index.js";
import { codeOf, createLocalNet, createServers } from "./servers.fixture.js";

const servers = createServers();
const net = createLocalNet();
const common = { host: "db.example.com", tenant: "acme" };
let authority: Awaited<ReturnType<typeof makeAuthority>>;
let pair: Pair;

beforeAll(async () => {
  authority = await makeAuthority();
  pair = await authority.issue({ names: "DNS:db.example.com" }, authority.root);
});
afterAll(async () => {
  await servers.stop();
  await authority.remove();
});

/** Answers `begin` with `ready`, then speaks TLS: the shape of PostgreSQL's SSLRequest and of STARTTLS. */
const starttls = () =>
  servers.raw((socket) =>
    socket.once("data", () => {
      socket.write("ready");
      new TLSSocket(socket, { isServer: true, ...pair }).on("error", () => undefined).end("inside");
    }),
  );

test("a socket for a driver", async () => {
  const port = await servers.raw((socket) => socket.end("220 welcome"));
  const { socket, address } = await net.connect({ ...common, port });
  const [greeting] = (await once(socket, "data")) as [Buffer];
  expect([address, greeting.toString()]).toEqual(["127.0.0.1", "220 welcome"]);
});

test("TLS after a plain beginning", async () => {
  const port = await starttls();
  const { socket, tls } = await net.connect({
    ...common,
    port,
    tls: true,
    trust: { ca: authority.root.cert },
    beforeTls: async (plain) => {
      plain.write("begin");
      await once(plain, "data");
    },
  });
  const [inside] = (await once(socket, "data")) as [Buffer];
  expect(inside.toString()).toBe("inside");
  expect(tls).toMatchObject({ trustedBy: "ca" });
});

test("a beginning that the other side ends", async () => {
  const port = await servers.raw((socket) => socket.end());
  const beforeTls = async () => new Promise<void>(() => undefined);
  const call = net.connect({ ...common, port, tls: true, beforeTls });
  expect(await codeOf(call)).toBe("connection_lost");
});

test("a beginning that never ends", async () => {
  const port = await servers.raw((socket) => socket.resume());
  const beforeTls = async () => new Promise<void>(() => undefined);
  const call = net.connect({ ...common, port, tls: true, beforeTls, deadlines: { secure: 50 } });
  expect(await codeOf(call)).toBe("tls_timed_out");
});

test("aborting later destroys the socket", async () => {
  const caller = new AbortController();
  const port = await servers.raw((socket) => socket.resume());
  const { socket } = await net.connect({ ...common, port, signal: caller.signal });
  socket.on("error", () => undefined);
  caller.abort();
  await once(socket, "close");
  expect(socket.destroyed).toBe(true);
});

test("the peer must be the vetted address", () => {
  const vetted = readAddress("93.184.216.34") as Address;
  expect(isPeer({ remoteAddress: "93.184.216.34" }, vetted)).toBe(true);
  expect(isPeer({ remoteAddress: "::ffff:93.184.216.34" }, vetted)).toBe(true);
  expect(isPeer({ remoteAddress: "127.0.0.1" }, vetted)).toBe(false);
  expect(isPeer({ remoteAddress: undefined }, vetted)).toBe(false);
});

test("beside another connection: to the address where that one ended, whatever the name says by now, with its session", async () => {
  const port = await servers.https(pair);
  const usual = { ...common, port, tls: true, trust: { ca: authority.root.cert } };
  const first = await net.connect(usual);
  // The session comes after the handshake (RFC 8446, 4.6.1).
  first.socket.write("GET / HTTP/1.1\r\nhost: db.example.com\r\n\r\n");
  await once(first.socket, "data");
  const elsewhere = createNet({ resolve: async () => ["192.0.2.1"], rules: { exact: [{ address: "127.0.0.1" }] } });
  const second = await elsewhere.connect({ ...usual, beside: first.socket });
  expect(second.address).toBe(first.address);
  expect((second.socket as TLSSocket).isSessionReused()).toBe(true);
  expect(second.tls).toMatchObject({ trustedBy: "ca", certificate: { sha256: first.tls!.certificate.sha256 } });
  first.socket.destroy();
  second.socket.destroy();
});
