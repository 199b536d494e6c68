import type { FieldView, MethodUse, MethodView, RunChecks, System, Trust } from "#contract";
import type { House } from "../call/house.js";
import { badField, Refusal } from "../call/refusal.js";
import { addressOf, readEntered, type Entered } from "../checks/entered.js";
import { readValues } from "../methods/clean.js";
import { consentValues } from "../methods/consentValues.js";
import { methodOf as kindOf } from "../methods/methods.js";
import { TemplateError } from "../methods/template.js";
import type { LinkRecord } from "../store/links.js";
import { consentHouse } from "./consent-house.js";
import { methodOf, publicValues, systemOf } from "./pick.js";
import { isAuthority } from "./authority.js";
import { withSealed } from "./sealed-values.js";

/** What a person asks to be checked or consented to: found, allowed, and with what lies sealed put in. */
export interface Asked {
  readonly link: LinkRecord;
  readonly system: System;
  readonly use: MethodUse;
  readonly view: MethodView;
  readonly fields: readonly FieldView[];
  /** Normalised; null where there is none, or it cannot be read: then the first check says so. */
  readonly address: string | null;
  /** Typed and not secret. */
  readonly shown: Record<string, string>;
  readonly values: Record<string, string>;
  /** Names of what the next press may need though this one does not pass (`Method.outlives`). */
  readonly outlives: readonly string[];
  /** What the person trusts at this address; undefined where that is nothing beyond the public authorities. */
  readonly trust: Trust | undefined;
}

export async function readAsked(house: House, link: LinkRecord, body: RunChecks): Promise<Asked> {
  const system = systemOf(house, link, body.system);
  const { use, view } = methodOf(house, system, body.method);
  if (!view.built) throw new Refusal("not_ready");
  const { fields } = view;
  const stranger = Object.keys(body.values).find((name) => !fields.some((field) => field.name === name));
  if (stranger !== undefined) throw badField(`values.${stranger}`, "is not a field of this method");
  if (body.trust?.ca !== undefined && !isAuthority(body.trust.ca))
    throw badField("trust.ca", "is no certificate in PEM");
  // Nothing secret is taken up for what is only a look.
  const kept = kindOf(use)?.keeps?.(use) ?? [];
  const outlives = kindOf(use)?.outlives?.(use) ?? [];
  const wanted = { system: body.system, method: body.method, fields, kept, values: publicValues(view, body.values) };
  const { values: typed, trust } = body.upTo
    ? { values: wanted.values, trust: undefined }
    : await withSealed(house, link, { ...wanted, values: body.values });
  const clean = readValues(system, use, typed).values;
  const address = addressFor(system, use, readEntered({ system, hosts: house.hosts, fields, values: clean }));
  const of = { tenant: link.tenant, link: link.id, system: system.id, method: body.method, address };
  const brought = !body.upTo && (view.consent || outlives.length > 0);
  const consented = brought ? await consentValues(consentHouse(house), of) : undefined;
  // Tokens of the newest consent, or what the newest run brought, win over those that an earlier run has sealed; what was
  // typed wins over both.
  const tokens = Object.entries(consented ?? {}).filter(([name]) => !fields.some((field) => field.name === name));
  const values = { ...consented, ...typed, ...Object.fromEntries(tokens) };
  return {
    link,
    system,
    use,
    view,
    fields,
    address,
    shown: publicValues(view, typed),
    values,
    trust: body.trust ?? trust,
    outlives,
  };
}

/** The address that will be asked, as the first check makes it. */
function addressFor(system: System, use: MethodUse, entered: Entered): string | null {
  try {
    return addressOf(system, use, entered);
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}
