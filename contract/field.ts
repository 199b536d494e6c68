import * as z from "zod";
import { Text } from "./text.js";

/** One of the values that a field may have. */
const Choice = z.strictObject({
  value: z.string(),
  label: Text.optional(),
  sets: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'Further inputs that come with this choice, each of them known to the entry: hosts of a region, {"api": "https://eu.vendor.com"}',
    ),
});

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
  choices: z.array(Choice).optional(),
  pattern: z.string().optional().describe("RE2 that a right value matches"),
  lines: z.boolean().optional().describe("Has several lines, and may come from a file: a certificate, a private key"),
  max: z.number().int().positive().optional().describe("Characters; 4096 unless told"),
  clean: z
    .enum(["exact", "trim", "key"])
    .optional()
    .describe("key: white space, quotes and a pasted prefix go; exact (default for passwords): to the byte"),
  autocomplete: z.string().optional(),
  later: z.boolean().optional().describe("Shown only once the system has asked for it; a log-in's `prompts` say so"),
});
export type Field = z.infer<typeof Field>;
export type FieldInput = z.input<typeof Field>;

/** A file that the vendor hands out and that holds several inputs. It is read in the browser and never sent as a whole. */
export const InputFile = z.strictObject({
  extensions: z.array(z.string().regex(/^\.[a-z0-9]+$/)).min(1),
  label: Text.optional().describe("What it is called where it comes from"),
  expects: z
    .array(z.strictObject({ at: z.string(), is: z.string().optional() }))
    .default([])
    .describe("JSON Pointers that a right file has, and what stands there: another product's file is told from it"),
  takes: z.record(z.string(), z.string()).describe("Field by JSON Pointer into the file"),
});
export type InputFile = z.infer<typeof InputFile>;

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
