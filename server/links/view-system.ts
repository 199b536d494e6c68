import type { MethodUse, MethodView, SystemView } from "#contract";
import type { House } from "../call/house.js";
import { callbackUrl, contextOf } from "../methods/consent.js";

/** A system as the flow of this tenant needs it. */
export function viewSystem({ systems, settings }: House, tenant: string, id: string): SystemView | undefined {
  const [system, view] = [systems.get(id), systems.show(id)];
  if (!system || !view) return undefined;
  const redirectUrl = callbackUrl(settings.publicUrl, contextOf(tenant, id));
  const methods = view.methods.map((method, at) =>
    isOwn(method, system.methods[at]) ? { ...method, redirectUrl } : method,
  );
  return { ...view, methods };
}

/** Whether consent goes by an application that the person registers. */
function isOwn({ consent }: MethodView, use: MethodUse | undefined): boolean {
  if (consent !== "browser") return false;
  if (use?.kind !== "oauth1") return use?.kind === "oauth2" && use.client === "person";
  return !(use.fields ?? []).some(({ name, by }) => name === "consumerKey" && by === "operator");
}
