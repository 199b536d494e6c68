import type { MethodUseOf, System } from "#contract";
import { fill, fillAddress, placeholders, TemplateError, type Inputs } from "./template.js";

type OAuth2Use = MethodUseOf<"oauth2">;

/** Addresses of a provider. Either it is discovered from its issuer, or its endpoints are known. */
export type Endpoints = { issuer: string } | { authorizeUrl?: string; deviceUrl?: string; tokenUrl: string };

/** The provider's addresses with the inputs put in; a whole origin may be what an entry's choice brings. Throws TemplateError. */
export function endpointsOf(use: OAuth2Use, inputs: Inputs): Endpoints {
  if (use.issuer !== undefined) return { issuer: fillEndpoint(use.issuer, inputs) };
  return {
    ...(use.grant === "code" && { authorizeUrl: fillEndpoint(use.authorizeUrl ?? "", inputs) }),
    ...(use.grant === "device" && { deviceUrl: fillEndpoint(use.deviceUrl ?? "", inputs) }),
    tokenUrl: fillEndpoint(use.tokenUrl ?? "", inputs),
  };
}

/**
 * Whether an entry pins where the application's secret goes: a secret that tenants share must never reach a host that
 * somebody typed. One label in a host of the vendor ("{account}.vendor.com") is pinned, because it stays one label.
 */
export function isPinned(use: OAuth2Use): boolean {
  const chosen = new Set(
    (use.fields ?? []).flatMap(({ choices = [] }) => choices.flatMap(({ sets = {} }) => Object.keys(sets))),
  );
  const known = use.grant === "device" ? [use.tokenUrl ?? "", use.deviceUrl ?? ""] : [use.tokenUrl ?? ""];
  return (use.issuer === undefined ? known : [use.issuer]).every((template) => {
    // An origin that comes with a choice is the entry's own.
    const origin = /^\{(\w+)\}(?:\/|$)/.exec(template)?.[1];
    if (origin !== undefined && chosen.has(origin) && !Object.hasOwn(use.derives ?? {}, origin)) return true;
    const host = /^https:\/\/([^/?#]+)/.exec(template)?.[1];
    if (host === undefined) return false;
    return placeholders(host.split(".").slice(-2).join(".")).length === 0 && host.split(".").length > 1;
  });
}

/** An endpoint with the inputs put in. Throws TemplateError. */
export function fillEndpoint(template: string, inputs: Inputs): string {
  const whole = /^\{([a-zA-Z][a-zA-Z0-9_]*)\}(.*)$/s.exec(template);
  const text = whole ? String(inputs[whole[1]!] ?? "") + fillAddress(whole[2]!, inputs) : fillAddress(template, inputs);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") throw new TemplateError(whole?.[1] ?? "address");
  if (url.username || url.password || url.hash) throw new TemplateError(whole?.[1] ?? "address");
  return text;
}

/** What an endpoint may be filled with: the address of the system and what was entered and is no secret. */
export function endpointInputs(system: System, address: string | null, values: Inputs): Inputs {
  return { ...values, ...(address !== null && { address }), system: system.id };
}

/** What a vendor wants to be told beside the standard's own parameters when a person is asked to agree. */
export const authorizeParams = ({ use, values }: { use: OAuth2Use; values: Inputs }): Record<string, string> =>
  Object.fromEntries(Object.entries(use.authorizeParams).map(([name, text]) => [name, fill(text, values)]));

/** Scopes to ask for; an entry may leave them to the person ("{scope}"). */
export const scopesOf = ({ scopes }: OAuth2Use, inputs: Inputs): string[] =>
  scopes.flatMap((scope) => fill(scope, inputs).split(/\s+/)).filter((scope) => scope !== "");
