import type { Handler } from "../call/call.js";
import { Refusal } from "../call/refusal.js";
import { newToken, readToken } from "../call/token.js";
import type { TenantStore } from "../store/store.js";
import { connectionOf } from "./get.js";
import { tell } from "./tell.js";
import { viewConnection } from "./view.js";

/** POST /v1/exchange: only what the host's own backend has fetched here may be called. */
export const exchange: Handler<"exchange"> = async ({ store, caller, body }) => {
  const own = store.tenant(caller.tenant);
  const connection = await (body.link === undefined ? byToken(own, body.publicToken) : byLink(own, body.link));

  const before = await connectionOf(own, connection);
  const claimed = await own.connections.update(before.id, {
    status: before.status === "unclaimed" ? "healthy" : before.status,
  });
  if (!claimed) throw new Refusal("not_found");
  const { token, hash: accessHash } = newToken("access");
  await own.tokens.addAccess({ hash: accessHash, connection: claimed.id });
  await tell(own, "connection.updated", claimed);
  await own.audit.add({ actor: `host:${caller.key}`, action: "connection.claimed", subject: claimed.id });
  return { accessToken: token, connection: viewConnection(claimed) };
};

async function byToken(own: TenantStore, token: string | undefined): Promise<string> {
  const hash = readToken("public", token ?? "");
  if (!hash) throw new Refusal("not_found");
  const used = await own.tokens.usePublic(hash);
  if (used.state === "ok") return used.token.connection;
  throw new Refusal(({ unknown: "not_found", expired: "token_expired", used: "token_used" } as const)[used.state]);
}

async function byLink(own: TenantStore, id: string): Promise<string> {
  const link = await own.links.get(id);
  if (!link) throw new Refusal("not_found");
  if (link.connection === null) throw new Refusal("not_ready");
  if (!(await own.tokens.usePublicOf(link.connection))) throw new Refusal("token_used");
  return link.connection;
}

/** POST /v1/connections/:id/access-token */
export const rotateAccessToken: Handler<"rotateAccessToken"> = async ({ store, caller, params }) => {
  const own = store.tenant(caller.tenant);
  const connection = await connectionOf(own, params.id);
  if (connection.status === "removed") throw new Refusal("not_found");
  if (connection.status === "unclaimed") throw new Refusal("not_ready");
  const { token, hash } = newToken("access");
  await own.tokens.revokeAccess(connection.id);
  await own.tokens.addAccess({ hash, connection: connection.id });
  await own.audit.add({ actor: `host:${caller.key}`, action: "connection.token_rotated", subject: connection.id });
  return { accessToken: token };
};
