import * as z from "zod";
import { Text } from "./text.js";

/** Something to be entered. What is not `public` is sealed and never leaves the server again. */
export const Field = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  role: z.enum(["address", "username", "password", "key", "secret", "company", "folder", "port"]).optional(),
  kind: z.enum(["text", "secret", "choice", "number", "address", "folder"]).default("text"),
  label: Text.optional().describe("Left out where the widget's own word for the role fits"),
  help: Text.optional(),
  example: z.string().optional(),
  optional: z.boolean().optional(),
  public: z.boolean().optional().describe("Not secret: kept as typed, shown again, may stand in a log"),
  by: z
    .enum(["person", "operator"])
    .optional()
    .describe("operator: from the operator's settings, never asked in the flow"),
  default: z.string().optional(),
  choices: z.array(z.strictObject({ value: z.string(), label: Text.optional() })).optional(),
  pattern: z.string().optional().describe("RE2 that a right value matches"),
  max: z.number().int().positive().optional().describe("Characters; 4096 unless told"),
  clean: z
    .enum(["exact", "trim", "key"])
    .optional()
    .describe("key: white space, quotes and a pasted prefix go; exact (default for passwords): to the byte"),
  autocomplete: z.string().optional(),
});
export type Field = z.infer<typeof Field>;
export type FieldInput = z.input<typeof Field>;

/** One step of getting what must be entered, in our own words. */
export const Step = z.strictObject({
  text: Text,
  link: z
    .string()
    .optional()
    .describe('Into the person\'s own system, from the verified address: "{address}/app/user"'),
  field: z.string().optional().describe("The field that this step fills"),
});
export type Step = z.infer<typeof Step>;
