import { spawnSync } from "node:child_process";
import { installPackages } from "./ground/packages.js";

/** xmlsec1, an implementation of XML Signature that we did not write. It is no server, and needs nothing but its package. */
export const xmlsec1 = { name: "xmlsec1", packages: ["xmlsec1"] } as const;

export const installXmlsec1 = (): Promise<void> => installPackages(xmlsec1.packages);

/** Whether the SAML assertion in `file` is signed by the key of a certificate, or by a public key, in PEM. */
export function verifies(file: string, by: string, kind: "certificate" | "key" = "certificate"): boolean {
  const known = kind === "certificate" ? "--pubkey-cert-pem" : "--pubkey-pem";
  const id = ["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:assertion:Assertion"];
  const { status, error } = spawnSync("xmlsec1", ["--verify", ...id, known, by, file], { stdio: "ignore" });
  if (error) throw error;
  return status === 0;
}
