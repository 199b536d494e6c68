import type { CheckLine, OutcomeLine } from "#contract";
import type { Call, Handler, StreamHandler } from "../call/call.js";
import { errorFields } from "../call/log.js";
import { Refusal } from "../call/refusal.js";
import type { RunOutcome } from "../checks/run.js";
import { isSecret } from "../methods/fields.js";
import { newId } from "../store/id.js";
import type { LinkRecord } from "../store/links.js";
import { keepFound, renewConsent } from "../methods/consentValues.js";
import { type Asked, readAsked } from "./asked.js";
import { consentHouse } from "./consent-house.js";
import { stillOpen } from "./pick.js";
import { admitRun, askedHost } from "./run-limits.js";
import { sealInstead } from "../call/sealed.js";

type RunCall = Call<"runChecks">;

/** POST /v1/link/checks: answers while they are found. The newest run of a link wins; a caller who goes away ends his. */
export const runChecks: StreamHandler<"runChecks"> = async (call, emit) => {
  const { house, store, caller, body } = call;
  const asked = await readAsked(house, stillOpen(caller.link, store.now()), body);
  const run = await begin(call, asked);
  const turn = house.running.begin(turnOf(asked.link.id, body.upTo !== undefined));
  if (!body.upTo) house.running.cancel(turnOf(asked.link.id, true));
  const signal = AbortSignal.any([call.signal, turn.signal]);
  let last: OutcomeLine | undefined;
  try {
    const outcome = await ask(call, asked, run, signal, (line) => {
      // The outcome is told when its draft is kept: whoever hears "connected" may finish at once.
      if (line.type === "outcome") last = offering(asked.link, line);
      else emit(line);
    });
    await keep(call, asked, run, outcome, { gone: signal.aborted });
    emit(last ?? outcome.line);
  } catch (error) {
    await store.tenant(asked.link.tenant).runs.end(run, { outcome: "aborted", cause: "internal" });
    throw error;
  } finally {
    turn.end();
  }
};

/** A preview ends older previews, and never the run of a press. */
const turnOf = (link: string, preview: boolean): string => (preview ? `${link} preview` : link);

/** Another system is offered only where the link allows it. */
function offering({ systems }: LinkRecord, { system, ...line }: OutcomeLine): OutcomeLine {
  return system && (systems === null || systems.includes(system.id)) ? { ...line, system } : line;
}

/** DELETE /v1/link/checks */
export const cancelChecks: Handler<"cancelChecks"> = async ({ house, caller }) => {
  for (const preview of [true, false]) house.running.cancel(turnOf(caller.link.id, preview));
  return {};
};

/** Admits and records the run, and keeps what was typed and is no secret, however the run goes. */
async function begin({ store, body }: RunCall, { link, shown, address }: Asked): Promise<string> {
  const { system, method } = body;
  const wanted = { link: link.id, host: askedHost(address), preview: body.upTo !== undefined };
  return store.transaction(async (tx) => {
    const own = tx.tenant(link.tenant);
    await admitRun(tx, { tenant: link.tenant, ...wanted });
    const progress = { step: "checks", system, method, values: shown } as const;
    if (!wanted.preview && !(await own.links.saveProgress(link.id, progress))) throw new Refusal("link_ended");
    const run = await own.runs.start({ id: newId("run"), system, method, ...wanted });
    return run.id;
  });
}

async function ask(
  { house, requestId, body }: RunCall,
  { link, system, use, view, values, trust }: Asked,
  run: string,
  signal: AbortSignal,
  emit: (line: CheckLine | OutcomeLine) => void,
): Promise<Ran> {
  const renewed: Record<string, string> = {};
  const outcome = await house.checks({
    run,
    requestId,
    system,
    use,
    values,
    data: link.data,
    tenant: link.tenant,
    net: house.net,
    settings: house.settings.methods,
    systems: house.systems.all,
    hosts: house.hosts,
    signal,
    ...(trust && { trust }),
    ...(body.upTo && { upTo: body.upTo }),
    onError: (error) => house.log.error("a check failed inside", { request_id: requestId, ...errorFields(error) }),
    emit,
    keep: async (more) => {
      Object.assign(renewed, more);
      // A renewed token is the only one that still works, whatever becomes of this run.
      if (view.consent) await renewConsent(consentHouse(house), { tenant: link.tenant, link: link.id }, more);
    },
  });
  return { ...outcome, values: { ...outcome.values, ...renewed }, renewed };
}

/** What a run came to, with what it kept on the way apart, too. */
interface Ran extends RunOutcome {
  readonly renewed: Record<string, string>;
}

const isGood = ({ outcome }: OutcomeLine): boolean => outcome === "connected" || outcome === "warnings";

const lasting = ({ outlives }: Asked, kept: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => outlives.includes(name)));

/** A run that passed becomes the link's draft, its secrets sealed, all or nothing. */
async function keep(
  { house, store, body }: RunCall,
  asked: Asked,
  run: string,
  outcome: Ran,
  { gone }: { gone: boolean },
) {
  const { link } = asked;
  const { line, address, identity, product, fields, values, trust, renewed } = outcome;
  await store.transaction(async (tx) => {
    const own = tx.tenant(link.tenant);
    const ended = await own.runs.end(run, gone ? { outcome: "aborted" } : { outcome: line.outcome, cause: line.cause });
    const passed = ended && !gone && isGood(line);
    const of = { tenant: link.tenant, link: link.id, system: body.system, method: body.method, address: asked.address };
    if (asked.outlives.length > 0)
      await keepFound(consentHouse(house, tx), of, passed ? null : lasting(asked, renewed));
    if (!passed) return;
    const open = Object.entries(values).filter(
      ([name, value]) => value !== "" && fields.some((field) => field.name === name && !isSecret(field)),
    );
    const secret = Object.entries(values).filter(
      ([name, value]) => value !== "" && !open.some(([other]) => other === name),
    );
    const { system, method } = body;
    const shown = Object.fromEntries(open);
    // Nothing is kept for a link that has ended meanwhile: nobody would ever shred it.
    const saved = await own.links.saveProgress(link.id, { step: "checks", system, method, values: shown });
    if (!saved) return;
    await own.drafts.put({
      link: link.id,
      system,
      method,
      run,
      outcome: line,
      address,
      identity,
      product,
      values: shown,
      trust,
    });
    await sealInstead(
      house,
      tx,
      { tenant: link.tenant, ownerKind: "link", owner: link.id },
      Object.fromEntries(secret),
    );
  });
}
