import type { KeyObject, X509Certificate } from "node:crypto";
import type { Identity } from "../net/index.js";
import { certificatesIn, keyBlockIn } from "./clientCert-pem.js";
import { because, type Finding } from "./finding.js";
import { openKey } from "./sftp-key.js";

/** A certificate that can be shown, with what is worth telling of it. */
export interface Pair {
  readonly identity: Identity;
  readonly subject: string;
  readonly validTo: Date;
}

/** What was pasted, and the names of the fields that it was pasted into. */
export interface Pasted {
  readonly certificate: string;
  readonly key: string;
  readonly passphrase: string;
  readonly fields: { readonly certificate?: string; readonly key?: string; readonly passphrase?: string };
}

/** Reads a certificate with its key, or says at its field why they cannot be shown. Nothing is sent. */
export async function readPair(pasted: Pasted, signal: AbortSignal): Promise<Pair | Finding> {
  const { fields } = pasted;
  const certificates = certificatesIn(pasted.certificate);
  if (typeof certificates === "string") return because(certificates, { field: fields.certificate });
  const block = keyBlockIn(pasted.key);
  if (typeof block === "string") return because(block, { field: fields.key });
  const key = await openKey(block.pem, pasted.passphrase || undefined, signal);
  if (typeof key === "string") return unopened(key, fields);
  // People paste chains in any order; ours is the one that the key was made for.
  const own = certificates.find((one) => one.checkPrivateKey(key));
  if (!own) return because("key_not_of_certificate", { field: fields.key });
  const validTo = new Date(own.validTo);
  if (validTo.getTime() < Date.now()) return because("credentials_expired", { field: fields.certificate });
  return {
    identity: identityOf([own, ...certificates.filter((one) => one !== own)], key),
    subject: nameOf(own),
    validTo,
  };
}

function unopened(cause: Exclude<Awaited<ReturnType<typeof openKey>>, KeyObject>, fields: Pasted["fields"]): Finding {
  if (cause === "passphrase_wrong" || cause === "key_protected") return because(cause, { field: fields.passphrase });
  // The block is there and holds no key: something got lost in between.
  return because(cause === "key_of_another_kind" ? "pem_incomplete" : cause, { field: fields.key });
}

const identityOf = (chain: readonly X509Certificate[], key: KeyObject): Identity => ({
  cert: chain.map(String).join(""),
  key: key.export({ type: "pkcs8", format: "pem" }).toString(),
});

const nameOf = ({ subject }: X509Certificate): string =>
  /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.split("\n").join(", ");
