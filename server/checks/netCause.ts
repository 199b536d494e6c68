import type { Fact } from "#contract";
import { because, type Finding } from "../methods/finding.js";
import type { NetError } from "../net/index.js";
import { certificateFact } from "./certificate.js";

/** What went wrong on the way out, as a finding: each code of `net` has its one cause, and its facts are fit for people. */
export function netFinding(error: NetError): Finding {
  const { addresses = [], certificate, redirectTo } = error.facts;
  const facts: Fact[] = [
    ...(addresses.length > 0 ? [{ kind: "addresses" as const, value: addresses.slice(0, 4).join(", ") }] : []),
    ...(certificate ? [certificateFact(certificate)] : []),
    ...(redirectTo !== undefined ? [{ kind: "address" as const, value: redirectTo }] : []),
  ];
  return because(error.causeCode, { facts, ...(certificate && { certificate }) });
}
