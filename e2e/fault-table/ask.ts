import type { DataSet, Trust } from "#contract";
import type { Net } from "../../server/net/index.js";
import { climb, type Climbed } from "../methods/climb.fixture.js";
import type { Seen } from "./row.js";
import { addressAt, occurrences, secretsOf, wireForms, type Subject } from "./subject.js";
import { tap } from "./tap.js";

/** What a row changes of what is right. */
export interface Change {
  readonly values?: Readonly<Record<string, string>>;
  /** In place of the system's own address; then nobody listens in between. */
  readonly address?: string;
  readonly trust?: Trust | null;
  readonly net?: Net;
  readonly data?: readonly DataSet[];
}

/** Runs the whole ladder against a system, through a tap where it is the system itself that is asked. */
export async function ask(subject: Subject, change: Change = {}): Promise<Seen> {
  if (change.address !== undefined) return seenOf(await run(subject, change, change.address), subject, change);
  const { place } = subject;
  const ear = await tap(place.port, place.certificates);
  try {
    const ran = await run(subject, change, addressAt(place, ear.port));
    const values = { ...subject.values, ...change.values };
    const attempts = subject.attempts?.(ear) ?? occurrences(ear.heard(), ...wireForms(values));
    return { ...seenOf(ran, subject, change), attempts };
  } finally {
    await ear.stop();
  }
}

function run(subject: Subject, change: Change, address: string): Promise<Climbed> {
  const trust = change.trust === undefined ? subject.trust : (change.trust ?? undefined);
  return climb(
    subject.system,
    subject.method,
    { ...(address !== "" && { address }), ...subject.values, ...change.values },
    {
      data: change.data ?? subject.data,
      ...(trust && { trust }),
      ...(change.net && { net: change.net }),
      ...(subject.settings && { settings: subject.settings }),
    },
  );
}

function seenOf(ran: Climbed, subject: Subject, change: Change): Seen {
  return { ...verdictOf(ran.lines), secrets: secretsOf({ ...subject.values, ...change.values }) };
}

/** What a stream of lines comes to: its end, and the cause that weighs most. */
export function verdictOf(lines: Seen["lines"]): Omit<Seen, "secrets"> {
  const last = lines.at(-1);
  if (last?.type !== "outcome" || last.outcome === "recognised") return { lines, ends: "nothing" };
  const noted = lines.find((line) => line.cause !== undefined)?.cause;
  const cause = last.cause ?? last.warnings[0]?.cause ?? noted;
  return { lines, ends: last.outcome, ...(cause && { cause }), ...(last.field && { field: last.field }) };
}
