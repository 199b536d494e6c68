import { format } from "./format.js";
import type { CheckWords, FactWords } from "./shapes.js";

const { number, list, date, duration, time, countdown } = format("en");
const records = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`;

/** What is said while the checks run, and about what came out. */
export const checks = {
  title: (system: string) => `Checking ${system}`,
  titleEnded: (system: string) => `Check of ${system}`,
  /** In place of "encrypted", where nobody from outside can listen. */
  plain: "Not encrypted, but the way there stays inside the network",
  /** In place of signing in, where there is nobody to sign in. */
  access: { running: () => "Trying the access", yes: () => "Access works", no: () => "No access" },
  list: "What has been checked",
  waiting: "Starting",
  stop: "Stop",
  answers: { running: "under way", yes: "yes", no: "no", unknown: "could not tell" },
  names: {
    address: {
      running: () => "Reading the address",
      yes: () => "The address is fine",
      no: () => "The address cannot be used",
    },
    name: {
      running: () => "Looking up the name",
      yes: () => "The name is known",
      no: () => "The name was not found",
    },
    reach: {
      running: () => "Reaching the server",
      yes: () => "The server answers",
      no: () => "The server was not reached",
    },
    secure: {
      running: () => "Looking at the encryption",
      yes: () => "The connection is encrypted",
      no: () => "The encryption is not in order",
    },
    recognise: { running: (s) => `Making sure it is ${s}`, yes: (s) => `It is ${s}`, no: (s) => `This is not ${s}` },
    signIn: { running: () => "Signing in", yes: () => "Signed in", no: () => "Not signed in" },
    read: {
      running: (_, data) => `Asking for ${data}`,
      yes: (_, data) => `May read ${data}`,
      no: (_, data) => `May not read ${data}`,
    },
    record: {
      running: (_, data) => `Reading a first record of ${data}`,
      yes: (_, data) => `Read a first record of ${data}`,
      no: (_, data) => `No first record of ${data}`,
    },
  } satisfies CheckWords as CheckWords,
  took: (ms: number) => duration(ms),
  facts: {
    address: (v) => v,
    addresses: (v) => `Network address ${v}`,
    product: (v) => v,
    version: (v) => `Version ${v}`,
    identity: (v) => `As ${v}`,
    count: (v, one, many) => (/^\d+$/.test(v) ? records(Number(v), one, many) : `${v} ${many}`),
    record: (v) => `First one: ${v}`,
    certificate: (v) => `Certificate: ${v}`,
    waitSeconds: (v) => `Wait ${duration(Number(v) * 1000)}`,
    expires: (v) => `Valid until ${date(v)}`,
    hostKey: (v) => `Key of the server: ${v}`,
    tried: (v) => `Tried: ${v}`,
    asks: (v) => `It asks: ${v}`,
  } satisfies FactWords as FactWords,
  connected: {
    title: (system: string) => `${system} is ready to connect`,
    text: (host: string) => `Everything that ${host} needs works.`,
  },
  warnings: {
    title: (system: string) => `${system} can be connected, with limits`,
    text: (n: number) =>
      n === 1
        ? "There is one thing to know. You can connect all the same."
        : `There are ${number(n)} things to know. You can connect all the same.`,
    about: (data: string) => `Concerning ${data}`,
  },
  cancelled: { title: "The check was stopped", text: "Nothing was changed. What you entered is still there." },
  broken: "The check broke off",
  connect: (system: string) => `Connect ${system}`,
  other: {
    title: "This is another account than before",
    text: (before: string, now: string) =>
      `Until now it was ${before}; now it is ${now}. Go on only if that is what you want.`,
    accept: (now: string) => `Use ${now}`,
  },
  reconnect: (system: string) => `Reconnect ${system}`,
  connecting: "Connecting",
  finishFailed: "The connection could not be made",
  found: (values: readonly string[]) =>
    `Found: ${list(values.length > 6 ? [...values.slice(0, 5), `${number(values.length - 5)} more`] : values)}`,
  again: "Check again",
  againIn: (seconds: number) => `in ${countdown(seconds)}`,
  againAt: (at: number) => `possible at ${time(at)}`,
  wait: (system: string, at: number) => `${system} asks us to wait until ${time(at)}.`,
  locked: (at: number) => `Locked until ${time(at)}, so wait: an earlier attempt may make it longer.`,
  waitForUs: (at: number) => `We can check again at ${time(at)}.`,
  waited: "You can check again now.",
  correct: "Correct it",
  details: "Back to details",
  otherMethod: "Another way to connect",
  otherSystem: "Another system",
  useAddress: (address: string) => `Use ${address}`,
  otherWays: "Other ways on:",
  looksLike: (other: string) => `What answers at this address looks like ${other}.`,
  giveUp: "I cannot solve this",
  whoHelps: "Who can help",
  letIn: "A firewall must let in these addresses of ours:",
  letInCopy: "Copy addresses",
  fault: (field: string) => `It is about: ${field}`,
};
