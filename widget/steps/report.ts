import type { Fact } from "#contract";
import { isSecret, type Draft, type Run } from "../flow/state.js";
import type { Words } from "../words/en.js";
import { fingerprintOf } from "./fingerprint.js";

/** Facts that may leave the screen. Who signed in, and what was read, stay here. */
const tellable: readonly Fact["kind"][] = [
  "address",
  "addresses",
  "product",
  "version",
  "certificate",
  "hostKey",
  "waitSeconds",
  "tried",
];

/** A report for whoever can help: request id, causes, times, the certificate. Nothing that was entered is in it. */
export function reportOf({ report: words, checks, trust }: Words, method: string, draft: Draft, run: Run): string {
  const isClean = cleanOf(draft);
  const outcome = run.outcome?.outcome ?? (run.status === "cancelled" ? "cancelled" : "broken");
  const requestId = run.outcome?.requestId ?? run.trouble?.requestId;
  const rungs = run.rungs.map((line) => {
    const facts = (line.facts ?? []).filter((f) => tellable.includes(f.kind)).map((f) => f.value);
    const name = line.dataSet ? `${line.check} ${line.dataSet}` : line.check;
    return [`${name}: ${checks.answers[line.answer]}`, line.cause, `${line.ms} ms`, ...facts.filter(isClean)]
      .filter(Boolean)
      .join(" · ");
  });
  const certificate = run.rungs.find((line) => line.certificate)?.certificate;
  const shown = certificate && [
    `SHA-256 ${fingerprintOf(certificate.sha256)}`,
    ...[`${trust.issuer} ${certificate.issuer}`].filter(isClean),
  ];
  return [
    words.title(draft.system.name),
    ...(requestId ? [`${words.request}: ${requestId}`] : []),
    `${words.time}: ${new Date(run.startedAt).toISOString()}`,
    `${words.method}: ${method}`,
    `${words.outcome}: ${words.outcomes[outcome]}${run.outcome?.cause ? ` (${run.outcome.cause})` : ""}`,
    ...rungs,
    ...(shown ? [`${words.certificate}: ${shown.join(" · ")}`] : []),
  ].join("\n");
}

/** Whether a text of the other side repeats nothing that was typed and is secret. Shorter ones would hide half of all facts. */
function cleanOf(draft: Draft): (text: string) => boolean {
  const secrets = draft.system.methods
    .flatMap((method) => method.fields)
    .filter(isSecret)
    .flatMap(({ name }) => draft.values[name] ?? [])
    .filter((value) => value.length >= 4);
  return (text) => !secrets.some((secret) => text.includes(secret));
}
