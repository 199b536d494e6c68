import * as z from "zod";
import { CauseCode, DataSet } from "./probe.js";
import { Certificate } from "./trust.js";

/** The rungs of the ladder, in order. */
export const checkNames = ["address", "name", "reach", "secure", "recognise", "signIn", "read", "record"] as const;
export const CheckName = z.enum(checkNames);
export type CheckName = z.infer<typeof CheckName>;

/** Something worth telling a person; words are made of it in the widget. Values are cut to 200 characters and hold no secret. */
export const Fact = z.strictObject({
  kind: z.enum([
    "address",
    "addresses",
    "product",
    "version",
    "identity",
    "count",
    "record",
    "certificate",
    "hostKey",
    "waitSeconds",
    "expires",
    "tried",
    "asks",
  ]),
  value: z.string(),
});
export type Fact = z.infer<typeof Fact>;

/** Something that may be entered in a field, as the system says; a label where people call it by another name. */
export const Offer = z.strictObject({ value: z.string(), label: z.string().optional() });
export type Offer = z.infer<typeof Offer>;

/** One change of one check. `running` comes first, exactly one of the three answers ends it. */
export const CheckLine = z.strictObject({
  type: z.literal("check"),
  check: CheckName,
  dataSet: DataSet.optional().describe("For read and record"),
  answer: z.enum(["running", "yes", "no", "unknown"]),
  cause: CauseCode.optional(),
  field: z.string().optional().describe("Name of the field to mark and focus"),
  facts: z.array(Fact).optional(),
  choices: z
    .strictObject({ field: z.string(), values: z.array(Offer).min(1).max(50) })
    .optional()
    .describe("What the system says may be entered in a field: its databases, companies, versions"),
  certificate: Certificate.optional().describe("With secure: the one that was shown, trusted or not"),
  ms: z.number().int().nonnegative().describe("Since the check began"),
});
export type CheckLine = z.infer<typeof CheckLine>;

export const Warning = z.strictObject({ cause: CauseCode, dataSet: DataSet.optional() });
export type Warning = z.infer<typeof Warning>;

/** Last line of a run. */
export const OutcomeLine = z.strictObject({
  type: z.literal("outcome"),
  run: z.string(),
  outcome: z
    .enum(["connected", "warnings", "failed", "recognised"])
    .describe("recognised: of a preview; nothing is in the way so far, and nothing is proved"),
  cause: CauseCode.optional(),
  field: z.string().optional(),
  system: z
    .strictObject({ id: z.string(), name: z.string() })
    .optional()
    .describe("With wrong_product: the system that answers instead, where it may be picked"),
  warnings: z.array(Warning),
  requestId: z.string(),
  ms: z.number().int().nonnegative(),
});
export type OutcomeLine = z.infer<typeof OutcomeLine>;

export const RunLine = z.discriminatedUnion("type", [CheckLine, OutcomeLine]);
export type RunLine = z.infer<typeof RunLine>;
