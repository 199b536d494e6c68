import * as z from "zod";
import { Evidence, Excerpt, Greeting } from "./probe.js";

/** What a system asks for once it has met user and password: a code from a message, a second secret. Part of `LoginUse`. */
export const Prompt = z.strictObject({
  when: Evidence.describe("The answer that asks for it; held against every answer before `no`"),
  field: z
    .string()
    .describe("A field of the use: shown only once the system has asked, sent once, and kept by nobody afterwards"),
  label: Excerpt.optional().describe("The system's own words for what it asks"),
  takes: z
    .record(z.string(), Excerpt)
    .default({})
    .describe("Values from the answer that asks, for the request: a ticket. Sealed until the person has answered"),
  cookies: z.boolean().optional().describe("The request goes with the cookies that the answer set"),
  request: Greeting.describe(
    "Sent with what was entered; its answer is judged as the log-in's. Asked for once more, what was entered is wrong",
  ),
});
export type Prompt = z.infer<typeof Prompt>;
