import { writeFile } from "node:fs/promises";
import type { TlsOptions } from "node:tls";
import { makeAuthority, type Pair, type Wish } from "../../server/net/authority.fixture.js";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";

/** Certificates made with openssl, and what a server of each kind is started with. */
export interface Certificates {
  /** PEM file of the authorities that the operator trusts beside the public ones (NODE_EXTRA_CA_CERTS). */
  readonly trusted: string;
  optionsFor(behave: Behaviour): Promise<TlsOptions>;
  /** Name or address that the person enters. */
  hostFor(behave: Behaviour): string;
  remove(): Promise<void>;
}

const local = "DNS:localhost,IP:127.0.0.1";
const issuerAt = "authorityInfoAccess=caIssuers;URI:http://authority.example/issuer.crt";

export async function makeCertificates(): Promise<Certificates> {
  const authority = await makeAuthority();
  // One that stands for the public ones, one of a company that the operator configured, one of nobody's.
  const company = await authority.issue({ authority: true });
  const stranger = await authority.issue({ authority: true });
  const trusted = `${authority.root.file}.trusted`;
  await writeFile(trusted, authority.root.cert + company.cert);
  const usual = await authority.issue({ names: local }, authority.root);

  const special = (wish: Wish, issuer?: Pair) => authority.issue({ names: local, ...wish }, issuer);
  const pairOf = async ({ cert, ca }: Behaviour): Promise<Pair> => {
    switch (cert) {
      case "expired":
        return special({ from: -30, to: -1 }, authority.root);
      case "not_yet_valid":
        return special({ from: 1, to: 30 }, authority.root);
      case "self_signed":
        return special({});
      case "wrong_name":
        return special({ names: "DNS:other.example" }, authority.root);
      case "no_ip_san":
        return special({ names: "DNS:localhost" }, authority.root);
      case "private_ca":
        return special({}, ca === "configured" ? company : stranger);
      case "huge":
        return special({ extensions: `1.2.3.4.5.6=ASN1:UTF8String:${"x".repeat(1024 * 1024)}` }, authority.root);
      case "no_intermediate": {
        const between = await authority.issue({ authority: true }, authority.root);
        return special({ extensions: issuerAt }, between);
      }
      case undefined:
        return usual;
    }
  };

  return {
    trusted,
    hostFor: ({ cert }) => (cert === "no_ip_san" ? "127.0.0.1" : "localhost"),
    async optionsFor(behave) {
      const { key, cert } = await pairOf(behave);
      return {
        key,
        cert,
        ...handshakeOf(behave),
        ...(behave.client_cert && { requestCert: true, rejectUnauthorized: true, ca: stranger.cert }),
      };
    },
    remove: authority.remove,
  };
}

function handshakeOf({ tls }: Behaviour): TlsOptions {
  if (tls === "1.0") return { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" };
  if (tls === "1.1") return { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  // OpenSSL 3 is built without RC4 and 3DES. One cipher that nobody offers gives the same on the wire: TLS 1.2, and
  // the alert that nothing is in common.
  if (tls === "weak_cipher") return { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-NULL-SHA@SECLEVEL=0" };
  return {};
}
