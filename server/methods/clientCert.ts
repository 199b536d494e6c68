import type { FieldInput, MethodUseOf, Warning } from "#contract";
import type { NetError } from "../net/index.js";
import { readPair, type Pair } from "./clientCert-pair.js";
import { enteredFields } from "./fields.js";
import { because, type Finding } from "./finding.js";
import type { Signing } from "./http.js";
import { httpMethod } from "./httpMethod.js";
import { soon } from "./judge.js";
import type { Visit } from "./method.js";
import { asksClientCertificate } from "./page.js";
import { fill, placeholders } from "./template.js";

const pem = { kind: "secret", lines: true, autocomplete: "off" } as const;
const own: FieldInput[] = [
  {
    name: "certificate",
    role: "key",
    ...pem,
    max: 32_768,
    label: { en: "Certificate (PEM)", de: "Zertifikat (PEM)" },
  },
  { name: "privateKey", role: "key", ...pem, max: 16_384, label: { en: "Private key", de: "Privater Schlüssel" } },
  {
    name: "passphrase",
    role: "secret",
    kind: "secret",
    clean: "exact",
    optional: true,
    label: { en: "Passphrase of the key", de: "Passphrase des Schlüssels" },
    autocomplete: "off",
  },
];

type CertVisit = Visit<MethodUseOf<"clientCert">>;

/** A certificate of the caller's own: it proves access in the handshake, before anything is asked. */
export const clientCert = httpMethod<"clientCert">({
  kind: "clientCert",
  fields: (use, system) => enteredFields(system, use, own, placeholders([use.certificate, use.key, use.passphrase])),

  async identity(visit) {
    const pair = await pairOf(visit);
    return "answer" in pair ? pair : pair.identity;
  },

  async sign(visit) {
    const pair = await pairOf(visit);
    return "answer" in pair ? pair : shown(pair, placeholders(visit.use.certificate)[0]);
  },
});

function pairOf({ use, values, signal }: CertVisit): Promise<Pair | Finding> {
  const [certificate, key, passphrase] = [use.certificate, use.key, use.passphrase].map(
    (text) => placeholders(text)[0],
  );
  return readPair(
    {
      certificate: fill(use.certificate, values),
      key: fill(use.key, values),
      passphrase: fill(use.passphrase, values),
      fields: { certificate, key, passphrase },
    },
    signal,
  );
}

function shown({ identity, subject, validTo }: Pair, field: string | undefined): Signing {
  const warnings: Warning[] = soon(validTo) ? [{ cause: "key_expires_soon" }] : [];
  return {
    signature: {},
    identity,
    told: {
      facts: [
        { kind: "identity", value: subject },
        { kind: "expires", value: validTo.toISOString() },
      ],
      warnings,
    },
    means: (answer) => (asksClientCertificate(answer) ? because("credentials_wrong", { field }) : undefined),
    failed: ({ code }) => failure(code, field),
  };
}

/** What a broken handshake says of a certificate that was shown. */
function failure(code: NetError["code"], field: string | undefined): Finding | undefined {
  if (code === "client_certificate_required") return because("credentials_wrong", { field });
  return code === "client_certificate_unusable" ? because("certificate_too_weak", { field }) : undefined;
}
