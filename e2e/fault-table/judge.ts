import { causes, type Fact } from "#contract";
import { frontMark } from "../real/nginx/fault.js";
import { faultOf } from "./faults.js";
import type { Measured } from "./measure.js";
import type { Row, Seen } from "./row.js";

/** What a refusal may tell beside its cause; of it only what is asked for besides is a text of the other side. */
const factsOfRefusals: readonly Fact["kind"][] = [
  "address",
  "addresses",
  "asks",
  "certificate",
  "expires",
  "hostKey",
  "product",
  "tried",
  "waitSeconds",
];
/** Marks of texts that only a system or a front says: pages, paths of this machine, messages of the real servers. */
const theirWords = [
  frontMark,
  "<",
  ".sqlite",
  "doesn't exist",
  "not logged in",
  "rest_",
  "FATAL",
  "authentication failed",
  "No objects found",
  "invalid_",
];

/** What is wrong with a row that was asked; nothing where all is well. */
export function wrongWith({ row, seen, broke }: Measured): string[] {
  if (!seen) return [`broke: ${broke instanceof Error ? (broke.stack ?? broke.message) : String(broke)}`];
  return [...wrongTold(row, seen), ...wrongBlame(row, seen), ...leaks(seen), ...wrongAttempts(seen)];
}

function wrongTold({ told }: Row, seen: Seen): string[] {
  const facts = seen.lines.flatMap((line) => (line.type === "check" ? (line.facts ?? []) : [])).map(({ kind }) => kind);
  return [
    ...(["ends", "cause", "field"] as const)
      .filter((name) => told[name] !== seen[name])
      .map((name) => `${name}: ${seen[name]} instead of ${told[name]}`),
    ...(told.facts ?? [])
      .filter((kind) => !facts.includes(kind as Fact["kind"]))
      .map((kind) => `does not tell ${kind}`),
  ];
}

/** Whose doing it is, as the person sees it, must be whom the cause names. */
function wrongBlame({ fault, culprit }: Row, { cause, ends }: Seen): string[] {
  const expected = culprit ?? faultOf[fault].culprit;
  if (expected === "nobody") return ends === "failed" ? ["nothing is wrong, and somebody is blamed"] : [];
  if (!cause) return [`nobody is blamed instead of ${expected}`];
  const blamed = causes[cause].culprit;
  return blamed === expected ? [] : [`${blamed} is blamed instead of ${expected}`];
}

function leaks({ lines, shown, secrets }: Seen): string[] {
  const told = shown ?? JSON.stringify(lines);
  const checks = lines.filter((line) => line.type === "check");
  const facts = checks.filter(({ answer }) => answer !== "yes").flatMap((line) => line.facts ?? []);
  return [
    ...secrets.filter((secret) => told.includes(secret)).map(() => "tells a secret"),
    ...theirWords.filter((words) => told.includes(words)).map((words) => `tells the other side's words: ${words}`),
    ...facts.filter(({ kind }) => !factsOfRefusals.includes(kind)).map(({ kind }) => `a refusal tells ${kind}`),
  ];
}

/** At most one attempt with credentials, and none before the product was recognised. */
function wrongAttempts({ lines, attempts }: Seen): string[] {
  if (attempts === undefined) return [];
  const answers = lines.filter((line) => line.type === "check" && line.answer !== "running");
  const signIn = answers.find((line) => line.type === "check" && line.check === "signIn");
  const signedIn = signIn?.type === "check" && signIn.answer === "yes";
  // A folder that is not there, and what there is to choose, is known only to who was let in.
  const inside = /^(?:folder_|choice_needed$)/;
  const letIn = signedIn || (signIn?.type === "check" && inside.test(signIn.cause ?? ""));
  const most = letIn ? Infinity : signIn ? 1 : 0;
  return attempts > most ? [`credentials reached the system ${attempts} times, not ${most}`] : [];
}
