import { afterAll, describe, expect, test } from "vitest";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { codeOf, createLocalNet, createServers, failureOf } from "./servers.fixture.js";

const servers = createServers();
const net = createLocalNet();
afterAll(servers.stop);

const get = (port: number, limit?: number) =>
  net.request({ url: `http://erp.example.com:${port}/`, tenant: "acme", limit });
const says = (...bytes: (string | Buffer)[]) =>
  servers.raw(
    (socket) => void socket.once("data", () => socket.end(Buffer.concat(bytes.map((one) => Buffer.from(one))))),
  );
const encoded = (encoding: string, body: Buffer) =>
  servers.http((_request, response) => response.setHeader("content-encoding", encoding).end(body));

describe("bodies", () => {
  const text = Buffer.from("128 purchase orders");
  test.each([
    ["gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["br", brotliCompressSync(text)],
    ["identity", text],
  ])("%s", async (encoding, body) => {
    const answer = await get(await encoded(encoding, body));
    expect(answer.body.toString()).toBe(text.toString());
    expect(answer.headers.has("content-encoding")).toBe(false);
  });

  test("exactly as large as allowed", async () => {
    const port = await servers.http((_request, response) => response.end("x".repeat(10)));
    expect((await get(port, 10)).body).toHaveLength(10);
    expect(await codeOf(get(port, 9))).toBe("body_too_large");
  });

  const zeros = Buffer.alloc(64 * 1024 * 1024);
  test.each([
    ["gzip", gzipSync(zeros)],
    ["deflate", deflateSync(zeros)],
    ["br", brotliCompressSync(zeros)],
  ])("a %s bomb is stopped while it is decoded", async (encoding, bomb) => {
    const { code, facts } = await failureOf(get(await encoded(encoding, bomb)));
    expect([code, facts.limit]).toEqual(["body_too_large", 1024 * 1024]);
  });

  test("announced larger than allowed, none of it is read", async () => {
    const port = await says("HTTP/1.1 200 OK\r\ncontent-length: 1048577\r\n\r\n");
    const { code, facts } = await failureOf(get(port));
    expect([code, facts.limit]).toEqual(["body_too_large", 1024 * 1024]);
  });

  test("the length that HEAD tells of is no body", async () => {
    const port = await says("HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n");
    const answer = await net.request({ url: `http://erp.example.com:${port}/`, method: "HEAD", tenant: "acme" });
    expect(answer.body).toHaveLength(0);
  });

  test("an endless body", async () => {
    const port = await servers.http((_request, response) => {
      const more = () => void response.write("x".repeat(65_536), (error) => error ?? more());
      more();
    });
    expect(await codeOf(get(port))).toBe("body_too_large");
  });

  test("a body in chunks of one byte is ended by what it costs on the way", async () => {
    const head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    const chunks = (count: number) => `${head}${"1\r\nx\r\n".repeat(count)}0\r\n\r\n`;
    expect((await get(await says(chunks(10_000)))).body).toHaveLength(10_000);
    expect(await codeOf(get(await says(chunks(400_000))))).toBe("body_too_large");
  });

  test("an endless gzip of nothing", async () => {
    const nothing = gzipSync("");
    const port = await servers.http((_request, response) => {
      response.setHeader("content-encoding", "gzip");
      const more = () => void response.write(Buffer.concat(Array(1000).fill(nothing)), (error) => error ?? more());
      more();
    });
    expect(await codeOf(get(port))).toBe("body_too_large");
  });

  test.each([
    ["gzip", Buffer.from("plain text")],
    ["gzip", gzipSync("cut off in the middle").subarray(0, 20)],
    ["gzip, gzip", gzipSync(gzipSync("two layers"))],
    ["zstd", Buffer.from("not asked for")],
  ])("bad_encoding: %s", async (encoding, body) => {
    expect(await codeOf(get(await encoded(encoding, body)))).toBe("bad_encoding");
  });

  test("connection_lost: shorter than said", async () => {
    expect(await codeOf(get(await says("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort")))).toBe("connection_lost");
  });

  test.each(["and some more", "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\ntwo"])(
    "what comes behind a whole one is nobody's: %j",
    async (more) => {
      const answer = await get(await says(`HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none${more}`));
      expect(answer.body.toString()).toBe("one");
    },
  );

  test("204 without one", async () => {
    expect((await get(await says("HTTP/1.1 204 No Content\r\n\r\n"))).body).toHaveLength(0);
  });
});

describe("answers that are none", () => {
  const chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
  const hint = "HTTP/1.1 103 Early Hints\r\n\r\n";
  test.each<[string, string, (string | Buffer)[]]>([
    ["not_http", "ssh", ["SSH-2.0-OpenSSH_9.2\r\n"]],
    ["not_http", "http/2", ["PRI * HTTP/2.0\r\n\r\n"]],
    ["not_http", "tls alert", [Buffer.from([0x15, 3, 1, 0, 2, 2, 0x28])]],
    ["not_http", "bytes", [Buffer.from([0, 1, 2, 3, 255])]],
    ["connection_lost", "nothing", []],
    ["connection_lost", "half a head", ["HTTP/1.1 200 OK\r\nx: y"]],
    ["bad_http", "status 999", ["HTTP/1.1 999 What\r\ncontent-length: 0\r\n\r\n"]],
    ["bad_http", "304 unasked", ["HTTP/1.1 304 Not Modified\r\n\r\n"]],
    ["bad_http", "101 unasked", ["HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"]],
    ["bad_http", "bare CR", ["HTTP/1.1 200 OK\r\na: b\rc: d\r\n\r\n"]],
    ["bad_http", "NUL in a header", ["HTTP/1.1 200 OK\r\na: b\0c\r\n\r\n"]],
    ["bad_http", "two lengths", ["HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx"]],
    ["bad_http", "bad chunk", [`${chunked}zz\r\n`]],
    ["bad_http", "too many hints", [hint.repeat(50)]],
    ["bad_http", "no http after a hint", [hint, "220 mail.example.com"]],
    ["bad_http", "endless chunk extension", [`${chunked}1;${"x".repeat(100_000)}\r\nx\r\n`]],
    ["headers_too_large", "trailers", [`${chunked}0\r\na: ${"x".repeat(100_000)}\r\n\r\n`]],
    ["headers_too_large", "one header", [`HTTP/1.1 200 OK\r\na: ${"x".repeat(20_000)}\r\n\r\n`]],
    ["headers_too_large", "many headers", [`HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(9000)}\r\n`]],
  ])("%s: %s", async (code, _name, bytes) => {
    expect(await codeOf(get(await says(...bytes)))).toBe(code);
  });

  test("what speaks instead is told", async () => {
    expect((await failureOf(get(await says("SSH-2.0-x\r\n")))).facts.speaks).toBe("ssh");
    expect((await failureOf(get(await says(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x28]))))).facts.speaks).toBe("tls");
  });

  test("what was sent is not told", async () => {
    const { code, facts } = await failureOf(get(await says("secret of the other side")));
    expect(JSON.stringify({ code, facts })).not.toContain("secret");
  });
});
