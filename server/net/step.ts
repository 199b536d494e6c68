import type { CertificateFacts } from "./certificate.js";

/** A rung reached on the way out: name resolved, address reached, connection secured, answer begun. */
export type NetStep =
  | { step: "name"; ms: number; facts: { host: string; addresses: string[] } }
  | { step: "reach"; ms: number; facts: { address: string; port: number } }
  | { step: "secure"; ms: number; facts: TlsFacts }
  | { step: "answer"; ms: number; facts: { status: number; httpVersion: string } };

/** What is known of a secured connection. */
export interface TlsFacts {
  /** `TLSv1.2` or `TLSv1.3`. */
  version: string;
  certificate: CertificateFacts;
  /** How the certificate came to be trusted. */
  trustedBy: "public" | "ca" | "pin";
}

export type OnStep = (step: NetStep) => void;
