import { createPrivateKey, type KeyObject } from "node:crypto";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { CauseCode } from "#contract";
import { deadlineOf } from "./deadline.js";
import { because, type Finding } from "./finding.js";
import { containerOf } from "./sftp-container.js";

const patience = 12_000;

/** A private key without its passphrase, in a form that ssh2 takes; or why it is none. */
export async function readKey(
  text: string,
  passphrase: string | undefined,
  signal: AbortSignal,
): Promise<string | Finding> {
  const opened = await openKey(text, passphrase, signal);
  const key = typeof opened === "string" ? undefined : sendable(opened);
  if (key !== undefined) return key;
  const cause = typeof opened === "string" ? opened : "key_of_another_kind";
  return because(cause, { field: cause === "passphrase_wrong" ? "passphrase" : "privateKey" });
}

/**
 * A private key of any kind, or why it is none. Read in a thread of its own: what a passphrase costs is written in the
 * key itself (bcrypt_pbkdf, a second at least), and nobody else shall wait for it.
 */
export async function openKey(
  text: string,
  passphrase: string | undefined,
  signal: AbortSignal,
): Promise<KeyObject | CauseCode> {
  const read = await inThread(
    { text: rewrapped(text), passphrase, ssh2: createRequire(import.meta.url).resolve("ssh2") },
    signal,
  );
  return read.pem === undefined ? (read.cause ?? "key_of_another_kind") : createPrivateKey(read.pem);
}

interface Read {
  readonly pem?: string;
  readonly cause?: CauseCode;
}

// Plain JavaScript, so that it runs from the sources, from tests and from the build alike.
const thread = `
const { parentPort, workerData } = require("node:worker_threads");
const { text, passphrase, ssh2 } = workerData;
const { createPrivateKey } = require("node:crypto");

function read(passphrase) {
  if (/^-----BEGIN (?:ENCRYPTED )?PRIVATE KEY-----/.test(text)) {
    return { pem: createPrivateKey({ key: text, passphrase }).export({ type: "pkcs8", format: "pem" }) };
  }
  const [key] = [require(ssh2).utils.parseKey(text, passphrase)].flat();
  if (key instanceof Error) throw key;
  return key.isPrivateKey() ? { pem: key.getPrivatePEM() } : {};
}

function causeOf({ code = "", message = "" }) {
  if (/MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED/.test(code) || /no passphrase given/i.test(message)) return "key_protected";
  if (/BAD_DECRYPT|BAD_PASSWORD/.test(code) || /bad passphrase|integrity check failed/i.test(message)) return "passphrase_wrong";
  return "key_of_another_kind";
}

function tried(passphrase) {
  try {
    return read(passphrase);
  } catch (error) {
    return { cause: causeOf(error) };
  }
}

// One wrong passphrase in 256 ends in what looks like a right end, and then in nonsense: it is the passphrase all the same.
const result = tried(passphrase);
const nonsense = result.cause === "key_of_another_kind" && passphrase !== undefined;
const locked = nonsense && tried(undefined).cause === "key_protected";
parentPort.postMessage(locked ? { cause: "passphrase_wrong" } : result);
`;

function inThread(
  workerData: { text: string; passphrase: string | undefined; ssh2: string },
  signal: AbortSignal,
): Promise<Read> {
  const { signal: life, release } = deadlineOf(signal, patience);
  const worker = new Worker(thread, {
    eval: true,
    workerData,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });
  return new Promise<Read>((resolve) => {
    // A key that takes longer is meant to be slow to guess, and too slow for us.
    life.addEventListener("abort", () => resolve({ cause: signal.aborted ? "cancelled" : "key_of_another_kind" }), {
      once: true,
    });
    if (life.aborted) resolve({ cause: "cancelled" });
    worker.once("message", resolve);
    worker.once("error", () => resolve({}));
    worker.once("exit", () => resolve({}));
  }).finally(() => {
    release();
    void worker.terminate();
  });
}

/** What ssh2 reads: PKCS #1, SEC 1, and for Ed25519 OpenSSH's own form. Other kinds are taken by no server of today. */
function sendable(key: KeyObject): string | undefined {
  switch (key.asymmetricKeyType) {
    case "rsa":
      return key.export({ type: "pkcs1", format: "pem" }).toString();
    case "ec":
      return key.export({ type: "sec1", format: "pem" }).toString();
    case "ed25519":
      return containerOf(key);
    default:
      return undefined;
  }
}

/** A field of one line takes the line ends out of a key: they are put in again (RFC 7468; RFC 1421 for the headers). */
export function rewrapped(text: string): string {
  const [, label, inner] =
    /^-----BEGIN ([A-Z0-9 ]{1,40})-----([^-][\s\S]*?)-----END \1-----\s*$/.exec(text.trim()) ?? [];
  if (label === undefined || inner === undefined) return text;
  const [, cipher, rest] =
    /^\s*Proc-Type:\s*4,ENCRYPTED\s*DEK-Info:\s*((?:AES-\d{3}-CBC,[0-9A-F]{32})|(?:DES-EDE3-CBC,[0-9A-F]{16}))([\s\S]*)$/i.exec(
      inner,
    ) ?? [];
  const headers = cipher === undefined ? [] : ["Proc-Type: 4,ENCRYPTED", `DEK-Info: ${cipher}`, ""];
  const body = (rest ?? inner).replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...headers, ...body, `-----END ${label}-----`, ""].join("\n");
}
