import type { CheckLine, FieldView, Offer, SystemView, Trust } from "#contract";
import { addressField, isSecret, methodOf, type Draft } from "./state.js";

export const newDraft = (system: SystemView, method: string): Draft => ({
  system,
  method,
  fixed: false,
  values: {},
  sealed: [],
  reading: null,
  preview: null,
  choices: {},
  asked: {},
  filled: [],
  trusted: null,
  refusedFile: null,
});

const saysWhere = (field: FieldView): boolean =>
  field.kind === "address" || field.role === "address" || field.role === "port";

/** Fields that the address is made of: "https://{account}.example.com". */
const partsOf = (draft: Draft): string[] =>
  [...(draft.reading?.url ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

/** Whether a field says where the system is, or a part of that. */
export const isOfPlace = (draft: Draft, name: string): boolean =>
  methodOf(draft).fields.some((field) => field.name === name && saysWhere(field)) || partsOf(draft).includes(name);

/** Where the system is, as it stands in the fields. What is trusted holds for this place only. */
export const placeOf = (draft: Draft): string =>
  JSON.stringify(
    methodOf(draft)
      .fields.filter(({ name }) => isOfPlace(draft, name))
      .map(({ name }) => draft.values[name] ?? ""),
  );

/** What goes along with a run. Undefined where the person has said nothing about this place: then the server decides. */
export const trustFor = (draft: Draft): Trust | undefined =>
  draft.trusted?.place === placeOf(draft) ? draft.trusted.trust : undefined;

/** Values of the chosen method's fields; what lies sealed is left out. */
export const valuesFor = (draft: Draft): Record<string, string> =>
  Object.fromEntries(
    methodOf(draft)
      .fields.filter((f) => !draft.sealed.includes(f.name))
      .map((f) => [f.name, draft.values[f.name] ?? f.default ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );

/** Those of them that are no secret. */
export function publicValuesFor(draft: Draft): Record<string, string> {
  const secret = methodOf(draft)
    .fields.filter(isSecret)
    .map((f) => f.name);
  return Object.fromEntries(Object.entries(valuesFor(draft)).filter(([name]) => !secret.includes(name)));
}

/** Whether there is something to look at: an address that was read, at a system that is asked over a network. */
export function mayBeLookedAt(draft: Draft): boolean {
  const { kind } = draft.system.address;
  if (kind === "fixed" || kind === "folder" || !methodOf(draft).built || draft.reading?.answer !== "ok") return false;
  const known = { ...draft.reading.takes, ...valuesFor(draft) };
  return partsOf(draft).every((name) => known[name]);
}

/** The draft after one field was changed by hand. What was known of another place is forgotten with it. */
export function typed(draft: Draft, name: string, value: string): Draft {
  if (draft.values[name] === value) return draft;
  const without = (names: readonly string[]) => names.filter((other) => other !== name);
  const next = {
    ...draft,
    values: { ...draft.values, [name]: value },
    sealed: without(draft.sealed),
    filled: without(draft.filled),
    // The last look may have stumbled over what is being corrected now.
    preview: draft.preview?.outcome?.field === name ? null : draft.preview,
    reading: addressField(draft)?.name === name ? null : draft.reading,
  };
  if (!isOfPlace(draft, name)) return next;
  const emptied = Object.fromEntries(next.filled.map((other) => [other, ""]));
  const values = { ...next.values, ...emptied };
  return { ...next, values, preview: null, choices: {}, asked: {}, filled: [], trusted: null, refusedFile: null };
}

/** What the system asks for besides, in its own words. */
export function asking(draft: Draft, { cause, field, facts }: CheckLine): Partial<Draft> {
  if (cause !== "answer_needed" || field === undefined) return {};
  return { asked: { ...draft.asked, [field]: facts?.find(({ kind }) => kind === "asks")?.value ?? "" } };
}

/** Offers what the system says may be entered. With `fill`, the only choice goes into a field that is empty. */
export function offered(draft: Draft, { choices }: CheckLine, fill: boolean): Partial<Draft> {
  if (!choices) return {};
  const { field, values } = choices;
  return { choices: { ...draft.choices, [field]: values }, ...(fill && filledIn(draft, field, values)) };
}

/** The draft with the only choice in a field that is empty; nothing where there are several, or something stands there. */
export function filledIn(draft: Draft, field: string, [only, ...others]: readonly Offer[]): Partial<Draft> {
  if (only === undefined || others.length > 0 || valuesFor(draft)[field]) return {};
  return { values: { ...draft.values, [field]: only.value }, filled: [...draft.filled, field] };
}
