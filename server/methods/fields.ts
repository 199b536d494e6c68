import { causes, Field, type CauseCode, type FieldInput, type FieldRole, type MethodUse, type System } from "#contract";
import { sourcesOf } from "./derive-sources.js";

const addresses: Record<System["address"]["kind"], FieldInput[]> = {
  web: [{ name: "address", role: "address", kind: "address", public: true, autocomplete: "url" }],
  account: [{ name: "address", role: "address", kind: "address", public: true, autocomplete: "off" }],
  server: [{ name: "address", role: "address", kind: "address", public: true, autocomplete: "off" }],
  folder: [{ name: "folder", role: "folder", kind: "folder", public: true, autocomplete: "off" }],
  fixed: [],
};

/**
 * All fields of a use, in order: the address, what the method brings, what the entry adds. An entry's field of the
 * same name says another word for one of ours, and what it leaves unsaid stays. `wanted` names those of our own that
 * this use needs at all.
 */
export function enteredFields(system: System, use: MethodUse, own: readonly FieldInput[], wanted?: string[]): Field[] {
  const fields = new Map<string, FieldInput>();
  const made = wanted && sourcesOf(use, wanted);
  const brought = own.filter(({ name }) => !made || made.includes(name));
  const entrys = use.fields ?? [];
  // What an entry adds of its own (a company, a database) is asked before the user's name and password.
  const added = entrys.filter(({ name }) => !brought.some((field) => field.name === name));
  for (const field of [...addresses[system.address.kind], ...added, ...brought, ...entrys]) {
    fields.set(field.name, { ...fields.get(field.name), ...said(field, fields.get(field.name)) });
  }
  return [...fields.values()].map((field) => Field.parse(field));
}

// `kind` has a default in an entry, so that "text" there may mean that nothing was said.
function said(field: FieldInput, before: FieldInput | undefined): Partial<FieldInput> & { name: string } {
  if (!before || field.kind !== "text") return field;
  const { kind: _, ...rest } = field;
  return rest;
}

/** What a person is asked for: an operator's fields come from settings. */
export const asked = (fields: readonly Field[]): Field[] => fields.filter(({ by }) => by !== "operator");

/** Whether a value is kept sealed: everything that the entry does not mark public. */
export const isSecret = (field: Field): boolean => field.public !== true;

/** The field that a cause points at: the first of its roles that exists. */
export function fieldOf(cause: CauseCode, fields: readonly Field[]): string | undefined {
  const roles: readonly FieldRole[] = (causes[cause] as { fields?: readonly FieldRole[] }).fields ?? [];
  return roles.map((role) => fields.find((field) => field.role === role)).find((field) => field)?.name;
}
