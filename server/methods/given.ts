import type { Field, MethodUse, System } from "#contract";
import { derived } from "./derive.js";
import type { MethodSettings, Values } from "./method.js";

/** Inputs that come with what was chosen: the hosts of a region. They are the entry's own words, never a person's. */
export function chosenInputs(fields: readonly Field[], values: Values): Values {
  const chosen = fields.flatMap(({ name, choices = [], default: usual }) =>
    choices.filter(({ value }) => value === (values[name] ?? usual)),
  );
  return Object.assign({}, ...chosen.map(({ sets = {} }) => sets)) as Values;
}

/** Inputs of the host's own application, from the operator's settings: no person ever sees or sends them. */
export function operatorInputs(system: System, fields: readonly Field[], { inputs }: MethodSettings): Values {
  const set = Object.hasOwn(inputs, system.id) ? inputs[system.id]! : {};
  const wanted = fields.filter(({ by }) => by === "operator");
  return Object.fromEntries(wanted.flatMap(({ name }) => (set[name] ? [[name, set[name]] as const] : [])));
}

/** Whether the operator has left out what every connection to the system needs. */
export const operatorOwes = (system: System, fields: readonly Field[], settings: MethodSettings): boolean => {
  const given = operatorInputs(system, fields, settings);
  return fields.some(({ name, by, optional }) => by === "operator" && !optional && given[name] === undefined);
};

/** What was entered, with all that nobody types: what a method signs and asks with. */
export const withGiven = (
  system: System,
  use: MethodUse,
  fields: readonly Field[],
  values: Values,
  settings: MethodSettings,
): Values => withMade(use, fields, { ...values, ...operatorInputs(system, fields, settings) });

/** Values with what comes with a choice, and what is made of them all: nothing that is given is ever replaced by it. */
export function withMade(use: MethodUse, fields: readonly Field[], values: Values): Values {
  const given = { ...values, ...chosenInputs(fields, values) };
  return { ...derived(use, given), ...given };
}
