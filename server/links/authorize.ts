import type { Handler } from "../call/call.js";
import { badField, Refusal } from "../call/refusal.js";
import { readEntered } from "../checks/entered.js";
import { readValues } from "../methods/clean.js";
import { askAboutCode } from "../methods/awaitCode.js";
import { readConsent, startConsent } from "../methods/consent.js";
import { readAsked } from "./asked.js";
import { consentHouse } from "./consent-house.js";
import { stillOpen } from "./pick.js";

/** The start secret of a whole page that goes to give consent: bound to the browser that asked, and to nothing in an address. */
export const startCookie = "__Host-gw_start";
const startLives = 60;

/** POST /v1/link/authorize */
export const authorize: Handler<"authorize"> = async (call) => {
  const { house, store, caller, body } = call;
  const { mode, ...wanted } = body;
  const link = stillOpen(caller.link, store.now());
  const { system, use, view, shown, values, address, trust } = await readAsked(house, link, wanted);
  if (!view.consent) throw new Refusal("not_ready");
  const { values: clean, refused } = readValues(system, use, values);
  // What an earlier run took from the address lies sealed beside what was typed, and is no field.
  const fault = refused.find(({ field }) => view.fields.some(({ name }) => name === field));
  if (fault) throw badField(`values.${fault.field}`, "cannot be sent like this");
  // The provider's own addresses may need what stood in the pasted one: "{tenant}".
  const entered = readEntered({ system, hosts: house.hosts, fields: view.fields, values: clean });
  const saved = { step: "authorize", system: system.id, method: view.id, values: shown } as const;
  if (!(await store.tenant(link.tenant).links.saveProgress(link.id, saved))) throw new Refusal("link_ended");
  const started = await startConsent(consentHouse(house), {
    tenant: link.tenant,
    link: link.id,
    system,
    use,
    method: view.id,
    values: entered.values,
    open: shown,
    address,
    trust,
    mode,
    origin: caller.session.origin,
  });
  if (!started) throw new Refusal("link_ended");
  if (view.consent === "code") {
    const state = await readConsent(consentHouse(house), { tenant: link.tenant, link: link.id, flow: started.flow });
    return { flow: started.flow, ...(state?.code && { code: state.code }) };
  }
  if (mode === "popup") return started;
  call.setCookie(
    `${startCookie}=${started.startSecret}; Path=/; Max-Age=${startLives}; HttpOnly; Secure; SameSite=Lax`,
  );
  return { ...started, startUrl: `${house.settings.publicUrl}/popup/page` };
};

/** Milliseconds to wait for news, and between two looks. */
const patience = 20_000;
const look = 250;

/** GET /v1/link/authorize/:id: answers when there is news, or that there is none yet. */
export const readAuthorization: Handler<"readAuthorization"> = async ({ house, caller, params, signal }) => {
  const of = { tenant: caller.tenant, link: caller.link.id, flow: params.id };
  for (const end = performance.now() + patience; ;) {
    await askAboutCode(consentHouse(house), of);
    const state = await readConsent(consentHouse(house), of);
    if (!state) throw new Refusal("not_found");
    if (state.status !== "waiting" || signal.aborted || performance.now() >= end) return state;
    await pause(look, signal);
  }
};

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
