import type Provider from "oidc-provider";
import type { Interaction } from "oidc-provider";
import { consentPage, signInPage } from "./pages.js";
import { people } from "./settings.js";

type Middleware = Parameters<Provider["use"]>[0];

/** The pages a person sees between the authorization request and the redirect back. */
export function interactions(provider: Provider): Middleware {
  return async (ctx, next) => {
    const [, uid, action] = /^\/interaction\/([\w-]+)(?:\/(login|consent|refuse|unavailable))?$/.exec(ctx.path) ?? [];
    if (!uid) return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    ctx.set("cache-control", "no-store");
    if (ctx.method === "GET" && !action) {
      ctx.body = await show(provider, interaction);
      return;
    }
    if (ctx.method !== "POST") return next();
    const finish = async (result: Parameters<Provider["interactionResult"]>[2], mergeWithLastSubmission = true) =>
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission }));
    if (action === "refuse") return finish({ error: "access_denied" }, false);
    // As when the directory behind the sign-in page is away (RFC 6749, 4.1.2.1). No button leads here.
    if (action === "unavailable") return finish({ error: "temporarily_unavailable" }, false);
    if (action === "consent") return finish({ consent: { grantId: await grant(provider, interaction) } });
    const form = await readForm(ctx.req);
    const person = Object.values(people).find(({ user }) => user === form.get("login"));
    if (person && person.password === form.get("password")) return finish({ login: { accountId: person.user } }, false);
    ctx.status = 401;
    ctx.body = signInPage(uid, await clientName(provider, interaction), true);
  };
}

async function show(provider: Provider, interaction: Interaction): Promise<string> {
  const name = await clientName(provider, interaction);
  if (interaction.prompt.name === "login") return signInPage(interaction.uid, name, false);
  return consentPage(interaction.uid, name, `${interaction.params["scope"] ?? ""}`.split(" ").filter(Boolean));
}

async function clientName(provider: Provider, interaction: Interaction): Promise<string> {
  const client = await provider.Client.find(`${interaction.params["client_id"]}`);
  return client?.clientName ?? "an application";
}

async function grant(provider: Provider, { grantId, params, prompt, session }: Interaction): Promise<string> {
  const found = grantId ? await provider.Grant.find(grantId) : undefined;
  const granted = found ?? new provider.Grant({ accountId: session?.accountId, clientId: `${params["client_id"]}` });
  const missing = prompt.details["missingOIDCScope"] as string[] | undefined;
  if (missing) granted.addOIDCScope(missing.join(" "));
  const claims = prompt.details["missingOIDCClaims"] as string[] | undefined;
  if (claims) granted.addOIDCClaims(claims);
  return granted.save();
}

async function readForm(request: AsyncIterable<Buffer>): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
