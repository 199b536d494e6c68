import * as z from "zod";
import { Derivation } from "./derive.js";
import { Field, InputFile, Step } from "./field.js";
import { ChooseProbe, DataSet, Probe, SignInProbe } from "./probe.js";
import { Text } from "./text.js";

/** Where a use puts its questions, where that is not the address that was entered. */
export const Base = z.strictObject({
  url: z
    .string()
    .describe(
      'Https, made of inputs: "https://api.vendor.com", "{server}/api", "{address}/api". Known as soon as what it names is: after signing, the sign-in or the choice',
    ),
  hosts: z
    .array(z.string())
    .min(1)
    .optional()
    .describe(
      'Where it begins with what an answer tells, or a person types: the only hosts that it may be, "{x}.vendor.com"; {x} is one DNS label, ":8443" a port that is not the usual one',
    ),
});
export type Base = z.infer<typeof Base>;

const Name = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);
/** What every use of a method may say. */
export const use = {
  id: z.string().optional().describe("Needed when an entry uses one kind twice; the kind otherwise"),
  label: Text.optional(),
  fields: z.array(Field).optional().describe("Further inputs, or another word for one that the method brings, by name"),
  file: InputFile.optional(),
  derives: z
    .record(Name, Derivation)
    .optional()
    .describe("Further inputs by name, in order: each may be made of those before it"),
  steps: z.array(Step).default([]),
  recommended: z.boolean().optional(),
};
/** What every use of a method over http may say. */
export const http = {
  ...use,
  signIn: SignInProbe.optional().describe("Asks who we are; names the user where the system can"),
  choose: ChooseProbe.optional().describe(
    "Asked after the sign-in, while the input that its choices fill is empty: one is taken, of several the person picks",
  ),
  headers: z.record(z.string(), z.string()).optional().describe("Sent with every question"),
  base: Base.optional().describe("Where sign-in, choice and data sets are asked, where that is not the address"),
  reads: z
    .partialRecord(DataSet, Probe)
    .optional()
    .describe("How a data set is asked for by this method, where the entry's own way is not it"),
};
