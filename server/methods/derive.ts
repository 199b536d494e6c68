import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import type { CauseCode, Change, Derivation, Field, MethodUse } from "#contract";
import { keyBlockIn } from "./clientCert-pem.js";
import { sourceOf } from "./derive-sources.js";
import { isSecret } from "./fields.js";
import { because, type Finding } from "./finding.js";
import type { Values } from "./method.js";
import { fill, placeholders } from "./template.js";

/** A value of which nothing can be made. */
class DeriveError extends Error {
  override readonly name = "DeriveError";
  constructor(readonly cause_: CauseCode) {
    super(cause_);
  }
}

/** What an entry makes of other inputs, in order. Nothing is made of what is empty, or cannot be read: `underivable` says why. */
export function derived(use: MethodUse, values: Values, now = new Date()): Values {
  return derive(use, values, now).made;
}

/** Why something cannot be made of what was entered, at the field that it comes from; undefined where all can. */
export const underivable = (use: MethodUse, values: Values): Finding | undefined =>
  derive(use, values, new Date()).fault;

function derive(use: MethodUse, values: Values, now: Date): { made: Values; fault?: Finding } {
  const made: Record<string, string> = {};
  let fault: Finding | undefined;
  for (const [name, derivation] of Object.entries(use.derives ?? {})) {
    const inputs = { ...made, ...values };
    if ("text" in derivation && placeholders(derivation.text).some((one) => (inputs[one] ?? "") === "")) continue;
    try {
      made[name] = valueOf(derivation, inputs, now);
    } catch (error) {
      if (!(error instanceof DeriveError)) throw error;
      fault ??= because(error.cause_, { field: sourceOf(use, name) });
    }
  }
  return { made, ...(fault && { fault }) };
}

function valueOf(derivation: Derivation, inputs: Values, now: Date): string {
  if (!("text" in derivation))
    return new Date(now.getTime() + derivation.inDays * 86_400_000).toISOString().slice(0, 10);
  return derivation.as.reduce((text, change) => changed(text, change), fill(derivation.text, inputs));
}

function changed(text: string, change: Change): string {
  if (typeof change !== "string") return text.replaceAll(change.replace[0], () => change.replace[1]);
  switch (change) {
    case "upper":
      return text.toUpperCase();
    case "lower":
      return text.toLowerCase();
    case "md5Hex":
      return createHash("md5").update(text, "utf8").digest("hex");
    case "publicKeySha256Base64":
      return fingerprint(text);
  }
}

function fingerprint(text: string): string {
  const block = keyBlockIn(text);
  if (typeof block === "string") throw new DeriveError(block);
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(block.pem)) throw new DeriveError("key_protected");
  try {
    const key = createPublicKey(createPrivateKey(block.pem));
    return createHash("sha256")
      .update(key.export({ type: "spki", format: "der" }))
      .digest("base64");
  } catch {
    throw new DeriveError("pem_incomplete");
  }
}

/** Names that are no secret: fields that the entry marks public, and what is made of nothing else. */
export function openNames(use: MethodUse, fields: readonly Field[]): Set<string> {
  const open = new Set(fields.filter((field) => !isSecret(field)).map(({ name }) => name));
  for (const [name, derivation] of Object.entries(use.derives ?? {})) {
    const parts = "text" in derivation ? placeholders(derivation.text) : [];
    if (parts.every((part) => open.has(part))) open.add(name);
  }
  return open;
}
