import { NetError, type NetFacts } from "./error.js";
import { tlsCode } from "./tls-error.js";

/**
 * What `node:http` throws while an answer is awaited, as one of ours. What the other side sent is left behind. `spoke`
 * says that it has spoken http before.
 */
export function exchangeError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, spoke: boolean): NetError {
  if (error instanceof NetError) return error;
  const code = error.code ?? "";
  if (code === "HPE_HEADER_OVERFLOW") return new NetError("headers_too_large", { limit: 16 * 1024 });
  // The parser met no "HTTP/1." where an answer begins.
  if (!spoke && (code === "HPE_INVALID_CONSTANT" || code === "HPE_INVALID_VERSION")) return notHttp(error.rawPacket);
  if (code.startsWith("HPE_")) return new NetError("bad_http");
  return new NetError(tlsCode(code) ?? "connection_lost");
}

function notHttp(packet: Buffer | undefined): NetError {
  if (packet?.subarray(0, 5).toString("latin1") === "HTTP/") return new NetError("bad_http");
  const speaks = packet && protocolOf(packet);
  return new NetError("not_http", speaks ? { speaks } : {});
}

function protocolOf(packet: Buffer): NetFacts["speaks"] {
  if (packet.subarray(0, 4).toString("latin1") === "SSH-") return "ssh";
  // A TLS record: alert or handshake, then version 3.x (RFC 8446, 5.1).
  return (packet[0] === 0x15 || packet[0] === 0x16) && packet[1] === 0x03 ? "tls" : undefined;
}
