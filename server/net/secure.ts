import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect, type ConnectionOptions, createSecureContext, type SecureContext, type TLSSocket } from "node:tls";
import { certificateFacts } from "./certificate.js";
import { NetError } from "./error.js";
import type { Identity } from "./identity.js";
import { judgeCertificate } from "./judge-certificate.js";
import type { TlsFacts } from "./step.js";
import type { Target } from "./target.js";
import { tlsError } from "./tls-error.js";
import type { Trust } from "./trust.js";

const minVersion = "TLSv1.2";
/** The public authorities, read once, for that takes a millisecond. Nothing of a connection is kept in it. */
let usual: SecureContext | undefined;

/** Who is at the other end of each connection, for those that are opened beside it. */
const judged = new WeakMap<Socket, TlsFacts>();

/**
 * Speaks TLS 1.2 or newer over an open socket. Resolves only when the other side has proved who it is, before a byte
 * of ours is sent. Throws NetError, with the certificate in its facts when one was shown.
 */
export function secure(
  socket: Duplex,
  target: Target,
  options: { trust?: Trust; identity?: Identity; beside?: Socket; alpn?: readonly string[]; signal: AbortSignal },
): Promise<{ socket: TLSSocket; tls: TlsFacts }> {
  const { trust = {}, identity, beside, alpn, signal } = options;
  return new Promise((resolve, reject) => {
    const tls = begin({
      socket,
      minVersion,
      // A name only: RFC 6066 forbids addresses here.
      ...(target.address ? {} : { servername: target.name }),
      ...(beside && { session: (beside as TLSSocket).getSession?.() }),
      ...(alpn && { ALPNProtocols: [...alpn] }),
      ...(identity && { cert: identity.cert, key: identity.key }),
      // People upload what they have: an authority in between, or the server's own certificate, vouches for what it signed.
      ...(trust.ca !== undefined && { ca: trust.ca, allowPartialTrustChain: true }),
      ...(!identity && trust.ca === undefined && { secureContext: (usual ??= createSecureContext({ minVersion })) }),
      // Nothing is skipped: OpenSSL still verifies, and `judgeCertificate` decides below on its verdict and on the
      // name. Were OpenSSL to end the handshake itself, the certificate could not be shown to the person.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const fail = (error: NetError) => {
      signal.removeEventListener("abort", onAbort);
      tls.on("error", () => undefined);
      tls.destroy();
      socket.destroy();
      reject(error);
    };
    const onAbort = () => fail(signal.reason as NetError);
    // Keys are agreed on once the other side has shown its certificate: a handshake it breaks off after that, it
    // breaks off because of ours. (In TLS 1.3 the alert says so itself.)
    let keyed = false;
    tls.once("keylog", () => (keyed = true));
    const onError = (error: NodeJS.ErrnoException) => fail(tlsError(error, keyed));
    const onClose = () => fail(new NetError("connection_lost"));
    const done = (facts: TlsFacts) => {
      signal.removeEventListener("abort", onAbort);
      tls.off("error", onError);
      tls.off("close", onClose);
      judged.set(tls, facts);
      // What is wrapped does not end by itself with what is spoken over it.
      tls.once("close", () => socket.destroy());
      resolve({ socket: tls, tls: facts });
    };
    signal.addEventListener("abort", onAbort, { once: true });
    tls.once("error", onError);
    tls.once("close", onClose);
    tls.once("secureConnect", () => {
      // A session that is taken up shows no certificate again: its keys prove that this is who was judged then.
      const before = beside && tls.isSessionReused() ? judged.get(beside) : undefined;
      if (before) return done(before);
      const shown = tls.getPeerX509Certificate();
      if (!shown) return fail(new NetError("tls_failed"));
      const certificate = certificateFacts(shown);
      const verdict = judgeCertificate(
        shown,
        tls.authorized ? undefined : String(tls.authorizationError),
        target,
        trust,
      );
      if (verdict.code) return fail(new NetError(verdict.code, { certificate }));
      done({ version: tls.getProtocol() ?? "", certificate, trustedBy: verdict.trustedBy });
    });
  });
}

/** OpenSSL reads a certificate of ours before the handshake, and throws where it takes it no more. */
function begin(options: ConnectionOptions): TLSSocket {
  try {
    return connect(options);
  } catch (error) {
    throw options.cert === undefined ? error : new NetError("client_certificate_unusable");
  }
}
