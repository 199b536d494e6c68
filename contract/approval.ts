import * as z from "zod";
import { Excerpt, Question } from "./probe.js";

/**
 * A page of the system's own, on which a person approves and which hands credentials back to us: no OAuth, but meant for
 * the same. Part of a use in which they would be typed otherwise.
 */
export const Approval = z.strictObject({
  question: Question.describe("Asked without credentials: where the page is"),
  page: Excerpt.describe("Its address in the answer; on the host that was asked"),
  query: z
    .record(z.string(), z.string())
    .describe(
      "What it is told; {app} is the host's name, {moment} the time (UTC) where names must differ, {callback} and {refusal} are where it leads back to",
    ),
  takes: z.record(z.string(), z.string()).describe("Input by the parameter of the callback that holds it"),
});
export type Approval = z.infer<typeof Approval>;
