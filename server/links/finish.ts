import { tokens } from "#contract";
import type { Call, Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { newToken } from "../call/token.js";
import { tell } from "../connections/tell.js";
import { renewalTime } from "../methods/renewal.js";
import type { ConnectionRecord } from "../store/connections.js";
import type { DraftRecord } from "../store/drafts.js";
import type { LinkRecord } from "../store/links.js";
import { end } from "./end.js";
import { methodOf, stillOpen, systemOf } from "./pick.js";
import { openSealed, sealInstead } from "../call/sealed.js";

/**
 * POST /v1/link/finish. One transaction: the connection, its sealed credentials, the events with their deliveries,
 * the end of the link, the public token and the audit row stand together or not at all.
 */
export const finishLink: Handler<"finishLink"> = async (call) => {
  const { store, caller, body } = call;
  const own = store.tenant(caller.tenant);
  const link = stillOpen((await own.links.get(caller.link.id)) ?? caller.link, store.now());
  const draft = await own.drafts.get(link.id);
  if (!draft || draft.run !== body.run) throw new Refusal("not_ready");

  const repairs = link.connection !== null;
  const connection = repairs ? await repair(call, link, draft) : await connect(call, link, draft);
  await moveSecrets(call, link, connection);
  const what = repairs ? "connection.updated" : "connection.created";
  await tell(own, what, connection);
  const ended = await end(own, link.id, { status: "connected", step: "done", connection: connection.id });
  if (!ended) throw new Refusal("link_ended");
  const actor = `person:${link.endUser.id}`;
  await own.audit.add({ actor, action: repairs ? "connection.repaired" : what, subject: connection.id });
  const finished = { system: { id: connection.system, name: connection.systemName }, connection: connection.id };
  // Its host has the access token since the first time, and that stays good.
  if (repairs) return { ...finished, publicToken: null };
  const { token, hash } = newToken("public");
  await own.tokens.addPublic({ hash, connection: connection.id, expiresAt: store.now() + tokens.public.lives * 1000 });
  return { ...finished, publicToken: token };
};

/** The connection with what the run has proved, in place of what it had. Another account only where the person says so. */
async function repair(
  { house, store, body }: Call<"finishLink">,
  link: LinkRecord,
  draft: DraftRecord,
): Promise<ConnectionRecord> {
  const { connections } = store.tenant(link.tenant);
  const before = await connections.get(link.connection!);
  if (!before || before.status === "removed") throw new Refusal("not_found");
  const other = before.identity !== null && draft.identity !== null && before.identity !== draft.identity;
  if (other && !body.otherAccount) throw new Refusal("other_account");
  const { use } = methodOf(house, systemOf(house, link, draft.system), draft.method);
  const { address, product, values, trust, outcome } = draft;
  const repaired = await connections.update(before.id, {
    status: before.status === "unclaimed" ? "unclaimed" : "healthy",
    cause: null,
    method: use.kind,
    methodId: draft.method,
    warnings: outcome.warnings,
    identity: draft.identity ?? before.identity,
    ...{ address, product, values, trust },
  });
  if (!repaired) throw new Refusal("not_found");
  return repaired;
}

function connect(
  { house, store }: Call<"finishLink">,
  link: LinkRecord,
  draft: DraftRecord,
): Promise<ConnectionRecord> {
  const system = systemOf(house, link, draft.system);
  const { use } = methodOf(house, system, draft.method);
  const { endUser, organization, metadata, data } = link;
  const { address, identity, product, values, trust, outcome } = draft;
  return store.tenant(link.tenant).connections.create({
    link: link.id,
    system: system.id,
    systemName: system.name,
    method: use.kind,
    methodId: draft.method,
    warnings: outcome.warnings,
    ...{ endUser, organization, metadata, data, address, identity, product, values, trust },
  });
}

/** Sealed anew: a value is bound to its owner, and the owner is another now. */
async function moveSecrets({ house, store }: Call<"finishLink">, link: LinkRecord, connection: ConnectionRecord) {
  const { tenant } = link;
  const values = await openSealed(house, store, { tenant, ownerKind: "link", owner: link.id });
  await sealInstead(house, store, { tenant, ownerKind: "connection", owner: connection.id }, values);
  await store.tenant(tenant).renewals.plan(connection.id, renewalTime(values, store.now()));
}
