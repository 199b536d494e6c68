import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came over the wire. Header values are bytes, one a character (latin1). */
export interface Recorded {
  /** Below the mark: "/token". */
  path: string;
  headers: [name: string, value: string][];
  body: string;
}

/** First byte of a TLS handshake (RFC 8446, 5.1). */
const tlsHandshake = 0x16;

/** A system that lets everybody in who brings credentials, and keeps what it was asked, by the mark its path begins with. */
export interface Upstream {
  readonly port: number;
  /** Everything asked below `/<mark>` so far. */
  asked(mark: string): Recorded[];
  /** Bytes came that are no HTTP. */
  readonly broken: () => number;
  close(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const byMark = new Map<string, Recorded[]>();
  let broken = 0;
  const server = createServer((request, response) => {
    const [, mark = "", path = ""] = /^\/(\w+)(.*)$/s.exec(request.url ?? "") ?? [];
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const raw = request.rawHeaders;
      const headers = raw.flatMap((name, at) =>
        at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1]!] as [string, string]] : [],
      );
      byMark.set(mark, [...(byMark.get(mark) ?? []), { path, headers, body }]);
      const signed = headers.some(([name]) => name === "authorization" || name === "x-api-key" || name === "cookie");
      const token = path === "/token" ? { access_token: "upstream-token", token_type: "Bearer", expires_in: 3600 } : {};
      response.statusCode = signed || body !== "" ? 200 : 401;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ user: "someone", session: "s1", ...token }));
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    // Not one that went away, nor the question whether this port speaks TLS: what llhttp could not read.
    if (error.code?.startsWith("HPE_") && error.rawPacket?.[0] !== tlsHandshake) broken++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked: (mark) => byMark.get(mark) ?? [],
    broken: () => broken,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
