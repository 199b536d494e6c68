import type { Certificates, Pair } from "../ground/certificates.js";

/** What one port of the front does wrong, and how it is written in nginx's words. */
export interface Fault {
  what: string;
  scheme: "http" | "https";
  /** Directives of its `server` block. */
  directives(front: Front): string;
}

export interface Front {
  certificates: Certificates;
  /** Hands the request on to the system behind. */
  pass: string;
  /** Where the https front without a fault answers. */
  validPort: number;
  ownPort: number;
}

const html = (status: number, body: string) => `default_type text/html; return ${status} '${body}';`;
const tls = (pair: Pair, chain = pair.chain) => `ssl_certificate ${chain}; ssl_certificate_key ${pair.key};`;

export const faults = {
  valid: {
    what: "none: a certificate for localhost from the private CA, with its intermediate",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.server) + pass,
  },
  plain: {
    what: "none, but plain http",
    scheme: "http",
    directives: ({ pass }) => pass,
  },
  selfSigned: {
    what: "a certificate that nobody signed",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.selfSign("self-signed")) + pass,
  },
  wrongName: {
    what: "a certificate for erp.plant.example",
    scheme: "https",
    directives: ({ certificates, pass }) =>
      tls(certificates.sign("wrong-name", { names: "DNS:erp.plant.example" })) + pass,
  },
  expired: {
    what: "a certificate that has ended",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.sign("expired", { expired: true })) + pass,
  },
  missingIntermediate: {
    what: "the certificate without the intermediate that signed it",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.server, certificates.server.certificate) + pass,
  },
  oldTls: {
    what: "TLS 1.1 and nothing newer",
    scheme: "https",
    // OpenSSL 3 offers TLS 1.1 at security level 0 only, and a P-256 key signs no SHA-1 there; RSA does.
    directives: ({ certificates, pass }) =>
      `${tls(certificates.sign("old-tls", { rsa: true }))} ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; ${pass}`,
  },
  clientCertificate: {
    what: "asks the client for a certificate of the private CA",
    scheme: "https",
    directives: ({ certificates, pass }) =>
      `${tls(certificates.server)} ssl_client_certificate ${certificates.caFile}; ssl_verify_client on; ssl_verify_depth 2; ${pass}`,
  },
  badGateway: {
    what: "502: the system behind is down",
    scheme: "http",
    // Port 1 on loopback: reserved for tcpmux, refused everywhere.
    directives: () => "location / { proxy_pass http://127.0.0.1:1; }",
  },
  maintenance: {
    what: "503 with a page about maintenance",
    scheme: "http",
    directives: () => `add_header Retry-After 600 always; ${html(503, "<h1>We are upgrading. Back at six.</h1>")}`,
  },
  redirectLoop: {
    what: "redirects to itself for ever",
    scheme: "http",
    directives: ({ ownPort }) => `return 302 http://localhost:${ownPort}$request_uri;`,
  },
  redirectToHttps: {
    what: "plain http that redirects to the https front",
    scheme: "http",
    directives: ({ validPort }) => `return 301 https://localhost:${validPort}$request_uri;`,
  },
  redirectElsewhere: {
    what: "redirects to another host name",
    scheme: "http",
    directives: ({ validPort }) => `return 302 https://sso.localhost:${validPort}/login;`,
  },
  loginPage: {
    what: "a log-in page with status 200 for every address",
    scheme: "http",
    directives: () =>
      html(200, '<form method="post" action="/login"><input name="user"><input type="password" name="pw"></form>'),
  },
  otherProduct: {
    what: "JSON with status 200, of another product",
    scheme: "http",
    directives: () => `default_type application/json; return 200 '{"product":"Thermostat","version":"2.1"}';`,
  },
  dropped: {
    what: "closes the connection without an answer",
    scheme: "http",
    directives: () => "return 444;",
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
