import * as z from "zod";
import { causeCodes } from "./cause.js";

export const CauseCode = z.enum(causeCodes);

/** Data that a host may ask for. */
export const DataSet = z.enum([
  "purchaseOrders",
  "vendors",
  "items",
  "receipts",
  "invoices",
  "assets",
  "workOrders",
  "files",
]);
export type DataSet = z.infer<typeof DataSet>;

/** A question to an HTTP system, as data. `{name}` in any text stands for an input. It only ever reads. */
export const Question = z.strictObject({
  method: z.enum(["GET", "POST", "HEAD", "OPTIONS", "PROPFIND"]).default("GET"),
  path: z.string().describe("Joined to the address; an absolute path starts at the address's own path"),
  query: z.record(z.string(), z.string()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  json: z
    .unknown()
    .optional()
    .describe('Sent as application/json; {name} is replaced inside strings, a whole string "{name}" by the bare value'),
  form: z.record(z.string(), z.string()).optional(),
  xml: z
    .string()
    .optional()
    .describe(
      "Sent as text/xml unless a header says otherwise; values are escaped, {security} is the method's own header",
    ),
});
export type Question = z.infer<typeof Question>;
export type QuestionInput = z.input<typeof Question>;

/** What begins a session by user and password. Where a system makes sessions by PUT, this may be one; no probe may. */
export const Greeting = Question.extend({ method: z.enum(["GET", "POST", "PUT"]).default("GET") });
export type Greeting = z.infer<typeof Greeting>;

/** What ends the session that a log-in began. Only this may be PUT or DELETE: a probe never changes anything. */
export const Farewell = Question.extend({ method: z.enum(["GET", "POST", "PUT", "DELETE"]).default("GET") });
export type Farewell = z.infer<typeof Farewell>;

/** What an answer must look like: everything stated has to hold. */
export const Evidence = z.strictObject({
  status: z.union([z.number().int(), z.array(z.number().int())]).optional(),
  contentType: z.string().optional().describe("Start of the media type"),
  header: z.strictObject({ name: z.string(), matches: z.string().optional() }).optional(),
  json: z
    .array(
      z.strictObject({
        at: z.string().describe("JSON Pointer, RFC 6901"),
        is: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
        exists: z.boolean().optional(),
        matches: z.string().optional().describe("RE2"),
        type: z.enum(["string", "number", "boolean", "array", "object", "null"]).optional(),
      }),
    )
    .optional(),
  text: z.string().optional().describe("RE2, anywhere in the body"),
});
export type Evidence = z.infer<typeof Evidence>;

/** Where a fact for people stands in an answer. */
export const Excerpt = z.strictObject({
  at: z.string().optional().describe("JSON Pointer"),
  header: z.string().optional(),
  text: z.string().optional().describe("RE2 whose first group is taken, from the value found or from the body"),
  length: z.boolean().optional().describe("Take the length of the array found"),
});
export type Excerpt = z.infer<typeof Excerpt>;

const Choices = z.strictObject({
  input: z.string(),
  at: z.string().describe("JSON Pointer of the list"),
  item: z.string().optional().describe("JSON Pointer within each item; the item itself unless told"),
  label: z.string().optional().describe("JSON Pointer within each item: what people call it, where that is another"),
});

/** A question with what yes looks like and what no looks like. Anything else means: could not tell. */
export const Probe = z.strictObject({
  question: Question,
  yes: z.array(Evidence).min(1).describe("Any one of these"),
  no: z
    .array(z.strictObject({ when: Evidence, cause: CauseCode, field: z.string().optional() }))
    .describe("The first that holds"),
  facts: z
    .strictObject({
      version: Excerpt.optional(),
      identity: Excerpt.optional(),
      count: Excerpt.optional(),
      first: Excerpt.optional(),
      expires: Excerpt.optional(),
    })
    .optional(),
  choices: Choices.optional().describe("A list in the answer that fills an input's choices: databases, companies"),
});
export type Probe = z.infer<typeof Probe>;
export type ProbeInput = z.input<typeof Probe>;

/** Asks who we are. */
export const SignInProbe = Probe.extend({
  takes: z
    .record(z.string(), Excerpt)
    .optional()
    .describe("Inputs for later questions, from the answer. Without one of them it is not understood"),
});
export type SignInProbe = z.infer<typeof SignInProbe>;

/** Asks what there is to choose between, once somebody is in. */
export const ChooseProbe = Probe.extend({
  choices: Choices.extend({
    takes: z
      .record(z.string(), z.string())
      .optional()
      .describe("Inputs by JSON Pointer within the item that was chosen; with these it is asked each time"),
  }),
});
export type ChooseProbe = z.infer<typeof ChooseProbe>;
