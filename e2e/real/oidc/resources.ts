import type Provider from "oidc-provider";
import { orderScope, people } from "./settings.js";

type Middleware = Parameters<Provider["use"]>[0];

const orders = [
  { number: "PO-1001", supplier: "Kugel & Lager GmbH", orderedOn: "2026-03-02", total: "936.88", currency: "EUR" },
  { number: "PO-1002", supplier: "Västra Tätningar AB", orderedOn: "2026-03-09", total: "340.00", currency: "EUR" },
  { number: "PO-1003", supplier: "Kugel & Lager GmbH", orderedOn: "2026-03-16", total: "172.00", currency: "EUR" },
];

/** Two protected resources that take the provider's own access tokens (RFC 6750): `/api/me` and `/api/purchase-orders`. */
export function resources(provider: Provider): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith("/api/")) return next();
    const token = /^Bearer (\S+)$/i.exec(ctx.get("authorization"))?.[1];
    const access = token && (await findToken(provider, token));
    if (!access) {
      ctx.status = 401;
      ctx.set("www-authenticate", token ? 'Bearer error="invalid_token"' : "Bearer");
      ctx.body = { error: token ? "invalid_token" : "no_token" };
      return;
    }
    if (ctx.path === "/api/me") {
      ctx.body = { user: access.who, scope: access.scope };
      return;
    }
    if (ctx.path !== "/api/purchase-orders") return next();
    if (!access.scope.split(" ").includes(orderScope) || access.who === people.carl.user) {
      ctx.status = 403;
      ctx.set("www-authenticate", `Bearer error="insufficient_scope", scope="${orderScope}"`);
      ctx.body = { error: "insufficient_scope" };
      return;
    }
    ctx.body = { count: orders.length, purchaseOrders: orders };
  };
}

async function findToken(provider: Provider, token: string): Promise<{ who: string; scope: string } | undefined> {
  const person = await provider.AccessToken.find(token);
  if (person?.isValid) return { who: person.accountId, scope: person.scope ?? "" };
  const machine = await provider.ClientCredentials.find(token);
  if (machine?.isValid) return { who: machine.clientId ?? "", scope: machine.scope ?? "" };
  return undefined;
}
