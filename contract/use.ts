import * as z from "zod";
import { Field, InputFile, Step } from "./field.js";
import { Probe } from "./probe.js";
import { Text } from "./text.js";

/** What every use of a method may say. */
export const use = {
  id: z.string().optional().describe("Needed when an entry uses one kind twice; the kind otherwise"),
  label: Text.optional(),
  fields: z.array(Field).optional().describe("Further inputs, or another word for one that the method brings, by name"),
  file: InputFile.optional(),
  steps: z.array(Step).default([]),
  recommended: z.boolean().optional(),
};
/** What every use of a method over http may say. */
export const http = {
  ...use,
  signIn: Probe.optional().describe("Asks who we are; names the user where the system can"),
  choose: Probe.optional().describe(
    "Asked after the sign-in, while the input that its choices fill is empty: one is taken, of several the person picks",
  ),
  headers: z.record(z.string(), z.string()).optional().describe("Sent with every question"),
};
