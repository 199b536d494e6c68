import type { Certificate, CheckLine } from "#contract";
import { causes, type Cause, type CauseCode } from "#contract/cause";
import { addressField, type Draft, type Run } from "./state.js";
import { brokenRung, causeOf } from "./rungs.js";

/** A way on after a no. */
export type Way =
  /** To the system that answers instead. */
  | { readonly to: "switch"; readonly system: { readonly id: string; readonly name: string } }
  /** To the address that the system names itself. */
  | { readonly to: "address"; readonly address: string }
  /** Judge what the server proves itself with. */
  | { readonly to: "trust"; readonly certificate: Certificate }
  | { readonly to: "trustKey"; readonly hostKey: string }
  /** To the field at fault; to the details where none is named. */
  | { readonly to: "correct"; readonly field: boolean }
  /** The same question again. `from`: not before, by our own clock. */
  | { readonly to: "again"; readonly from: number | null }
  | { readonly to: "method" }
  | { readonly to: "pick" };

const factIn = (line: CheckLine | undefined, kind: string): string | undefined =>
  line?.facts?.find((fact) => fact.kind === kind)?.value;

/** Asked before the time, these only get worse. Elsewhere a time is a guess, and the person may know better. */
const harmful: ReadonlySet<CauseCode> = new Set(["account_locked", "rate_limited"]);

/** Every way on that fits, what helps most first. Never none: there is always something to correct, or another way. */
export function waysOn(run: Run, draft: Draft): readonly Way[] {
  const code = causeOf(run);
  const cause: Cause = causes[code];
  const broken = brokenRung(run);
  const field = run.outcome?.field;
  const other = run.outcome?.system ?? (code === "wrong_product" ? draft.reading?.system : undefined);
  const address = addressField(draft) ? offeredAddress(run, draft) : undefined;
  const hostKey = factIn(broken, "hostKey");
  const certificate = cause.trust ? broken?.certificate : undefined;
  const several = draft.system.methods.filter((m) => m.built).length > 1;
  const from = harmful.has(code) || run.trouble ? waitOf(run) : null;
  const correct = cause.mendable || field !== undefined;
  const again = canHelp(cause) && ({ to: "again", from } as const);
  // What passes by itself comes first, unless the person has a field to mend.
  const passes = cause.retry && !(cause.mendable && field !== undefined);
  const ways: (Way | false | undefined)[] = [
    !draft.fixed && other && other.id !== draft.system.id && { to: "switch", system: other },
    address !== undefined && { to: "address", address },
    certificate && { to: "trust", certificate },
    cause.trust && hostKey !== undefined && { to: "trustKey", hostKey },
    passes && again,
    correct && { to: "correct", field: field !== undefined },
    !passes && again,
    several && { to: "method" },
    !correct && !several && { to: "correct", field: false },
    !draft.fixed && { to: "pick" },
  ];
  return ways.filter((way): way is Way => way !== false && way !== undefined);
}

/** Asking again helps where time does, or where somebody else mends it meanwhile: a server, a permission, a firewall. */
const canHelp = ({ retry, mendable, culprit }: Cause): boolean => retry || (!mendable && culprit !== "us");

/** The address that the system names itself: encrypted, or moved. A page for signing in is none. */
function offeredAddress(run: Run, draft: Draft): string | undefined {
  const code = causeOf(run);
  if (code !== "tls_required" && code !== "redirected_elsewhere" && code !== "address_not_understood") return undefined;
  const address = factIn(brokenRung(run), "address");
  return address !== draft.reading?.url ? address : undefined;
}

/** When the system, or we, may be asked again; null where nobody said. */
export function waitOf(run: Run): number | null {
  const seconds = Number(factIn(brokenRung(run), "waitSeconds") ?? run.trouble?.retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && run.endedAt !== null ? run.endedAt + seconds * 1000 : null;
}
